"""Uploads that break, lie, crawl or fall silent: what came is kept, what is wrong is thrown away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from sqlalchemy import QueuePool

from sync.hub.blobs.store import Arriving
from sync.hub.config import Limits
from sync.hub.hub import Hub
from tests.sync.running import config_at, running
from tests.sync.stationed import stationed
from tests.sync.uploads import asked, begun, kept, offset, problem, sent

FILE = bytes(range(256)) * 10_000  # two pieces and a half


@pytest.fixture
def patient(tmp_path: Path) -> Iterator[tuple[Hub, str]]:
    """A hub that waits long for silent stations."""
    with running(config_at(tmp_path)) as both:
        yield both


def until(holds: Callable[[], bool]) -> None:
    """Ask until it is so; the test's own time limit ends it otherwise."""
    while not holds():
        pass


def test_a_broken_upload_goes_on_where_it_stopped(patient: tuple[Hub, str]) -> None:
    hub, address = patient
    station = stationed(hub)
    (sha256,) = station.names(FILE)
    arriving = Arriving(station.id, sha256)
    with begun(station, address, sha256, FILE[:1_500_000], len(FILE)):
        until(lambda: hub.blobs.received(arriving) > 0)
    with station.client(address) as client:
        until(lambda: gone_on(client, sha256).status_code == 200)
        assert asked(client, sha256).uploads == []
    assert b"".join(hub.blobs.read(sha256)) == FILE


def gone_on(client: httpx.Client, sha256: str) -> httpx.Response:
    """The answer to sending the rest; the hub may still be putting away what broke off."""
    (upload,) = asked(client, sha256).uploads
    assert upload.offset >= 1 << 20
    return sent(client, sha256, FILE[upload.offset :], upload.offset)


def test_an_upload_that_goes_on_elsewhere_is_told_where(patient: tuple[Hub, str]) -> None:
    hub, address = patient
    station = stationed(hub)
    (sha256,) = station.names(FILE)
    hub.blobs.append(Arriving(station.id, sha256), 0, FILE[:1000])
    with station.client(address) as client:
        answers = [sent(client, sha256, FILE[at:], at) for at in (999, 1001, len(FILE))]
        assert [(problem(one).code, problem(one).offset) for one in answers] == [("HUB-025", 1000)] * 3
        kept(sent(client, sha256, FILE[1000:], 1000))


def test_a_file_all_of_which_came_needs_no_bytes_to_be_kept(patient: tuple[Hub, str]) -> None:
    hub, address = patient
    station = stationed(hub)
    (sha256,) = station.names(FILE)
    hub.blobs.append(Arriving(station.id, sha256), 0, FILE)
    with station.client(address) as client:
        assert kept(sent(client, sha256, b"", len(FILE))).size == len(FILE)


def truncated(content: bytes) -> bytes:
    """All but its last byte."""
    return content[:-1]


def altered(content: bytes) -> bytes:
    """With another first byte."""
    return b"!" + content[1:]


def doubled(content: bytes) -> bytes:
    """Twice."""
    return content * 2


@pytest.mark.parametrize("size", [1000, len(FILE)])
@pytest.mark.parametrize("spoil", [truncated, altered, doubled])
def test_other_bytes_never_exist_and_are_sent_again_from_the_start(
    patient: tuple[Hub, str], spoil: Callable[[bytes], bytes], size: int
) -> None:
    hub, address = patient
    station = stationed(hub)
    content = FILE[:size]
    (sha256,) = station.names(content)
    with station.client(address) as client:
        answer = sent(client, sha256, spoil(content))
        assert (answer.status_code, problem(answer).code) == (422, "HUB-022")
        assert hub.blobs.size(sha256) is None
        assert [upload.offset for upload in asked(client, sha256).uploads] == [0]
        kept(sent(client, sha256, content))
    assert b"".join(hub.blobs.read(sha256)) == content


def test_what_began_wrong_is_found_out_at_the_end(patient: tuple[Hub, str]) -> None:
    hub, address = patient
    station = stationed(hub)
    (sha256,) = station.names(FILE)
    hub.blobs.append(Arriving(station.id, sha256), 0, b"x" * 1000)
    with station.client(address) as client:
        assert problem(sent(client, sha256, FILE[1000:], 1000)).code == "HUB-022"
        assert offset(client, sha256) == 0


def test_one_station_cannot_spoil_what_another_sends(patient: tuple[Hub, str]) -> None:
    hub, address = patient
    honest, other = stationed(hub), stationed(hub, "FFFFFFFF")
    (sha256,) = honest.names(FILE)
    other.names(FILE)
    hub.blobs.append(Arriving(honest.id, sha256), 0, FILE[:1000])
    with other.client(address) as client:
        assert problem(sent(client, sha256, b"rubbish")).code == "HUB-022"
    with honest.client(address) as client:
        kept(sent(client, sha256, FILE[1000:], 1000))


def test_a_silent_upload_ends_and_what_came_is_kept(tmp_path: Path) -> None:
    with running(config_at(tmp_path, limits=Limits(upload_idle_seconds=0.2))) as (hub, address):
        station = stationed(hub)
        (sha256,) = station.names(FILE)
        with begun(station, address, sha256, FILE[:700], len(FILE)) as connection:
            answer = b"".join(iter(lambda: connection.recv(65536), b""))  # to the connection's end
        assert answer.startswith(b"HTTP/1.1 408")
        assert b"HUB-041" in answer
        with station.client(address) as client:
            assert offset(client, sha256) == 700


def test_crawling_stations_keep_no_connection_of_the_database_and_nobody_waiting(
    patient: tuple[Hub, str],
) -> None:
    hub, address = patient
    station = stationed(hub)
    crawling = station.names(*(b"%d" % number + FILE for number in range(60)))
    (quick,) = station.names(FILE)
    with ExitStack() as connections:
        for number, sha256 in enumerate(crawling):
            begins = b"%d" % number + FILE[: 1 << 20]
            connections.enter_context(begun(station, address, sha256, begins, len(FILE) + 2))
        until(lambda: all(hub.blobs.received(Arriving(station.id, sha256)) for sha256 in crawling))
        pool = hub.database.engine.pool
        assert isinstance(pool, QueuePool)
        assert pool.checkedout() == 0
        with station.client(address) as client:
            kept(sent(client, quick, FILE))
