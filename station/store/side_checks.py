"""Checking what stands beside the ledger in the database: its guards, the index, the state of inspections."""

from __future__ import annotations

import json
from collections.abc import Mapping
from sqlite3 import Connection

from station.store.chain import ChainCheck, Header
from station.store.entry_checks import plain
from station.store.named_things import NamedThings
from station.store.records import is_indexed

_GUARDS: Mapping[str, str] = {
    "ledger_keeps_entries": "delete",
    "ledger_keeps_bytes": "update",
}
"""Triggers by name, with what they keep from happening."""
_GUARD = (
    "create trigger {name} before {act} on ledger begin select raise(abort, 'the ledger is append-only'); end"
)


def check_schema(connection: Connection, check: ChainCheck) -> None:
    """The file is sound, the guards of the ledger are there as they were made, and no other trigger is."""
    verdict = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    if verdict != "ok":
        check.find(0, "database_damaged", verdict)
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    found = {str(row[0]): _spelled(str(row[1])) for row in triggers}
    for guard, act in _GUARDS.items():
        if found.pop(guard, None) != _GUARD.format(name=guard, act=act):
            check.find(0, "guard_missing", guard)
    for stranger in sorted(found):
        check.find(0, "guard_unknown", stranger)


def _spelled(sql: str) -> str:
    return " ".join(sql.split()).lower()


def check_indexed(connection: Connection, check: ChainCheck, header: Header, content: bytes) -> None:
    """The index of records holds this record with exactly what its entry says."""
    document = json.loads(content)
    if not is_indexed(connection, header.sequence, header.body_sha256, header.at, document):
        check.find(header.sequence, "record_missing", document["record"])


def check_index(connection: Connection, check: ChainCheck) -> None:
    """The index of records holds no record that the ledger lacks."""
    strange = (
        "SELECT CAST(sequence AS INTEGER) FROM records"
        " WHERE sequence NOT IN (SELECT sequence FROM ledger) ORDER BY sequence"
    )
    for row in connection.execute(strange):
        check.find(row[0], "entry_missing", f"{row[0]}")


def check_inspections(connection: Connection, check: ChainCheck, named: NamedThings) -> None:
    """An inspection is sealed exactly when there is its record."""
    states = "SELECT CAST(id AS BLOB), CAST(state AS BLOB) FROM inspections ORDER BY id"
    for raw, state in connection.execute(states):
        name, is_sealed = plain(raw), state == b"sealed"
        is_recorded = named.record(name) is not None
        if is_sealed and not is_recorded:
            check.find(0, "record_missing", name)
        elif is_recorded and not is_sealed:
            check.find(0, "record_reopened", name)
