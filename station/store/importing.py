"""Importing a table: every row is taken or refused with a reason, and all that are taken land together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from sqlite3 import Connection
from typing import Generic, TypeVar

from station.store.database import Store
from station.store.sheet import SheetRow
from station.texts import Phrase

Entry = TypeVar("Entry")


class Change(StrEnum):
    """What taking an entry did to the store."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class RefusedRowError(Exception):
    """A row that cannot be taken; never leaves the import."""

    def __init__(self, reason: str, **values: object) -> None:
        self.reason = Phrase(f"imports.{reason}", values)
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken: its number as the spreadsheet shows it, and why."""

    row: int
    reason: Phrase


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of the rows."""

    added: int
    updated: int
    unchanged: int
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Importer(Generic[Entry]):
    """How one kind of table is imported.

    ``parse`` makes an entry of a row or refuses it; ``names`` gives what must be unique in a file;
    ``put`` adds, updates or leaves alone one entry inside a transaction.
    """

    parse: Callable[[SheetRow], Entry]
    names: Callable[[Entry], Iterable[str]]
    put: Callable[[Connection, Entry], Change]

    def run(self, store: Store, rows: Sequence[SheetRow]) -> ImportResult:
        """Import the rows in one transaction.

        Raises:
            KnownError: STO-002, STO-003; nothing is taken then.
        """
        entries, refused = self._sort(rows)
        with store.write() as connection:
            changes = [self.put(connection, entry) for entry in entries]
        added, updated, unchanged = (changes.count(change) for change in Change)
        return ImportResult(added, updated, unchanged, refused)

    def _sort(self, rows: Sequence[SheetRow]) -> tuple[list[Entry], tuple[Refusal, ...]]:
        entries: list[Entry] = []
        refused: list[Refusal] = []
        seen: dict[str, int] = {}
        for row in rows:
            try:
                entries.append(self._take(row, seen))
            except RefusedRowError as refusal:
                refused.append(Refusal(row.number, refusal.reason))
        return entries, tuple(refused)

    def _take(self, row: SheetRow, seen: dict[str, int]) -> Entry:
        entry = self.parse(row)
        names = list(self.names(entry))
        for name in names:
            if name in seen:
                raise RefusedRowError("duplicate", name=name, row=seen[name])
        seen.update(dict.fromkeys(names, row.number))
        return entry
