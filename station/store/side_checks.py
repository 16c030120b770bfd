"""Checking what stands beside the ledger in the database: its guards, the index, the state of inspections."""

from __future__ import annotations

from collections.abc import Mapping
from sqlite3 import Connection

from station.errors import KnownError
from station.store.chain import ChainCheck
from station.store.entry_checks import plain
from station.store.named_things import NamedThings

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
        if not is_sealed and not _is_readable(connection, name):
            check.find(0, "draft_damaged", name)
    without = (
        "SELECT CAST(inspection AS BLOB) FROM inspection_plans"
        " WHERE inspection NOT IN (SELECT id FROM inspections)"
    )
    for row in connection.execute(without):
        check.find(0, "draft_damaged", plain(row[0]))


def _is_readable(connection: Connection, inspection: str) -> bool:
    from station.store.draft_rows import read_inspection

    try:
        read_inspection(connection, inspection)
    except KnownError:
        return False
    return True
