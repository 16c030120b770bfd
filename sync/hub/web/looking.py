"""What the administrators' pages look up."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, func, or_, select

from sync.hub import tables
from sync.hub.hub import Hub

PAGE_ROWS = 50
_RECORDS, _STATIONS, _ALARMS, _VERDICTS = tables.records, tables.stations, tables.alarms, tables.verdicts


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for among the records; empty parts say nothing. ``before`` is a position."""

    words: str = ""
    standing: str = ""
    channel: str = ""
    grade: str = ""
    before: int | None = None


def records(hub: Hub, sought: Sought) -> list[dict[str, Any]]:
    """Records that fit, the latest first: one more than a page holds when there are more."""
    chosen = select(_RECORDS, _STATIONS.c.name.label("bench")).join(
        _STATIONS, _STATIONS.c.id == _RECORDS.c.station
    )
    for condition in _conditions(sought):
        chosen = chosen.where(condition)
    chosen = chosen.order_by(_RECORDS.c.position.desc()).limit(PAGE_ROWS + 1)
    with hub.database.read() as connection:
        return [_told(row) for row in connection.execute(chosen)]


def _conditions(sought: Sought) -> list[ColumnElement[bool]]:
    found = [
        _RECORDS.c.search.contains(word, autoescape=True) for word in sought.words.casefold().split()[:6]
    ]
    if sought.standing:
        standing, countersign = _RECORDS.c.standing, _RECORDS.c.countersign
        found.append(or_(standing == sought.standing, countersign == sought.standing))
    if sought.channel or sought.grade:
        found.append(_judged(sought.channel, sought.grade))
    if sought.before is not None:
        found.append(_RECORDS.c.position < sought.before)
    return found


def _judged(channel: str, grade: str) -> ColumnElement[bool]:
    """Whether one verdict of a record is of exactly this channel and says exactly this grade."""
    of_record = [
        _VERDICTS.c.received_on == _RECORDS.c.received_on,
        _VERDICTS.c.position == _RECORDS.c.position,
    ]
    asked = [_VERDICTS.c.channel == channel] if channel else []
    asked += [_VERDICTS.c.grade == grade] if grade else []
    return exists(select(_VERDICTS.c.place).where(*of_record, *asked))


def _told(row: Row[Any]) -> dict[str, Any]:
    return {**row._mapping, "verdicts": json.loads(row.verdicts)}


def stations(hub: Hub) -> list[dict[str, Any]]:
    """Every station with its alarms not seen and its entries whose evidence is not whole, by name."""
    missing = tables.missing_evidence
    alarms = _count(_ALARMS.c.station, _ALARMS.c.seen_at.is_(None))
    lacking = (
        select(func.count(func.distinct(missing.c.sequence)))
        .where(missing.c.station == _STATIONS.c.id)
        .scalar_subquery()
    )
    chosen = select(_STATIONS, alarms.label("alarms"), lacking.label("lacking"))
    with hub.database.read() as connection:
        rows = connection.execute(chosen.order_by(_STATIONS.c.name, _STATIONS.c.id))
        return [{**row._mapping, "backlog": max(0, row.waiting - row.sequence)} for row in rows]


def _count(station: Any, condition: ColumnElement[bool]) -> Any:
    return (
        select(func.count())
        .where(station == _STATIONS.c.id, condition)
        .correlate(_STATIONS)
        .scalar_subquery()
    )
