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
        entries, refused = sort_rows(rows, self.parse, self.names)
        with store.write() as connection:
            changes = [self.put(connection, one.entry) for one in entries]
        added, updated, unchanged = (changes.count(change) for change in Change)
        return ImportResult(added, updated, unchanged, refused)


@dataclass(frozen=True, slots=True)
class Accepted(Generic[Entry]):
    """A row that can be taken: its number as the spreadsheet shows it, and what it says."""

    row: int
    entry: Entry


Told = Callable[[float], None]
"""Hears the share done now and then; what it raises ends the work."""
_TOLD_EVERY = 100


def sort_rows(
    rows: Sequence[SheetRow],
    parse: Callable[[SheetRow], Entry],
    names: Callable[[Entry], Iterable[str]],
    told: Told = lambda _share: None,
) -> tuple[list[Accepted[Entry]], tuple[Refusal, ...]]:
    """The rows that can be taken, and those that cannot with the reason; ``parse`` and ``names`` as
    :class:`Importer` has them."""
    accepted: list[Accepted[Entry]] = []
    refused: list[Refusal] = []
    seen: dict[str, int] = {}
    for place, row in enumerate(rows):
        if place % _TOLD_EVERY == 0:
            told(place / len(rows))
        try:
            accepted.append(Accepted(row.number, _unseen(parse(row), row.number, names, seen)))
        except RefusedRowError as refusal:
            refused.append(Refusal(row.number, refusal.reason))
    return accepted, tuple(refused)


def _unseen(
    entry: Entry, number: int, names: Callable[[Entry], Iterable[str]], seen: dict[str, int]
) -> Entry:
    own = list(names(entry))
    for name in own:
        if name in seen:
            raise RefusedRowError("duplicate", name=name, row=seen[name])
    seen.update(dict.fromkeys(own, number))
    return entry
