"""Evidence goes to the hub by its hash, once, checked, and completes the entries that name it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from station.errors import KnownError
from station.signing import Signer
from station.store.receipt import receipt_from
from sync.hub import tables
from sync.hub.blobs.store import Arriving
from sync.hub.config import Limits
from sync.hub.evidence import Evidence
from sync.hub.hub import Hub
from sync.wire.messages import ReceiptMessage, Upload
from tests.sync.running import config_at, running
from tests.sync.stationed import HEAD, stationed
from tests.sync.uploads import asked, kept, offset, problem, sent

PHOTO, OTHER = b"a photo " * 40_000, b"another " * 300_000


@pytest.fixture
def small(tmp_path: Path) -> Iterator[tuple[Hub, str]]:
    """A hub with a folder, SQLite and small limits, and its address."""
    with running(config_at(tmp_path, limits=Limits(evidence_bytes=2_500_000))) as both:
        yield both


def proven(hub: Hub, receipt: ReceiptMessage | None) -> ReceiptMessage:
    """A receipt, which the hub has signed."""
    assert receipt is not None
    assert receipt_from(msgspec.to_builtins(receipt)).is_proven_by(Signer(hub.key.public_key))
    return receipt


def test_what_is_missing_goes_up_and_completes_the_entry(served: tuple[Hub, str]) -> None:
    hub, address = served
    station = stationed(hub)
    with station.client(address) as client:
        photo, other = station.names(PHOTO, OTHER)
        assert asked(client, photo, other).uploads == [Upload(one) for one in sorted((photo, other))]
        first = kept(sent(client, photo, PHOTO))
        assert (first.size, proven(hub, first.receipt).complete) == (len(PHOTO), 0)
        last = kept(sent(client, other, OTHER))
        receipt = proven(hub, last.receipt)
        assert (receipt.sequence, receipt.head, receipt.complete) == (1, HEAD, 1)
        assert station.complete() == 1
        assert asked(client, photo, other).uploads == []
        assert kept(sent(client, photo, b"")) == msgspec.structs.replace(first, receipt=last.receipt)
    assert b"".join(hub.blobs.read(other)) == OTHER


def test_an_entry_is_complete_when_all_before_it_are(hub: Hub) -> None:
    station, evidence = stationed(hub), Evidence(hub)
    photo, later = station.names(PHOTO) + station.names(OTHER)
    station.names(PHOTO, OTHER)
    reached = []
    for sha256, content in ((later, OTHER), (photo, PHOTO)):
        hub.blobs.keep(sha256, content)
        reached.append(proven(hub, evidence.kept(station.id, sha256).receipt).complete)
    assert reached == [0, 3]
    with hub.database.read() as connection:
        assert connection.execute(tables.missing_evidence.select()).all() == []


def test_nothing_from_an_entry_on_that_is_set_aside_is_complete(hub: Hub) -> None:
    station = stationed(hub)
    first, second = station.names(PHOTO) + station.names(OTHER)
    with hub.database.write() as connection:
        aside = {"station": station.id, "sequence": 2, "code": "HUB-013", "detail": ""}
        connection.execute(tables.set_asides.insert().values(aside | {"at": hub.clock.now()}))
    for sha256, content in ((first, PHOTO), (second, OTHER)):
        hub.blobs.keep(sha256, content)
        Evidence(hub).kept(station.id, sha256)
    assert station.complete() == 1


def test_what_another_station_brought_is_not_sent_again(served: tuple[Hub, str]) -> None:
    hub, address = served
    first, second = stationed(hub), stationed(hub, "FFFFFFFF")
    (sha256,) = first.names(PHOTO)
    second.names(PHOTO)
    with first.client(address) as client:
        kept(sent(client, sha256, PHOTO))
    assert second.complete() == 0
    with second.client(address) as client:
        answer = asked(client, sha256)
    assert answer.uploads == []
    assert proven(hub, answer.receipt).complete == second.complete() == 1


def test_a_file_that_no_accepted_entry_names_is_refused_at_every_door(small: tuple[Hub, str]) -> None:
    hub, address = small
    stranger, owner = stationed(hub), stationed(hub, "FFFFFFFF")
    (sha256,) = owner.names(PHOTO)
    with stranger.client(address) as client:
        answers = [
            client.post("/v1/evidence/missing", json={"sha256": [sha256]}),
            client.head(f"/v1/evidence/{sha256}"),
            client.put(f"/v1/evidence/{sha256}", content=PHOTO),
            client.post(f"/v1/evidence/{sha256}/kept"),
        ]
    assert [answer.status_code for answer in answers] == [409] * 4
    assert {problem(answer).code for answer in answers if answer.content} == {"HUB-040"}
    assert hub.blobs.size(sha256) is None


def test_nothing_is_kept_that_never_arrived(small: tuple[Hub, str]) -> None:
    hub, address = small
    station = stationed(hub)
    (sha256,) = station.names(PHOTO)
    with station.client(address) as client:
        assert problem(client.post(f"/v1/evidence/{sha256}/kept")).code == "HUB-021"
        assert offset(client, sha256) == 0


@pytest.mark.parametrize("declared", [True, False])
def test_what_is_too_large_is_refused_and_thrown_away(small: tuple[Hub, str], declared: bool) -> None:
    hub, address = small
    station = stationed(hub)
    (sha256,) = station.names(OTHER * 2)
    pieces = OTHER * 2 if declared else (OTHER for _ in range(2))
    with station.client(address) as client:
        answer = client.put(f"/v1/evidence/{sha256}", content=pieces)
        assert (answer.status_code, problem(answer).code) == (413, "HUB-019")
        assert offset(client, sha256) == 0


def test_an_empty_file_is_a_file(small: tuple[Hub, str]) -> None:
    hub, address = small
    station = stationed(hub)
    (sha256,) = station.names(b"")
    with station.client(address) as client:
        assert kept(sent(client, sha256, b"")).size == 0
    assert station.complete() == 1


def test_many_bring_the_same_at_once(served: tuple[Hub, str]) -> None:
    hub, address = served
    stations = [stationed(hub, f"0000000{number}") for number in range(4)]
    hashes = {tuple(station.names(PHOTO, OTHER)) for station in stations}

    def brings(number: int) -> None:
        station = stations[number // 2]  # each station twice at once
        with station.client(address) as client:
            for sha256, content in zip(*hashes, (PHOTO, OTHER), strict=True):
                answer = sent(client, sha256, content)
                while answer.status_code == 409:  # the station's other connection is ahead, or began anew
                    assert problem(answer).code == "HUB-025"
                    answer = sent(client, sha256, content)
                kept(answer)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(brings, range(8)))
    assert [station.complete() for station in stations] == [1] * 4
    with hub.database.read() as connection:
        assert connection.execute(tables.missing_evidence.select()).all() == []


def test_what_began_anew_elsewhere_goes_on_there(hub: Hub) -> None:
    arriving = Arriving("0A1B2C3D", hashlib.sha256(PHOTO).hexdigest())
    hub.blobs.append(arriving, 0, PHOTO)
    hub.blobs.append(arriving, 0, PHOTO[:1000])  # the station's other connection
    with pytest.raises(KnownError, match="HUB-025"):
        hub.blobs.finish(arriving, len(PHOTO))
    hub.blobs.append(arriving, 1000, PHOTO[1000:])
    assert hub.blobs.finish(arriving, len(PHOTO)) == hub.blobs.size(arriving.sha256) == len(PHOTO)
    assert hub.blobs.received(arriving) == 0


def test_what_has_been_under_way_for_a_day_is_thrown_away(hub: Hub) -> None:
    old, young = (Arriving("0A1B2C3D", letter * 64) for letter in "ab")
    hub.blobs.append(old, 0, b"begun")
    hub.blobs.append(young, 0, b"begun")
    yesterday = hub.clock.now() - timedelta(days=1, minutes=1)
    os.utime(next(hub.config.root.rglob(old.name)), (yesterday.timestamp(),) * 2)
    assert Evidence(hub).clean() == 1
    assert (hub.blobs.received(old), hub.blobs.received(young)) == (0, 5)
