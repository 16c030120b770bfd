"""Alarms: what no honest station sends. Each is told to the administrator once."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from station.errors import KnownError
from sync.hub import tables
from sync.hub.enrolment import ENROLLED, HALTED
from sync.hub.hub import Hub

ALARMING = frozenset({"HUB-012", "HUB-013"})
"""Refusals that raise an alarm."""
_HALTING = "HUB-012"

_alarms, _stations = tables.alarms, tables.stations


def raise_alarm(hub: Hub, station: str, refused: KnownError) -> None:
    """Write down that a push was refused, and halt the station when its ledger contradicts ours.

    ``refused`` has one of the codes :data:`ALARMING`. Told again, it is the same alarm as long as nobody has
    seen it, or as the station is halted.
    """
    sequence = int(str(refused.details["sequence"]))
    with hub.database.write() as connection:
        state = connection.execute(
            select(_stations.c.state).where(_stations.c.id == station).with_for_update()
        ).scalar_one()
        if not _is_told(connection, station, refused.code, sequence, state):
            _write(hub, connection, station, refused, sequence)
        if refused.code == _HALTING and state == ENROLLED:
            halted = update(_stations).where(_stations.c.id == station).values(state=HALTED)
            connection.execute(halted)


def halted_at(connection: Connection, station: str) -> int:
    """The entry for which a station was halted."""
    last = (
        select(_alarms.c.sequence)
        .where(_alarms.c.station == station)
        .where(_alarms.c.code == _HALTING)
        .order_by(_alarms.c.id.desc())
        .limit(1)
    )
    return int(connection.execute(last).scalar_one())


def _is_told(connection: Connection, station: str, code: str, sequence: int, state: str) -> bool:
    same = (
        select(_alarms.c.id)
        .where(_alarms.c.station == station)
        .where(_alarms.c.code == code)
        .where(_alarms.c.sequence == sequence)
    )
    told = same if state == HALTED else same.where(_alarms.c.seen_at.is_(None))
    return connection.execute(told.limit(1)).one_or_none() is not None


def _write(hub: Hub, connection: Connection, station: str, refused: KnownError, sequence: int) -> None:
    connection.execute(
        insert(_alarms).values(
            station=station,
            sequence=sequence,
            code=refused.code,
            detail=str(refused.details.get("detail", "")),
            at=hub.clock.now(),
            seen_by="",
        )
    )
