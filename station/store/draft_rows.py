"""Inspections as rows and back. Unit and checklist are kept as they were when the inspection began."""

from __future__ import annotations

import json
from functools import cache
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

from station.model.checklist import CheckItem, Checklist
from station.model.facts_json import answer_from_json, answer_to_json
from station.model.inspection import EvidencePhoto, Inspection, InspectionState
from station.model.observation import Method, Observation, Source
from station.model.second_person import Override, OverrideKind
from station.model.unit import Unit
from station.store.clock import from_text, to_text
from station.store.connection import Row
from station.store.row_sums import check_sum, told_as_damage

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_PLAN_COLUMNS, _OBSERVATION_COLUMNS, _PHOTO_COLUMNS = 3, 12, 9
"""Columns of each table that never change once written; its sum is over these."""


@cache
def _units() -> TypeAdapter[Unit]:
    from pydantic import TypeAdapter

    return TypeAdapter(Unit)


@cache
def _checklists() -> TypeAdapter[Checklist]:
    from pydantic import TypeAdapter

    return TypeAdapter(Checklist)


def unit_to_json(unit: Unit) -> dict[str, Any]:
    """A unit as a JSON object; decimals as strings."""
    document: dict[str, Any] = _units().dump_python(unit, mode="json")
    return document


def plan_row(inspection: Inspection) -> tuple[str, str]:
    """Unit and checklist as stored text."""
    return (
        _units().dump_json(inspection.unit).decode(),
        _checklists().dump_json(inspection.checklist).decode(),
    )


def source_to_json(source: Source) -> dict[str, str]:
    """A source as a JSON object."""
    return {
        "method": source.method.value,
        "device": source.device,
        "profile": source.profile,
        "serial": source.serial,
        "raw": source.raw,
        "reason": source.reason,
    }


def observation_row(inspection_id: str, position: int, observation: Observation) -> tuple[object, ...]:
    """One observation in the order of the table's columns up to ``confirmed``."""
    replaces = observation.replaces
    return (
        inspection_id,
        position,
        observation.item,
        _text(answer_to_json(observation.answer)),
        _text(source_to_json(observation.source)),
        observation.person,
        to_text(observation.taken_at),
        observation.monotonic_ns,
        _text(observation.evidence) if observation.evidence else "[]",
        _text(dict(observation.condition)) if observation.condition else "{}",
        None if replaces is None else int(replaces.rpartition(".")[2]),
        int(observation.confirmed),
    )


def photo_row(inspection_id: str, position: int, photo: EvidencePhoto, person: str) -> tuple[object, ...]:
    """One photo in the order of the table's columns up to ``person``."""
    return (
        inspection_id,
        position,
        photo.sha256,
        photo.view,
        photo.item,
        to_text(photo.taken_at),
        photo.width,
        photo.height,
        person,
    )


def _text(value: object) -> str:
    """Compact JSON, at a tenth of the cost of the standard library's encoder."""
    return to_json(value).decode()


def read_inspection(connection: Connection, inspection_id: str) -> Inspection:
    """The whole inspection from its rows.

    Raises:
        KnownError: STO-001 a row is missing or not as it was written.
    """
    with told_as_damage(connection):
        return _read(connection, inspection_id)


def _read(connection: Connection, inspection_id: str) -> Inspection:
    row = connection.execute(
        "SELECT state, person, started_at, current_item FROM inspections WHERE id = ?", (inspection_id,)
    ).fetchone()
    plan = connection.execute(
        "SELECT inspection, unit, checklist, sum FROM inspection_plans WHERE inspection = ?", (inspection_id,)
    ).fetchone()
    if row is None or plan is None:
        raise LookupError(inspection_id)
    check_sum(plan, _PLAN_COLUMNS)
    checklist = _checklists().validate_json(plan.checklist)
    history, current = _read_observations(connection, inspection_id, checklist)
    return Inspection(
        id=inspection_id,
        unit=_units().validate_json(plan.unit),
        checklist=checklist,
        state=InspectionState(row.state),
        person=row.person,
        started_at=from_text(row.started_at),
        current_item=row.current_item,
        observations={observation.item: observation for observation in current},
        history=history,
        photos=_read_photos(connection, inspection_id),
        overrides=_read_overrides(connection, inspection_id),
    )


def _read_observations(
    connection: Connection, inspection_id: str, checklist: Checklist
) -> tuple[tuple[Observation, ...], tuple[Observation, ...]]:
    items = {item.id: item for item in checklist.items}
    rows = connection.execute(
        "SELECT * FROM observations WHERE inspection = ? ORDER BY position", (inspection_id,)
    ).fetchall()
    for row in rows:
        check_sum(row, _OBSERVATION_COLUMNS)
    observations = [(_observation(row, items[row.item]), row.current) for row in rows]
    return tuple(one for one, _ in observations), tuple(one for one, current in observations if current)


def _observation(row: Row, item: CheckItem) -> Observation:
    source = json.loads(row.source)
    return Observation(
        id=f"{row.inspection}.{row.position}",
        item=row.item,
        answer=answer_from_json(json.loads(row.answer), item),
        source=Source(**{**source, "method": Method(source["method"])}),
        person=row.person,
        taken_at=from_text(row.taken_at),
        monotonic_ns=row.monotonic_ns,
        evidence=tuple(json.loads(row.evidence)),
        condition=json.loads(row.condition),
        replaces=None if row.replaces is None else f"{row.inspection}.{row.replaces}",
        confirmed=bool(row.confirmed),
        withdrawn_at=from_text(row.withdrawn_at) if row.withdrawn_at else None,
        withdrawn_by=row.withdrawn_by,
    )


def override_row(inspection_id: str, position: int, override: Override) -> tuple[object, ...]:
    """One override in the order of the table's columns."""
    return (
        inspection_id,
        position,
        override.what.value,
        override.item,
        override.reason,
        override.says,
        override.person,
        to_text(override.at),
    )


def _read_overrides(connection: Connection, inspection_id: str) -> tuple[Override, ...]:
    rows = connection.execute(
        "SELECT what, item, reason, says, person, name, at FROM overrides JOIN people ON people.id = person"
        " WHERE inspection = ? ORDER BY position",
        (inspection_id,),
    )
    return tuple(
        Override(
            what=OverrideKind(row.what),
            item=row.item,
            reason=row.reason,
            says=row.says,
            person=row.person,
            name=row.name,
            at=from_text(row.at),
        )
        for row in rows
    )


def _read_photos(connection: Connection, inspection_id: str) -> tuple[EvidencePhoto, ...]:
    rows = connection.execute(
        "SELECT * FROM photos WHERE inspection = ? ORDER BY position", (inspection_id,)
    ).fetchall()
    for row in rows:
        check_sum(row, _PHOTO_COLUMNS)
    return tuple(
        EvidencePhoto(
            sha256=row.sha256,
            view=row.view,
            item=row.item,
            taken_at=from_text(row.taken_at),
            width=row.width,
            height=row.height,
            superseded=bool(row.superseded),
        )
        for row in rows
    )
