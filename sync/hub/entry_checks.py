"""Checking an entry by itself: its hash, its signature, and what its body says."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from station.errors import KnownError
from station.model.event import EventKind
from station.signing import Signer
from station.store.chain import Header, seal_of
from station.store.entry_bodies import EntryBody, RecordBody, read_body
from sync.wire.messages import EntryMessage

_KINDS = frozenset(EventKind)
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class CheckedEntry:
    """An entry that its station has hashed and signed.

    ``content`` is the body as it is kept, ``body`` what it says; ``fault`` is the code why the entry is set
    aside, empty where it can be used.
    """

    message: EntryMessage
    content: bytes | None
    body: EntryBody | None
    fault: str = ""

    @property
    def sequence(self) -> int:
        """Its number in the ledger."""
        return self.message.sequence


@lru_cache(maxsize=4096)
def signer_of(public_key: str) -> Signer:
    """The station with this key (PEM text, as kept when it was enrolled)."""
    return Signer(public_key)


def check_entry(signer: Signer, station: str, message: EntryMessage, longest: int) -> CheckedEntry:
    """Check one entry of ``station``; a body of more than ``longest`` bytes is not kept.

    Raises:
        KnownError: HUB-013 hash, signature or body are not what they must be.
    """
    header = Header(
        message.sequence,
        message.previous,
        message.kind,
        message.at,
        station,
        message.body_sha256,
        message.hash,
        message.signature,
    )
    seal = seal_of(header, signer)
    if not seal.hash_fits or not seal.signature_fits:
        raise _forged(station, message, "signature" if seal.hash_fits else "hash")
    if message.body is None:
        return CheckedEntry(message, None, None, "HUB-030")
    content = message.body.encode()
    if hashlib.sha256(content).hexdigest() != message.body_sha256:
        raise _forged(station, message, "body")
    if len(content) > longest:
        return CheckedEntry(message, None, None, "HUB-033")
    return read_entry(message, content)


def read_entry(message: EntryMessage, content: bytes) -> CheckedEntry:
    """What the body of an entry says, or why it says nothing that the hub can use."""
    if message.kind not in _KINDS:
        return CheckedEntry(message, content, None, "HUB-032")
    try:
        body = read_body(EventKind(message.kind), content)
    except ValueError:
        return CheckedEntry(message, content, None, "HUB-031")
    if isinstance(body, RecordBody) and not _is_name(body.record):
        return CheckedEntry(message, content, None, "HUB-031")
    return CheckedEntry(message, content, body)


def _is_name(record: str) -> bool:
    """Whether a record's id can be kept and looked up."""
    return 0 < len(record) <= _LONGEST_NAME and "\0" not in record


def _forged(station: str, message: EntryMessage, detail: str) -> KnownError:
    return KnownError("HUB-013", station=station, sequence=message.sequence, detail=detail)
