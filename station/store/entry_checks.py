"""Checking each entry of a ledger by itself, on all cores; the chain is for :mod:`station.store.chain`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from sqlite3 import Connection

from station.model.event import EventKind
from station.signing import Signer
from station.store.all_cores import in_order
from station.store.chain import Header, Seal, seal_of
from station.store.connection import Row
from station.store.entry_bodies import EntryBody, read_body

# Text is read as bytes: a damaged byte need not be UTF-8, and must be found rather than stop the check.
_ENTRIES = (
    "SELECT sequence, CAST(previous AS BLOB), CAST(kind AS BLOB), CAST(at AS BLOB), CAST(station AS BLOB),"
    " CAST(body_sha256 AS BLOB), CAST(hash AS BLOB), CAST(signature AS BLOB), CAST(body AS BLOB)"
    " FROM ledger ORDER BY sequence"
)
_KINDS = frozenset(EventKind)
_BATCH = 64


@dataclass(frozen=True, slots=True)
class CheckedEntry:
    """One entry. ``body`` is what it says; None where ``fault`` tells why it says nothing."""

    header: Header
    seal: Seal
    content: bytes
    body: EntryBody | None
    fault: str | None


def stored_entries(connection: Connection, signer: Signer) -> Iterator[CheckedEntry]:
    """Every entry in the database, in order."""
    rows = connection.execute(_ENTRIES)
    batches = iter(lambda: rows.fetchmany(_BATCH), [])
    return chain.from_iterable(in_order(partial(_check_rows, signer), batches))


def check_entry(signer: Signer, header: Header, content: bytes) -> CheckedEntry:
    """Check one header and its body."""
    body, fault = _read(header, content)
    return CheckedEntry(header, seal_of(header, signer), content, body, fault)


def _check_rows(signer: Signer, rows: Iterable[Row]) -> list[CheckedEntry]:
    return [check_entry(signer, _header(row), row[8] or b"") for row in rows]


def _header(row: Row) -> Header:
    return Header(row[0], *(plain(column) for column in islice(row, 1, 8)))


def _read(header: Header, content: bytes) -> tuple[EntryBody | None, str | None]:
    if hashlib.sha256(content).hexdigest() != header.body_sha256:
        return None, "body_changed"
    if header.kind not in _KINDS:
        return None, "kind_unknown"
    try:
        return read_body(EventKind(header.kind), content), None
    except ValueError:
        return None, "body_malformed"


def plain(column: bytes | None) -> str:
    """Text of the database, whatever its bytes are."""
    return (column or b"").decode("utf-8", "replace")
