"""Evidence goes to the hub by its hash, once, checked, and completes the entries that name it."""

from __future__ import annotations

import httpx

from sync.hub.hub import Hub
from sync.wire.encoding import decoded, encoded
from sync.wire.messages import EvidenceAsked, EvidenceKept, EvidenceMissing, Upload
from tests.sync.stationed import stationed

PHOTO, OTHER = b"a photo " * 40_000, b"another " * 300_000


def asked(client: httpx.Client, *sha256: str) -> EvidenceMissing:
    answer = client.post("/v1/evidence/missing", content=encoded(EvidenceAsked(list(sha256))))
    return decoded(answer.raise_for_status().content, EvidenceMissing)


def put(client: httpx.Client, sha256: str, content: bytes, offset: int = 0) -> EvidenceKept:
    answer = client.put(f"/v1/evidence/{sha256}", content=content, headers={"Upload-Offset": str(offset)})
    return decoded(answer.raise_for_status().content, EvidenceKept)


def test_what_is_missing_goes_up_and_completes_the_entry(served: tuple[Hub, str]) -> None:
    hub, address = served
    station = stationed(hub)
    with station.client(address) as client:
        photo, other = station.names(PHOTO, OTHER)
        assert asked(client, photo, other).uploads == [Upload(one) for one in sorted((photo, other))]
        first = put(client, photo, PHOTO)
        assert (first.size, first.receipt and first.receipt.complete) == (len(PHOTO), 0)
        last = put(client, other, OTHER)
        assert last.receipt is not None and last.receipt.complete == station.complete() == 1
        assert asked(client, photo, other).uploads == []
        again = client.put(f"/v1/evidence/{photo}", content=b"")
        assert decoded(again.content, EvidenceKept).receipt == last.receipt
    assert b"".join(hub.blobs.read(other)) == OTHER
