"""A hub killed anywhere in an upload, or on a full disk, loses nothing and shows nothing by half."""

from __future__ import annotations

import hashlib
import resource
import signal
from pathlib import Path

import httpx
import pytest

from tests.sync.apart import apart
from tests.sync.running import config_at, open_at, running
from tests.sync.stationed import Stationed, stationed
from tests.sync.uploads import asked, kept, problem, sent

PHOTO = b"a photo " * 40_000
FILE = bytes(range(256)) * 10_000


def enrolled(root: Path) -> Stationed:
    """A station at the hub in ``root``, which does not run."""
    with open_at(config_at(root)) as hub:
        return stationed(hub)


def existing(root: Path) -> set[str]:
    """Names of what exists in the hub's folder of evidence; each is what its name says."""
    found = [path for path in (root / "blobs").glob("??/*") if path.is_file()]
    names = {path.name for path in found}
    assert names == {hashlib.sha256(path.read_bytes()).hexdigest() for path in found}
    return names


@pytest.mark.parametrize(("point", "content"), [("append", FILE), ("keep", PHOTO), ("answer", PHOTO)])
def test_killed_in_the_middle_it_goes_on_from_there(tmp_path: Path, point: str, content: bytes) -> None:
    station = enrolled(tmp_path)
    (sha256,) = station.names(content)
    with apart(tmp_path, point) as hub:
        with station.client(hub.address) as client, pytest.raises(httpx.TransportError):
            sent(client, sha256, content)
        assert hub.ended() == -signal.SIGKILL
    assert existing(tmp_path) == (set() if point == "append" else {sha256})
    with running(config_at(tmp_path)) as (_hub, address), station.client(address) as client:
        lacking = asked(client, sha256).uploads
        assert [1 << 20 <= upload.offset < len(content) for upload in lacking] == [True] * (point == "append")
        for upload in lacking:
            kept(sent(client, sha256, content[upload.offset :], upload.offset))
        assert kept(sent(client, sha256, b"")).size == len(content)
    assert existing(tmp_path) == {sha256}
    assert station.complete() == 1


def test_on_a_full_disk_it_says_so_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    station = enrolled(tmp_path)
    photo, file, tiny = station.names(PHOTO, FILE, b"tiny")
    with apart(tmp_path) as hub, station.client(hub.address) as client:

        def full(sha256: str, content: bytes, room: int) -> None:
            """With ``room`` bytes for each file, a real refusal to write, the hub cannot take this."""
            resource.prlimit(hub.process.pid, resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
            answer = sent(client, sha256, content)
            assert (answer.status_code, problem(answer).code) == (503, "HUB-023")
            assert not [path for path in (tmp_path / "blobs" / "incoming").iterdir() if path.is_file()]

        full(file, FILE, 1_500_000)  # its second piece finds no room
        full(photo, PHOTO, 1000)
        assert existing(tmp_path) == set()
        full(tiny, b"tiny", 10)  # it has room, but the books have none
        assert existing(tmp_path) == {tiny}
        resource.prlimit(
            hub.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        )
        assert {upload.sha256 for upload in asked(client, photo, file, tiny).uploads} == {photo, file}
        kept(sent(client, photo, PHOTO))
        kept(sent(client, file, FILE))
    assert existing(tmp_path) == {photo, file, tiny}
    assert station.complete() == 1
