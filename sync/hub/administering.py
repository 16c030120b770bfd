"""Lists for administrators' programs, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, tuple_

from station.errors import KnownError
from sync.hub import tables
from sync.hub.audit import latest
from sync.hub.hub import Hub, instant_text
from sync.wire.admin import (
    AlarmMessage,
    AlarmPage,
    AsideMessage,
    AsidePage,
    AuditMessage,
    AuditPage,
    StationMessage,
    StationPage,
)

_ALARMS, _ASIDES, _STATIONS = tables.alarms, tables.set_asides, tables.stations


@dataclass(frozen=True, slots=True)
class Administering:
    """What may be listed at one hub. Each list takes the cursor of the page before, "" for the first page,
    and gives at most ``limit`` rows. What stood there when the first page was read comes once."""

    hub: Hub

    def stations(self, cursor: str, limit: int) -> StationPage:
        """Stations by id."""
        chosen = select(_STATIONS).where(_STATIONS.c.id > cursor).order_by(_STATIONS.c.id)
        rows = self._rows(chosen.limit(limit))
        return StationPage([_station(row) for row in rows], rows[-1].id if len(rows) == limit else "")

    def alarms(self, cursor: str, limit: int, unseen_only: bool) -> AlarmPage:
        """Alarms, the latest first."""
        chosen = select(_ALARMS).order_by(_ALARMS.c.id.desc()).limit(limit)
        if cursor:
            chosen = chosen.where(_ALARMS.c.id < _number(cursor))
        if unseen_only:
            chosen = chosen.where(_ALARMS.c.seen_at.is_(None))
        rows = self._rows(chosen)
        told = [AlarmMessage(**_told(row)) for row in rows]
        return AlarmPage(told, str(rows[-1].id) if len(rows) == limit else "")

    def set_asides(self, cursor: str, limit: int) -> AsidePage:
        """Entries set aside, by station and entry."""
        key = (_ASIDES.c.station, _ASIDES.c.sequence)
        names = [_ASIDES.c[name] for name in ("station", "sequence", "code", "detail", "at")]
        chosen = (
            select(_STATIONS.c.name, *names)
            .join(_STATIONS, _STATIONS.c.id == _ASIDES.c.station)
            .where(_ASIDES.c.resolved_at.is_(None))
        )
        if cursor:
            station, _, sequence = cursor.partition("-")
            chosen = chosen.where(tuple_(*key) > (station, _number(sequence)))
        rows = self._rows(chosen.order_by(*key).limit(limit))
        last = f"{rows[-1].station}-{rows[-1].sequence}" if len(rows) == limit else ""
        return AsidePage([AsideMessage(**_told(row)) for row in rows], last)

    def audit(self, cursor: str, limit: int) -> AuditPage:
        """What was done, the latest first."""
        lines = latest(self.hub, limit, _number(cursor) if cursor else None)
        told = [
            AuditMessage(one.id, instant_text(one.at), one.account, one.action, one.subject, one.detail)
            for one in lines
        ]
        return AuditPage(told, str(lines[-1].id) if len(lines) == limit else "")

    def station(self, station: str) -> StationMessage:
        """One station.

        Raises:
            KnownError: HUB-021 there is none.
        """
        rows = self._rows(select(_STATIONS).where(_STATIONS.c.id == station))
        if not rows:
            raise KnownError("HUB-021", what=station)
        return _station(rows[0])

    def _rows(self, chosen: Any) -> list[Row[Any]]:
        with self.hub.database.read() as connection:
            return list(connection.execute(chosen))


def _station(row: Row[Any]) -> StationMessage:
    return StationMessage(
        row.id,
        row.name,
        row.state,
        instant_text(row.enrolled_at),
        instant_text(row.seen_at) if row.seen_at else None,
        row.sequence,
        row.complete,
        max(0, row.waiting - row.sequence),
    )


def _told(row: Row[Any]) -> dict[str, Any]:
    return {
        name: instant_text(value) if isinstance(value, datetime) else value
        for name, value in row._mapping.items()
    }


def _number(given: str) -> int:
    if not (given.isascii() and given.isdecimal() and len(given) <= 18):
        raise KnownError("HUB-010", why=given)
    return int(given)
