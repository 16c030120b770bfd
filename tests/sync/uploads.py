"""What a station asks the hub about evidence, and uploads that stop in the middle."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx

from sync.wire.encoding import decoded, encoded
from sync.wire.messages import EvidenceAsked, EvidenceKept, EvidenceMissing, Problem
from sync.wire.version import VERSION_HEADER, WIRE_VERSION
from tests.sync.stationed import Stationed


def asked(client: httpx.Client, *sha256: str) -> EvidenceMissing:
    """What the hub lacks of these."""
    answer = client.post("/v1/evidence/missing", content=encoded(EvidenceAsked(list(sha256))))
    return decoded(answer.raise_for_status().content, EvidenceMissing)


def sent(client: httpx.Client, sha256: str, content: bytes, offset: int = 0) -> httpx.Response:
    """The answer to an upload from ``offset`` on; ``content`` is the rest."""
    headers = {"Upload-Offset": str(offset)}
    return client.put(f"/v1/evidence/{sha256}", content=content, headers=headers)


def kept(answer: httpx.Response) -> EvidenceKept:
    """What the hub says that it keeps."""
    return decoded(answer.raise_for_status().content, EvidenceKept)


def problem(answer: httpx.Response) -> Problem:
    """What the hub says is wrong."""
    return decoded(answer.content, Problem)


def offset(client: httpx.Client, sha256: str) -> int:
    """Where the hub says that an upload goes on."""
    return int(client.head(f"/v1/evidence/{sha256}").raise_for_status().headers["upload-offset"])


@contextmanager
def begun(
    station: Stationed, address: str, sha256: str, content: bytes, size: int
) -> Iterator[socket.socket]:
    """A connection on which ``content`` of a file of ``size`` bytes has been sent, and nothing more comes."""
    at = urlsplit(address)
    head = (
        f"PUT /v1/evidence/{sha256} HTTP/1.1\r\nHost: {at.netloc}\r\n"
        f"Authorization: Bearer {station.token}\r\n{VERSION_HEADER}: {WIRE_VERSION}\r\n"
        f"Content-Length: {size}\r\n\r\n"
    )
    with socket.create_connection((at.hostname or "", at.port or 0), timeout=60) as connection:
        connection.sendall(head.encode() + content)
        yield connection
