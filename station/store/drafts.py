"""Inspections in work, on disk. Every change is one transaction and one sync.

A snapshot read once is kept and carried forward with each change; ``revision`` makes sure that it is still
what the disk says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from sqlite3 import Connection
from typing import Any
from weakref import WeakKeyDictionary

from station.errors import KnownError
from station.model.inspection import EvidencePhoto, Inspection, InspectionState
from station.model.observation import Observation
from station.model.second_person import Override
from station.store.clock import to_text
from station.store.database import Store
from station.store.draft_rows import observation_row, override_row, photo_row, plan_row, read_inspection
from station.store.row_sums import with_sum


@dataclass(frozen=True, slots=True)
class _Known:
    inspection: Inspection
    revision: int


_KNOWN: WeakKeyDictionary[Store, dict[str, _Known]] = WeakKeyDictionary()
"""Snapshots of each open store; shared, so that everything that works on one store sees the same."""


def _admit_anybody(_connection: Connection, _person: str) -> None:
    """For who only reads, or has proven the person."""


class Drafts:
    """The unsealed inspections of one store.

    ``admit`` is asked in the transaction itself whether a person may write there, and raises when not.
    """

    def __init__(self, store: Store, admit: Callable[[Connection, str], None] = _admit_anybody) -> None:
        self._store = store
        self._admit = admit
        self._known = _KNOWN.setdefault(store, {})

    def get(self, inspection_id: str) -> Inspection:
        """The inspection as it is on disk.

        Raises:
            KnownError: INSP-005 no such inspection.
        """
        known = self._known.get(inspection_id)
        if known is not None and self._store.is_exclusive:
            return known.inspection
        with self._store.read() as connection:
            return self._current(connection, inspection_id).inspection

    def unsealed(self) -> tuple[Inspection, ...]:
        """Open and parked inspections, the one worked on last first."""
        with self._store.read() as connection:
            rows = connection.execute(
                "SELECT id FROM inspections WHERE state <> 'sealed' ORDER BY state, touched_at DESC"
            )
            return tuple(self._current(connection, str(row[0])).inspection for row in rows.fetchall())

    def create(self, inspection: Inspection) -> Inspection:
        """Put a new open inspection on disk; another open one is parked.

        Raises:
            KnownError: SCAN-004 an unsealed inspection of the same unit exists.
        """
        unit = inspection.unit
        with self._store.write() as connection:
            self._admit(connection, inspection.person)
            twin = connection.execute(
                "SELECT 1 FROM inspections WHERE state <> 'sealed'"
                " AND (unit_code = ? OR (imei = ? AND imei <> ''))",
                (unit.code, unit.imei),
            ).fetchone()
            if twin:
                raise KnownError("SCAN-004", code=unit.code)
            self._park_others(connection, inspection.id)
            connection.execute(
                "INSERT INTO inspections VALUES (?, 'open', 0, ?, ?, ?, ?, ?, ?)",
                (
                    inspection.id,
                    inspection.current_item,
                    unit.code,
                    unit.imei,
                    inspection.person,
                    to_text(inspection.started_at),
                    to_text(inspection.started_at),
                ),
            )
            connection.execute(
                "INSERT INTO inspection_plans VALUES (?, ?, ?, ?)",
                with_sum((inspection.id, *plan_row(inspection))),
            )
        self._store.progress.note(inspection.id, 0)
        return self._keep(inspection, 0)

    def next_id(self, station: str, day: datetime) -> str:
        """The id of the next inspection: day, station and a number of that day."""
        prefix = f"{day:%Y%m%d}-{station}-"
        with self._store.read() as connection:
            made = connection.execute(
                "SELECT count(*) FROM inspections WHERE id >= ? AND id < ?", (prefix, prefix + "~")
            ).fetchone()[0]
        return f"{prefix}{made + 1:04d}"

    def show(self, inspection: Inspection, item: str) -> Inspection:
        """Move to another step."""
        with self._change(inspection, item):
            pass
        return self._carry(replace(inspection, current_item=item))

    def observe(
        self, inspection: Inspection, observations: Sequence[Observation], next_item: str
    ) -> Inspection:
        """Add observations, of one item each, and move to ``next_item``; all in one transaction."""
        replaced = [
            (inspection.id, _position(one.replaces)) for one in observations if one.replaces is not None
        ]
        rows = [with_sum(observation_row(inspection.id, _position(one.id), one)) for one in observations]
        with self._change(inspection, next_item) as connection:
            for person in {one.person for one in observations}:
                self._admit(connection, person)
            if replaced:
                connection.executemany(
                    "UPDATE observations SET current = 0 WHERE inspection = ? AND position = ?", replaced
                )
            connection.executemany(
                "INSERT INTO observations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, NULL, NULL, ?)", rows
            )
        return self._carry(
            replace(
                inspection,
                current_item=next_item,
                observations={**inspection.observations, **{one.item: one for one in observations}},
                history=(*inspection.history, *observations),
            )
        )

    def withdraw(
        self, inspection: Inspection, observation: Observation, person: str, at: datetime
    ) -> Inspection:
        """Take back ``observation`` and make current again what it replaced; both stay in the history."""
        with self._change(inspection, observation.item) as connection:
            self._admit(connection, person)
            connection.execute(
                "UPDATE observations SET current = 0, withdrawn_at = ?, withdrawn_by = ?"
                " WHERE inspection = ? AND position = ?",
                (to_text(at), person, inspection.id, _position(observation.id)),
            )
            if observation.replaces is not None:
                connection.execute(
                    "UPDATE observations SET current = 1 WHERE inspection = ? AND position = ?",
                    (inspection.id, _position(observation.replaces)),
                )
        return self._reload(inspection.id)

    def add_photo(self, inspection: Inspection, photo: EvidencePhoto, person: str) -> Inspection:
        """Name a photo that is already on disk; an earlier one of the same item and view is superseded."""
        position = len(inspection.photos) + 1
        with self._change(inspection, inspection.current_item) as connection:
            self._admit(connection, person)
            connection.execute(
                "UPDATE photos SET superseded = 1 WHERE inspection = ? AND item = ? AND view = ?",
                (inspection.id, photo.item, photo.view),
            )
            connection.execute(
                "INSERT INTO photos VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)",
                with_sum(photo_row(inspection.id, position, photo, person)),
            )
        earlier = tuple(
            replace(one, superseded=True) if (one.item, one.view) == (photo.item, photo.view) else one
            for one in inspection.photos
        )
        return self._carry(replace(inspection, photos=(*earlier, photo)))

    def add_cleaning(self, inspection: Inspection, at: datetime, seconds: int, person: str) -> Inspection:
        """Note that the unit was cleaned."""
        with self._change(inspection, inspection.current_item) as connection:
            self._admit(connection, person)
            connection.execute(
                "INSERT INTO cleanings VALUES (?, ?, ?, ?)", (inspection.id, to_text(at), seconds, person)
            )
        return self._reload(inspection.id)

    def cleanings(self, inspection_id: str) -> list[dict[str, Any]]:
        """Every cleaning of the unit as JSON objects ``{at, duration_s, person}``, oldest first."""
        with self._store.read() as connection:
            rows = connection.execute(
                "SELECT at, seconds, person FROM cleanings WHERE inspection = ? ORDER BY at", (inspection_id,)
            )
            return [{"at": row.at, "duration_s": row.seconds, "person": row.person} for row in rows]

    def set_state(self, inspection: Inspection, state: InspectionState) -> Inspection:
        """Open or park; opening one parks another that is open."""
        with self._change(inspection, inspection.current_item) as connection:
            if state is InspectionState.OPEN:
                self._park_others(connection, inspection.id)
            connection.execute("UPDATE inspections SET state = ? WHERE id = ?", (state.value, inspection.id))
        return self._reload(inspection.id)

    @contextmanager
    def allowing(self, inspection: Inspection, override: Override) -> Iterator[Connection]:
        """The transaction in which a supervisor allows something; the caller adds the ledger entry."""
        position = len(inspection.overrides) + 1
        with self._change(inspection, inspection.current_item) as connection:
            connection.execute(
                "INSERT INTO overrides VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                override_row(inspection.id, position, override),
            )
            yield connection
        self._carry(replace(inspection, overrides=(*inspection.overrides, override)))

    @contextmanager
    def sealing(self, inspection: Inspection) -> Iterator[Connection]:
        """The transaction in which an inspection is sealed; the caller adds record and ledger entry."""
        with self._change(inspection, inspection.current_item) as connection:
            yield connection
            connection.execute("UPDATE inspections SET state = 'sealed' WHERE id = ?", (inspection.id,))
        self._known.pop(inspection.id, None)

    @contextmanager
    def _change(self, inspection: Inspection, current_item: str) -> Iterator[Connection]:
        known = self._known[inspection.id]
        with self._store.write() as connection:
            changed = connection.execute(
                "UPDATE inspections SET revision = revision + 1, current_item = ?, touched_at = ?"
                " WHERE id = ? AND revision = ?",
                (current_item, to_text(self._store.clock.now()), inspection.id, known.revision),
            ).rowcount
            if changed != 1 or known.inspection is not inspection:
                raise KnownError("INSP-002", inspection=inspection.id)
            yield connection
        self._store.progress.note(inspection.id, known.revision + 1)

    def _carry(self, inspection: Inspection) -> Inspection:
        return self._keep(inspection, self._known[inspection.id].revision + 1)

    def _keep(self, inspection: Inspection, revision: int) -> Inspection:
        self._known[inspection.id] = _Known(inspection, revision)
        return inspection

    def _reload(self, inspection_id: str) -> Inspection:
        self._known.pop(inspection_id, None)
        return self.get(inspection_id)

    def _current(self, connection: Connection, inspection_id: str) -> _Known:
        row = connection.execute(
            "SELECT revision, state FROM inspections WHERE id = ?", (inspection_id,)
        ).fetchone()
        if row is None:
            raise KnownError("INSP-005", inspection=inspection_id)
        known = self._known.get(inspection_id)
        if known is None or known.revision != row[0] or known.inspection.state.value != row[1]:
            known = _Known(read_inspection(connection, inspection_id), int(row[0]))
            self._known[inspection_id] = known
        return known

    def _park_others(self, connection: Connection, inspection_id: str) -> None:
        connection.execute(
            "UPDATE inspections SET state = 'parked' WHERE state = 'open' AND id <> ?", (inspection_id,)
        )
        for other in self._known.keys() - {inspection_id}:
            del self._known[other]


def _position(observation_id: str) -> int:
    return int(observation_id.rpartition(".")[2])
