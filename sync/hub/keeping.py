"""Writing entries and what is derived from them; mending those that were set aside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, insert, select, update

from sync.hub import tables
from sync.hub.bulk import insert_rows
from sync.hub.entry_checks import CheckedEntry
from sync.hub.hub import Hub
from sync.hub.positions import next_position
from sync.hub.projections import Projected, Projecting
from sync.hub.set_asides import amend_reason, set_aside, set_asides_between
from sync.hub.standings import speak, stand_anew

_entries, _refs, _missing = tables.entries, tables.evidence_refs, tables.missing_evidence


class Keeping:
    """Writes entries of one station whose books are locked."""

    def __init__(self, hub: Hub, connection: Connection, station: str) -> None:
        self._connection = connection
        self._station = station
        self._now = hub.clock.now()

    def keep(self, new: Sequence[CheckedEntry]) -> None:
        """Write new entries with everything derived from them."""
        if not new:
            return
        projecting = self._projecting()
        insert_rows(self._connection, _entries, [projecting.entry_row(entry) for entry in new])
        set_aside(self._connection, self._station, new, self._now)
        made = self._project(projecting, new)
        speak(self._connection, self._station, made.acts)

    def mend(self, known: Sequence[CheckedEntry]) -> bool:
        """Use entries that were set aside and are now sent with a body that says something."""
        if not known:
            return False
        first, last = known[0].sequence, known[-1].sequence
        aside = {
            one.sequence: one for one in set_asides_between(self._connection, self._station, first, last)
        }
        better = [one for one in known if one.sequence in aside and one.content is not None]
        for entry in better:
            self._store_body(entry)
            amend_reason(self._connection, self._station, entry.sequence, entry.fault, self._now)
        mended = [entry for entry in better if not entry.fault]
        if mended:
            self._project(self._projecting(), mended)
            stand_anew(self._connection, self._station, mended)
        return bool(mended)

    def _projecting(self) -> Projecting:
        return Projecting(self._station, self._now, next_position(self._connection))

    def _project(self, projecting: Projecting, entries: Iterable[CheckedEntry]) -> Projected:
        for entry in entries:
            projecting.take(entry)
        made = projecting.made
        insert_rows(self._connection, tables.records, made.records)
        insert_rows(self._connection, tables.verdicts, made.verdicts)
        insert_rows(self._connection, tables.events, made.events)
        insert_rows(self._connection, _refs, made.references)
        if made.references:
            self._note_missing({one.sequence for one in made.references})
        return made

    def _note_missing(self, sequences: Collection[int]) -> None:
        """Note the evidence that entries name and the hub has not."""
        is_here = select(tables.evidence.c.sha256).where(tables.evidence.c.sha256 == _refs.c.sha256).exists()
        named = (
            select(_refs.c.station, _refs.c.sequence, _refs.c.sha256)
            .where(_refs.c.received_on == self._now.date())
            .where(_refs.c.station == self._station)
            .where(_refs.c.sequence.in_(sorted(sequences)))
        )
        columns = ["station", "sequence", "sha256"]
        self._connection.execute(insert(_missing).from_select(columns, named.where(~is_here)))

    def _store_body(self, entry: CheckedEntry) -> None:
        of_entry = (_entries.c.station == self._station, _entries.c.sequence == entry.sequence)
        self._connection.execute(update(_entries).where(*of_entry).values(body=entry.content))
