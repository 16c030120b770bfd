"""Evidence in a real S3 server: put there by the station, checked by the hub before it exists."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from station.errors import KnownError
from sync.hub.blobs.store import Arriving, open_blobs
from sync.hub.config import HubConfig, Limits
from sync.hub.evidence import Evidence
from sync.hub.hub import Hub, open_hub
from sync.hub.serving import serving
from sync.wire.encoding import encoded
from sync.wire.messages import EvidenceAsked, Upload
from tests.sync.buckets import environment, new_bucket, s3
from tests.sync.running import running
from tests.sync.stationed import Stationed, stationed
from tests.sync.uploads import asked, kept, offset, problem, sent

PHOTO = b"a photo " * 4_000
FILE = bytes(range(256)) * 10_000


@pytest.fixture
def place(buckets: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HubConfig:
    """A hub's configuration with an empty bucket."""
    for name, value in environment(buckets).items():
        monkeypatch.setenv(name, value)
    return HubConfig(tmp_path, blobs=new_bucket(buckets), limits=Limits(evidence_bytes=len(FILE)))


@pytest.fixture
def bucketed(place: HubConfig) -> Iterator[tuple[Hub, Stationed, httpx.Client]]:
    """A hub with a bucket, and a station at it."""
    with running(place) as (hub, address):
        station = stationed(hub)
        with station.client(address) as client:
            yield hub, station, client


def put(client: httpx.Client, sha256: str, content: bytes) -> Upload:
    """Where the hub has this put, after it was put there."""
    (upload,) = asked(client, sha256).uploads
    httpx.put(upload.url, content=content, headers=upload.headers).raise_for_status()
    return upload


def test_a_photo_goes_past_the_hub_and_exists_when_it_is_checked(
    bucketed: tuple[Hub, Stationed, httpx.Client],
) -> None:
    hub, station, client = bucketed
    (sha256,) = station.names(PHOTO)
    upload = put(client, sha256, PHOTO)
    assert hub.blobs.size(sha256) is None
    answer = kept(client.post(f"/v1/evidence/{sha256}/kept"))
    assert (answer.size, answer.receipt and answer.receipt.complete) == (len(PHOTO), 1)
    httpx.put(upload.url, content=b"put again, with other bytes").raise_for_status()
    assert b"".join(hub.blobs.read(sha256)) == PHOTO
    assert kept(client.post(f"/v1/evidence/{sha256}/kept")) == answer


def test_other_bytes_or_too_many_are_thrown_away(bucketed: tuple[Hub, Stationed, httpx.Client]) -> None:
    hub, station, client = bucketed
    (sha256,) = station.names(PHOTO)
    for content, code in ((PHOTO[:-1], "HUB-022"), (b"", "HUB-022"), (FILE + b"!", "HUB-019")):
        put(client, sha256, content)
        assert problem(client.post(f"/v1/evidence/{sha256}/kept")).code == code
        assert problem(client.post(f"/v1/evidence/{sha256}/kept")).code == "HUB-021"
    assert hub.blobs.size(sha256) is None
    put(client, sha256, PHOTO)
    kept(client.post(f"/v1/evidence/{sha256}/kept"))


def test_what_was_put_is_not_sent_again_though_nobody_told_the_hub(
    bucketed: tuple[Hub, Stationed, httpx.Client],
) -> None:
    _hub, station, client = bucketed
    good, spoilt, absent = station.names(PHOTO, FILE, b"absent")
    put(client, good, PHOTO)
    put(client, spoilt, b"spoilt")
    assert {upload.sha256 for upload in asked(client, good, spoilt, absent).uploads} == {spoilt, absent}
    assert kept(client.post(f"/v1/evidence/{good}/kept")).size == len(PHOTO)


def test_a_station_that_cannot_reach_the_bucket_sends_through_the_hub(
    bucketed: tuple[Hub, Stationed, httpx.Client],
) -> None:
    hub, station, client = bucketed
    photo, file = station.names(PHOTO, FILE)
    kept(sent(client, photo, PHOTO))
    hub.blobs.append(Arriving(station.id, file), 0, FILE[:1000])
    assert offset(client, file) == 1000
    assert kept(sent(client, file, FILE[1000:], 1000)).size == len(FILE)
    assert b"".join(hub.blobs.read(file)) == FILE
    assert station.complete() == 1


def test_what_is_there_is_not_written_again(place: HubConfig) -> None:
    blobs = open_blobs(place)
    arriving = Arriving("0A1B2C3D", hashlib.sha256(PHOTO).hexdigest())
    with pytest.raises(KnownError, match="HUB-021"):
        blobs.finish(arriving)
    for _ in range(2):
        blobs.keep(arriving.sha256, PHOTO)
    assert blobs.finish(arriving) == len(PHOTO)
    with pytest.raises(KnownError, match="HUB-021"):
        next(iter(blobs.read("0" * 64)))


def test_what_began_anew_elsewhere_goes_on_there(place: HubConfig) -> None:
    blobs = open_blobs(place)
    arriving = Arriving("0A1B2C3D", hashlib.sha256(PHOTO).hexdigest())
    blobs.append(arriving, 0, PHOTO)
    blobs.append(arriving, 0, PHOTO[:1000])  # the station's other connection
    with pytest.raises(KnownError, match="HUB-025"):
        blobs.finish(arriving, len(PHOTO))
    blobs.append(arriving, 1000, PHOTO[1000:])
    assert blobs.finish(arriving, len(PHOTO)) == blobs.size(arriving.sha256) == len(PHOTO)
    assert blobs.received(arriving) == 0


def test_what_was_put_a_day_ago_and_never_kept_is_thrown_away(
    bucketed: tuple[Hub, Stationed, httpx.Client],
) -> None:
    hub, station, client = bucketed
    (sha256,) = station.names(PHOTO)
    put(client, sha256, PHOTO)
    assert Evidence(hub).clean() == 0
    assert hub.blobs.clean(hub.clock.now() + timedelta(minutes=1)) == 1
    assert hub.blobs.arrived(station.id, [sha256]) == []


def test_a_server_that_is_down_is_told_and_nothing_is_taken_for_kept(
    place: HubConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    with s3() as endpoint:
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
        hub = open_hub(place)
    station = stationed(hub)
    photo, other = station.names(PHOTO, b"other")
    with serving(hub) as address, station.client(address) as client:
        for answer in (
            client.post("/v1/evidence/missing", content=encoded(EvidenceAsked([photo]))),
            sent(client, photo, PHOTO),
            client.post(f"/v1/evidence/{photo}/kept"),
        ):
            assert (answer.status_code, problem(answer).code) == (503, "HUB-023")
        with pytest.raises(KnownError, match="HUB-004"):
            open_blobs(place)
        with s3(int(endpoint.rpartition(":")[2])):
            kept(sent(client, photo, PHOTO))
            put(client, other, b"other")
            kept(client.post(f"/v1/evidence/{other}/kept"))
    assert station.complete() == 1
