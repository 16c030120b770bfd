"""What the operator publishes on trace pages."""

from __future__ import annotations

from typing import Annotated

import msgspec
from sqlalchemy import Connection, delete, insert, select

from sync.hub import tables
from sync.hub.audit import note
from sync.hub.hub import Hub

_NAME = "trace_policy"
_SETTINGS = tables.settings


class TracePolicy(msgspec.Struct, frozen=True):
    """``pages`` is whether there are trace pages at all, ``photos`` whether they show photos.

    ``channels`` lists the ids of channels whose verdicts are shown, None for all.
    ``free_text`` shows answers in a person's own words and scanned codes, identifiers masked; what a person
    noted beside an answer is never shown. Times are told at ``utc_offset_hours``.
    """

    pages: bool = True
    photos: bool = True
    channels: list[str] | None = None
    free_text: bool = False
    utc_offset_hours: Annotated[int, msgspec.Meta(ge=-12, le=14)] = 8


def trace_policy(connection: Connection) -> TracePolicy:
    """The policy in force; the default where none was set."""
    kept = connection.execute(select(_SETTINGS.c.value).where(_SETTINGS.c.name == _NAME)).scalar_one_or_none()
    return TracePolicy() if kept is None else msgspec.json.decode(kept, type=TracePolicy)


def set_trace_policy(hub: Hub, policy: TracePolicy, by: str) -> None:
    """Publish by ``policy`` from now on, on the pages of old records too."""
    told = msgspec.json.encode(policy).decode()
    with hub.database.write() as connection:
        connection.execute(delete(_SETTINGS).where(_SETTINGS.c.name == _NAME))
        connection.execute(insert(_SETTINGS).values(name=_NAME, value=told))
        note(hub, connection, by, "trace_policy", _NAME, **msgspec.to_builtins(policy))
