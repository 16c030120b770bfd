"""Callers of a hub: a station, a reader, an administrator, each with a token."""

from __future__ import annotations

from typing import Any

from sync.hub import tables
from sync.hub.access import Caller, HubRole, issue_token
from sync.hub.hub import Hub

STATION_ID = "0A1B2C3D"
SUBJECTS = {HubRole.STATION: STATION_ID, HubRole.READER: "shop", HubRole.ADMIN: "boss"}


def with_station(hub: Hub, station: str = STATION_ID, state: str = "enrolled") -> None:
    """Let the hub know a station that never speaks."""
    counted = {"sequence": 0, "complete": 0, "waiting": 0, "head": "0" * 64}
    known: dict[str, Any] = {"id": station, "name": "1", "public_key": hub.key.public_key, "state": state}
    with hub.database.write() as connection:
        connection.execute(tables.stations.delete().where(tables.stations.c.id == station))
        connection.execute(tables.stations.insert().values(**known, **counted, enrolled_at=hub.clock.now()))


def token_of(hub: Hub, role: HubRole, seconds: int = 60, subject: str = "") -> str:
    """A token of somebody with this role; none for nobody."""
    if role is HubRole.PUBLIC:
        return ""
    with hub.database.write() as connection:
        return issue_token(hub, connection, Caller(role, subject or SUBJECTS[role]), seconds)
