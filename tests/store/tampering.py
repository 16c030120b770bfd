"""Editing a station's files as an intruder would, and what the check says of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing

from station.places import Home
from station.store.chain import LedgerProblem, LedgerReport
from station.store.clock import SystemClock
from station.store.ledger import Ledger
from station.store.opening import open_to_read
from station.texts import Lang


def verify(home: Home) -> LedgerReport:
    """Check a closed station."""
    with open_to_read(home, SystemClock()) as store:
        return Ledger(store).verify()


def codes(found: Iterable[LedgerProblem]) -> set[tuple[int, str]]:
    """What was found, by sequence and code; each has its words in both languages."""
    found = list(found)
    for one in found:
        assert one.message(Lang.ZH) and one.message(Lang.EN)
    return {(one.sequence, one.code) for one in found}


def edit(home: Home, *statements: str) -> None:
    """Edit the database file as an intruder would: with the guards taken away, and put back after."""
    with closing(sqlite3.connect(home.database)) as database:
        guards = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for guard, _ in guards:
            database.execute(f"DROP TRIGGER {guard}")
        for statement in statements:
            database.execute(statement)
        for _, sql in guards:
            database.execute(sql)
        database.commit()
