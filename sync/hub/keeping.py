"""Writing entries and what is derived from them; mending those that were set aside."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, text, update

from sync.hub import tables
from sync.hub.bulk import insert_rows
from sync.hub.entry_checks import CheckedEntry
from sync.hub.hub import Hub
from sync.hub.positions import next_position
from sync.hub.projections import EntryRow, Projecting, ReferenceRow
from sync.hub.set_asides import amend_reason, set_aside, set_asides_between
from sync.hub.standings import speak, stand_anew

_entries = tables.entries
# one parameter, however many names
_HERE = text("SELECT sha256 FROM evidence WHERE sha256 IN (SELECT value FROM json_each(:names))")
_HERE_ON_POSTGRESQL = text("SELECT sha256 FROM evidence WHERE sha256 = ANY (string_to_array(:names, ','))")


class Keeping:
    """Writes entries of stations whose books are locked, all in one transaction.

    What is added is written by :meth:`write`, in as few statements for many stations as for one.
    """

    def __init__(self, hub: Hub, connection: Connection) -> None:
        self._connection = connection
        self._now = hub.clock.now()
        self._position: int | None = None
        self._entries: list[EntryRow] = []
        self._faulty: list[tuple[str, CheckedEntry]] = []
        self._projected: list[Projecting] = []
        self._missing: list[ReferenceRow] = []

    def add(self, station: str, new: Sequence[CheckedEntry]) -> None:
        """New entries, with everything derived from them."""
        if new:
            projecting = self._project(station, new)
            self._entries += map(projecting.entry_row, new)
            self._faulty += ((station, entry) for entry in new if entry.fault)

    def mend(self, station: str, known: Sequence[CheckedEntry]) -> bool:
        """Use entries that were set aside and are now sent with a body that says something."""
        if not known:
            return False
        first, last = known[0].sequence, known[-1].sequence
        aside = {one.sequence for one in set_asides_between(self._connection, station, first, last)}
        better = [one for one in known if one.sequence in aside and one.content is not None]
        for entry in better:
            self._store_body(station, entry)
            amend_reason(self._connection, station, entry.sequence, entry.fault, self._now)
        mended = [entry for entry in better if not entry.fault]
        if mended:
            self._project(station, mended)
            self.write()
            stand_anew(self._connection, station, mended)
        return bool(mended)

    def write(self) -> None:
        """Write what was added since."""
        made = [projecting.made for projecting in self._projected]
        references = [row for one in made for row in one.references]
        missing = self._lacking(references)
        rows: dict[Table, Sequence[tuple[Any, ...]]] = {
            _entries: self._entries,
            tables.records: [row for one in made for row in one.records],
            tables.verdicts: [row for one in made for row in one.verdicts],
            tables.events: [row for one in made for row in one.events],
            tables.evidence_refs: references,
            tables.missing_evidence: [row[1:] for row in missing],
        }
        insert_rows(self._connection, rows)
        set_aside(self._connection, self._faulty, self._now)
        for projecting in self._projected:
            speak(self._connection, projecting.station, projecting.made.acts)
        self._missing += missing
        self._entries, self._faulty, self._projected = [], [], []

    def missing(self, station: str) -> list[ReferenceRow]:
        """The evidence that entries of ``station`` written here name and the hub has not."""
        return [row for row in self._missing if row.station == station]

    def _project(self, station: str, entries: Iterable[CheckedEntry]) -> Projecting:
        if self._position is None:
            self._position = next_position(self._connection)
        projecting = Projecting(station, self._now, self._position)
        for entry in entries:
            projecting.take(entry)
        self._position = projecting.position
        self._projected.append(projecting)
        return projecting

    def _lacking(self, references: Sequence[ReferenceRow]) -> list[ReferenceRow]:
        here = self._here({row.sha256 for row in references}) if references else set()
        return [row for row in references if row.sha256 not in here]

    def _here(self, names: Collection[str]) -> set[str]:
        if self._connection.dialect.name == "postgresql":
            found = self._connection.execute(_HERE_ON_POSTGRESQL, {"names": ",".join(names)})
        else:
            found = self._connection.execute(_HERE, {"names": json.dumps(list(names))})
        return set(found.scalars())

    def _store_body(self, station: str, entry: CheckedEntry) -> None:
        of_entry = (_entries.c.station == station, _entries.c.sequence == entry.sequence)
        self._connection.execute(update(_entries).where(*of_entry).values(body=entry.content))
