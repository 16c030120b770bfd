"""Checking a station's own ledger: the chain, the bodies, the index of records and the photos."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from sqlite3 import Connection
from typing import Any

from station.errors import KnownError
from station.model.event import RECORD_KINDS, EventKind
from station.store.chain import ChainCheck, Header, LedgerReport, photos_of
from station.store.database import Store
from station.store.records import is_indexed
from station.store.staging import publication_body, sha256_of, staged_folder

# Text is read as bytes: a damaged byte need not be UTF-8, and must be found rather than stop the check.
_ENTRIES = (
    "SELECT sequence, CAST(previous AS BLOB), CAST(kind AS BLOB), CAST(at AS BLOB), CAST(station AS BLOB),"
    " CAST(body_sha256 AS BLOB), CAST(hash AS BLOB), CAST(signature AS BLOB), CAST(body AS BLOB)"
    " FROM ledger ORDER BY sequence"
)
_GUARDS = {"ledger_keeps_entries", "ledger_keeps_bytes"}

Sealed = Mapping[Header, Mapping[str, Any]]
"""Documents of the sealed records by the header of their entry."""


def verify_store(store: Store, receipt: Mapping[str, Any] | None = None) -> LedgerReport:
    """Check everything the station holds against its ledger.

    Raises:
        KnownError: STO-001 when the database cannot be read at all.
    """
    check = ChainCheck(store.identity.public_key)
    with store.read() as connection:
        _check_database(connection, check)
        bodies = list(_check_entries(connection, check))
        sealed = dict(_check_records(check, bodies))
        _check_head(connection, check)
        _check_index(connection, check, sealed)
        _check_inspections(connection, check, sealed)
    for header, document in sealed.items():
        _check_photos(store, check, header.sequence, document)
    _check_standards(store, check, bodies)
    if receipt is not None:
        check.check_receipt(receipt)
    return check.report()


def _check_database(connection: Connection, check: ChainCheck) -> None:
    verdict = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    if verdict != "ok":
        check.find(0, "database_damaged", verdict)
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    found = {row.name for row in triggers}
    for guard in sorted(_GUARDS - found):
        check.find(0, "guard_missing", guard)


def _check_entries(connection: Connection, check: ChainCheck) -> Iterator[tuple[Header, bytes]]:
    """Check every entry; yields the bodies that are what was signed."""
    for row in connection.execute(_ENTRIES):
        header = Header(row[0], *(_plain(column) for column in row[1:8]))
        check.take(header)
        body = row[8] or b""
        if hashlib.sha256(body).hexdigest() == header.body_sha256:
            yield header, body
        else:
            check.find(header.sequence, "body_changed")


def _check_records(
    check: ChainCheck, bodies: Sequence[tuple[Header, bytes]]
) -> Iterator[tuple[Header, dict[str, Any]]]:
    """The documents of the records whose body is what was signed."""
    for header, body in bodies:
        if header.kind in RECORD_KINDS:
            document = check.document(header.sequence, body)
            if document is not None:
                yield header, document


def _plain(column: bytes | None) -> str:
    return (column or b"").decode("utf-8", "replace")


def _check_head(connection: Connection, check: ChainCheck) -> None:
    head = connection.execute(
        "SELECT CAST(sequence AS INTEGER), CAST(hash AS BLOB), CAST(signature AS BLOB) FROM ledger_head"
    ).fetchone()
    if head is not None:
        check.check_head(head[0], _plain(head[1]), _plain(head[2]))
    elif check.last.sequence:
        check.find(check.last.sequence, "head_missing")


def _check_index(connection: Connection, check: ChainCheck, sealed: Sealed) -> None:
    indexed = {row[0] for row in connection.execute("SELECT CAST(sequence AS INTEGER) FROM records")}
    for sequence in sorted(indexed - check.hashes.keys()):
        check.find(sequence, "entry_missing", f"{sequence}")
    for header, document in sealed.items():
        if not is_indexed(connection, header.sequence, header.body_sha256, header.at, document):
            check.find(header.sequence, "record_missing", document["record"])


def _check_inspections(connection: Connection, check: ChainCheck, sealed: Sealed) -> None:
    recorded = {document["record"] for document in sealed.values()}
    states = "SELECT CAST(id AS BLOB), CAST(state AS BLOB) FROM inspections ORDER BY id"
    for raw, state in connection.execute(states):
        name, is_sealed = _plain(raw), state == b"sealed"
        if is_sealed and name not in recorded:
            check.find(0, "record_missing", name)
        elif name in recorded and not is_sealed:
            check.find(0, "record_reopened", name)


def _check_photos(store: Store, check: ChainCheck, sequence: int, document: Mapping[str, Any]) -> None:
    for sha256 in photos_of(document):
        try:
            store.evidence.read(sha256)
        except KnownError:
            missing = not store.evidence.path(sha256).exists()
            check.find(sequence, "photo_missing" if missing else "photo_altered", sha256)


def _check_standards(store: Store, check: ChainCheck, bodies: Sequence[tuple[Header, bytes]]) -> None:
    """Every published standard lies there as it was published, and nothing else lies among them."""
    stated = set()
    for header, body in bodies:
        if header.kind != EventKind.STANDARD_PUBLISHED:
            continue
        publication = publication_body(body)
        if publication is None:
            check.find(header.sequence, "body_malformed")
            continue
        stated.add(publication["file"])
        _check_standard(store, check, header.sequence, publication)
    for file in sorted(store.home.published_channels.glob("*.toml")):
        if file.name not in stated:
            check.find(0, "standard_unknown", file.name)


def _check_standard(store: Store, check: ChainCheck, sequence: int, publication: Mapping[str, str]) -> None:
    file = store.home.published_channels / publication["file"]
    # until the station opens next after a crash, the file still lies where it was staged
    found = sha256_of(file) if file.exists() else sha256_of(staged_folder(store.home) / publication["file"])
    if found is None:
        check.find(sequence, "standard_missing", publication["file"])
    elif found != publication["sha256"]:
        check.find(sequence, "standard_altered", publication["file"])
