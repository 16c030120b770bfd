"""What an administrator should look at: alarms, and entries that are set aside."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from station.errors import KnownError
from sync.hub import tables
from sync.hub.audit import note
from sync.hub.hub import Hub, instant_text

_asides, _alarms, _stations = tables.set_asides, tables.alarms, tables.stations


def open_set_asides(hub: Hub) -> list[dict[str, object]]:
    """Every entry that is set aside, with the name of its station, the oldest first."""
    chosen = (
        select(
            _stations.c.name, *(_asides.c[name] for name in ("station", "sequence", "code", "detail", "at"))
        )
        .join(_stations, _stations.c.id == _asides.c.station)
        .where(_asides.c.resolved_at.is_(None))
        .order_by(_asides.c.at, _asides.c.station, _asides.c.sequence)
    )
    with hub.database.read() as connection:
        return [_told(row) for row in connection.execute(chosen)]


def alarms(hub: Hub, unseen_only: bool) -> list[dict[str, object]]:
    """Alarms, the latest first."""
    chosen = select(_alarms).order_by(_alarms.c.id.desc())
    if unseen_only:
        chosen = chosen.where(_alarms.c.seen_at.is_(None))
    with hub.database.read() as connection:
        return [_told(row) for row in connection.execute(chosen)]


def see_alarm(hub: Hub, alarm: int, by: str) -> None:
    """Write down who took note of an alarm; the first one stays.

    Raises:
        KnownError: HUB-021 no such alarm that nobody has seen.
    """
    with hub.database.write() as connection:
        seen = connection.execute(
            update(_alarms)
            .where(_alarms.c.id == alarm, _alarms.c.seen_at.is_(None))
            .values(seen_at=hub.clock.now(), seen_by=by)
        )
        if not seen.rowcount:
            raise KnownError("HUB-021", what=str(alarm))
        note(hub, connection, by, "alarm_seen", str(alarm))


def _told(row: Row[Any]) -> dict[str, object]:
    return {
        name: instant_text(value) if isinstance(value, datetime) else value
        for name, value in row._mapping.items()
    }
