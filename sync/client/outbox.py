"""What of the ledger still goes to the hub, read a little at a time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from station.model.event import RECORD_KINDS
from station.store.connection import Row
from station.store.database import Store
from sync.wire.messages import EntryMessage, Sha256

BODY_BYTES = 8 << 20
"""A longer body is never loaded: no hub takes it."""
_HEADER_BYTES = 600
_ROWS = 400
_ENTRIES = """SELECT sequence, CAST(previous AS BLOB), CAST(kind AS BLOB), CAST(at AS BLOB),
    CAST(body_sha256 AS BLOB), CAST(hash AS BLOB), CAST(signature AS BLOB),
    CASE WHEN length(body) <= ? THEN CAST(body AS BLOB) END
    FROM ledger WHERE sequence > ? ORDER BY sequence LIMIT ?"""
_RECORDS = """SELECT sequence, CASE WHEN length(body) <= ? AND kind IN (SELECT value FROM json_each(?))
    THEN CAST(body AS BLOB) END
    FROM ledger WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?"""
_BYTES = "SELECT coalesce(sum(length(body)), 0) FROM ledger WHERE sequence > ? AND sequence <= ?"

_KINDS = json.dumps(sorted(RECORD_KINDS))


class _Photo(msgspec.Struct):
    sha256: Sha256


class _Named(msgspec.Struct):
    photos: list[_Photo] = []


_NAMED = msgspec.json.Decoder(_Named)


@dataclass(frozen=True, slots=True)
class Named:
    """The photos that the entries through ``sequence`` name, each once, with the first entry that does."""

    sequence: int
    photos: dict[str, int]


def entries_after(store: Store, sequence: int, budget: int) -> list[EntryMessage]:
    """The next entries, together not much more than ``budget`` bytes, at least one if there is any.

    A body that is not what its header says, or too long to send, is left out.

    Raises:
        KnownError: STO-001.
    """
    batch: list[EntryMessage] = []
    with store.read() as connection:
        for row in connection.execute(_ENTRIES, (BODY_BYTES, sequence, _ROWS)):
            budget -= _HEADER_BYTES + len(row[7] or b"")
            if batch and budget < 0:
                break
            batch.append(_entry(row))
    return batch


def without_body(entry: EntryMessage) -> EntryMessage:
    """The header alone."""
    return msgspec.structs.replace(entry, body=None)


def photos_named(store: Store, after: int, through: int, entries: int) -> Named:
    """The photos of the next ``entries`` entries after one, at most through another.

    Raises:
        KnownError: STO-001.
    """
    photos: dict[str, int] = {}
    last = after
    with store.read() as connection:
        for last, body in connection.execute(_RECORDS, (BODY_BYTES, _KINDS, after, through, entries)):
            for sha256 in _photos(body):
                photos.setdefault(sha256, last)
    return Named(last, photos)


def body_bytes(store: Store, after: int, through: int) -> int:
    """Bytes of the bodies of the entries after one, through another. Raises KnownError: STO-001."""
    with store.read() as connection:
        return int(connection.execute(_BYTES, (after, through)).fetchone()[0])


def all_photos(store: Store, after: int, through: int) -> Iterator[str]:
    """Every photo that entries between two name; one that several name comes again now and then."""
    while after < through:
        named = photos_named(store, after, through, _ROWS)
        if named.sequence == after:
            return
        yield from named.photos
        after = named.sequence


def _photos(body: bytes | None) -> list[str]:
    """Hashes in the body of a record; a damaged one names none, and is set aside where it is sent."""
    if body is None:
        return []
    try:
        return [photo.sha256 for photo in _NAMED.decode(body).photos]
    except (msgspec.DecodeError, RecursionError):
        return []


def _entry(row: Row) -> EntryMessage:
    previous, kind, at, body_sha256, found, signature = (_plain(row[column]) for column in range(1, 7))
    return EntryMessage(row[0], previous, kind, at, body_sha256, found, signature, _body(row[7], body_sha256))


def _body(content: bytes | None, body_sha256: str) -> str | None:
    if content is None or hashlib.sha256(content).hexdigest() != body_sha256:
        return None
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None


def _plain(column: bytes | None) -> str:
    return (column or b"").decode("utf-8", "replace")
