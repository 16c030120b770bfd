"""Several photos in one request: all checked, what is whole is kept, what is wrong hurts nothing else."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from sync.hub.hub import Hub
from sync.wire.encoding import decoded, encoded
from sync.wire.messages import BUNDLE_BYTES, BUNDLE_FILES, Bundle, BundledFile, BundleKept
from sync.wire.version import VERSION_HEADER, WIRE_VERSION
from tests.sync.running import config_at, running
from tests.sync.stationed import Stationed, stationed
from tests.sync.uploads import asked, kept, problem, sent

PHOTOS = [bytes([number]) * (20_000 + number) for number in range(5)]


@pytest.fixture
def together(tmp_path: Path) -> Iterator[tuple[Hub, Stationed, httpx.Client]]:
    """A hub, a station of it, and its requests."""
    with running(config_at(tmp_path)) as (hub, address):
        station = stationed(hub)
        with station.client(address) as client:
            yield hub, station, client


def bundle(names: list[str], contents: list[bytes]) -> bytes:
    """A body that says ``names`` of ``contents``."""
    files = [BundledFile(name, len(content)) for name, content in zip(names, contents, strict=True)]
    return encoded(Bundle(files)) + b"\n" + b"".join(contents)


def sent_together(client: httpx.Client, body: bytes) -> httpx.Response:
    """The answer to a bundle."""
    return client.post("/v1/evidence/bundle", content=body)


def test_all_exist_and_the_entry_is_complete(together: tuple[Hub, Stationed, httpx.Client]) -> None:
    hub, station, client = together
    names = station.names(*PHOTOS)
    for _ in range(2):
        answer = sent_together(client, bundle(names, PHOTOS)).raise_for_status()
        assert decoded(answer.content, BundleKept).sha256 == names
    assert [b"".join(hub.blobs.read(name)) for name in names] == PHOTOS
    assert station.complete() == 1


def test_one_that_is_not_what_it_says_does_not_exist_and_the_others_do(
    together: tuple[Hub, Stationed, httpx.Client],
) -> None:
    hub, station, client = together
    names = station.names(*PHOTOS)
    wrong = [PHOTOS[0], b"other" * 4000, *PHOTOS[2:]]
    answer = sent_together(client, bundle(names, wrong))
    assert (answer.status_code, problem(answer).code) == (422, "HUB-022")
    assert [upload.sha256 for upload in asked(client, *names).uploads] == [names[1]]
    assert hub.blobs.size(names[1]) is None


def test_what_no_entry_names_is_refused_with_all_beside_it(
    together: tuple[Hub, Stationed, httpx.Client],
) -> None:
    hub, station, client = together
    names = station.names(*PHOTOS[:4])
    answer = sent_together(client, bundle([*names, "0" * 64], PHOTOS))
    assert (answer.status_code, problem(answer).code) == (409, "HUB-040")
    assert {hub.blobs.size(name) for name in names} == {None}


NAME = "0" * 64


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "HUB-010"),
        (b"{}\n", "HUB-010"),
        (b"x" * 100_000, "HUB-010"),
        (b" " * 100_000 + bundle([NAME], [b"a"]), "HUB-010"),
        (bundle([], []), "HUB-010"),
        (bundle([NAME, NAME], [b"a", b"b"]), "HUB-010"),
        (
            bundle([f"{number:064x}" for number in range(BUNDLE_FILES + 1)], [b""] * (BUNDLE_FILES + 1)),
            "HUB-010",
        ),
        (encoded(Bundle([BundledFile(NAME, BUNDLE_BYTES + 1)])) + b"\n", "HUB-019"),
    ],
)
def test_what_is_no_bundle_is_refused(
    together: tuple[Hub, Stationed, httpx.Client], body: bytes, code: str
) -> None:
    assert problem(sent_together(together[2], body)).code == code


def test_a_bundle_of_another_length_than_it_says_is_refused(
    together: tuple[Hub, Stationed, httpx.Client],
) -> None:
    _hub, station, client = together
    names = station.names(*PHOTOS)
    for body in (bundle(names, PHOTOS)[:-1], bundle(names, PHOTOS) + b"x"):
        assert problem(sent_together(client, body)).code == "HUB-010"


def test_what_came_before_the_line_broke_is_kept(together: tuple[Hub, Stationed, httpx.Client]) -> None:
    hub, station, client = together
    names = station.names(*PHOTOS)
    body = bundle(names, PHOTOS)
    _send_and_leave(station, client, body, len(body) - 30_000)
    while len(asked(client, *names).uploads) > 2 or not asked(client, names[3]).uploads[0].offset:
        pass  # the hub is still putting away what came; the test's own time limit ends it otherwise
    for upload in asked(client, *names).uploads:
        content = PHOTOS[names.index(upload.sha256)]
        kept(sent(client, upload.sha256, content[upload.offset :], upload.offset))
    assert [b"".join(hub.blobs.read(name)) for name in names] == PHOTOS
    assert station.complete() == 1


def _send_and_leave(station: Stationed, client: httpx.Client, body: bytes, size: int) -> None:
    at = urlsplit(str(client.base_url))
    head = (
        f"POST /v1/evidence/bundle HTTP/1.1\r\nHost: {at.netloc}\r\nAuthorization: Bearer {station.token}\r\n"
        f"{VERSION_HEADER}: {WIRE_VERSION}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection((at.hostname or "", at.port or 0), timeout=60) as connection:
        connection.sendall(head.encode() + body[:size])
