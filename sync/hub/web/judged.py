"""Verdicts looked for by channel, grade, result, period and station: whole values, never parts of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select

from station.errors import KnownError
from sync.hub import tables
from sync.hub.hub import Hub

PAGE_ROWS = 50
_VERDICTS, _RECORDS, _STATIONS = tables.verdicts, tables.records, tables.stations


@dataclass(frozen=True, slots=True)
class SoughtVerdicts:
    """What is looked for; empty parts say nothing. ``since`` and ``until`` are days of sealing (UTC), both
    included; ``before`` is the cursor of the page before."""

    channel: str = ""
    grade: str = ""
    result: str = ""
    station: str = ""
    since: str = ""
    until: str = ""
    before: str = ""


def verdicts(hub: Hub, sought: SoughtVerdicts) -> tuple[list[dict[str, Any]], str]:
    """Verdicts that fit, the latest first, and the cursor of the next page: empty where none follows.

    Raises:
        KnownError: HUB-010 no day, or no cursor.
    """
    of_record = and_(
        _RECORDS.c.received_on == _VERDICTS.c.received_on, _RECORDS.c.position == _VERDICTS.c.position
    )
    chosen = (
        select(_RECORDS, _VERDICTS.c.place, _VERDICTS.c.channel, _VERDICTS.c.result, _VERDICTS.c.grade)
        .add_columns(_STATIONS.c.name.label("bench"))
        .join_from(_VERDICTS, _RECORDS, of_record)
        .join(_STATIONS, _STATIONS.c.id == _RECORDS.c.station)
        .where(*_conditions(sought))
        .order_by(_RECORDS.c.position.desc(), _VERDICTS.c.place)
        .limit(PAGE_ROWS + 1)
    )
    with hub.database.read() as connection:
        rows = connection.execute(chosen).all()
    shown = rows[:PAGE_ROWS]
    more = f"{shown[-1].position}-{shown[-1].place}" if len(rows) > len(shown) else ""
    return [_told(row) for row in shown], more


def channels(hub: Hub) -> list[str]:
    """Every channel that a verdict names, each found by the one before it: the table is never read whole."""
    found: list[str] = []
    with hub.database.read() as connection:
        while True:
            after = select(_VERDICTS.c.channel).order_by(_VERDICTS.c.channel).limit(1)
            later = after.where(_VERDICTS.c.channel > found[-1]) if found else after
            next_one = connection.execute(later).scalar_one_or_none()
            if next_one is None:
                return [one for one in found if one]
            found.append(next_one)


def _conditions(sought: SoughtVerdicts) -> list[ColumnElement[bool]]:
    exact = {
        _VERDICTS.c.channel: sought.channel,
        _VERDICTS.c.grade: sought.grade,
        _VERDICTS.c.result: sought.result,
        _RECORDS.c.station: sought.station,
    }
    found: list[ColumnElement[bool]] = [column == value for column, value in exact.items() if value]
    if sought.since:
        found.append(_RECORDS.c.sealed_at >= _day(sought.since).isoformat())
    if sought.until:
        found.append(_RECORDS.c.sealed_at < (_day(sought.until) + timedelta(days=1)).isoformat())
    if sought.before:
        position, place = _cursor(sought.before)
        rest = and_(_RECORDS.c.position == position, _VERDICTS.c.place > place)
        found.append(or_(_RECORDS.c.position < position, rest))
    return found


def _day(given: str) -> date:
    try:
        day = date.fromisoformat(given)
        return min(day, date.max - timedelta(days=1))
    except ValueError as error:
        raise KnownError("HUB-010", why=str(error)) from error


def _cursor(given: str) -> tuple[int, int]:
    position, _, place = given.partition("-")
    if not (position.isdecimal() and place.isdecimal() and len(given) <= 36):
        raise KnownError("HUB-010", why=given)
    return min(int(position), 2**63 - 1), min(int(place), 2**63 - 1)


def _told(row: Row[Any]) -> dict[str, Any]:
    """With the version of the standard that the verdict names."""
    given = json.loads(row.verdicts)[row.place]
    return {**row._mapping, "version": given.get("version", ""), "grades": given.get("grades") or []}
