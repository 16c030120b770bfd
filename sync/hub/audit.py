"""What people did at the hub: one row per action, written in the transaction that does it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from sync.hub import tables
from sync.hub.hub import Hub


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One action. ``account`` that begins with ``@`` is a user of the hub's own machine."""

    id: int
    at: datetime
    account: str
    action: str
    subject: str
    detail: str
    """An object of JSON, or empty."""

    @property
    def told(self) -> dict[str, Any]:
        """The details by name."""
        return dict(json.loads(self.detail)) if self.detail else {}


def note(hub: Hub, connection: Connection, by: str, action: str, subject: str, **detail: object) -> None:
    """Write down that ``by`` did ``action`` to ``subject``. ``detail`` must hold no secret: it is kept."""
    told = json.dumps(detail, ensure_ascii=False, sort_keys=True) if detail else ""
    connection.execute(
        tables.audit.insert().values(
            at=hub.clock.now(), account=by, action=action, subject=subject, detail=told
        )
    )


def latest(hub: Hub, limit: int = 100, before: int | None = None) -> tuple[AuditLine, ...]:
    """The last ``limit`` actions, latest first, of those older than line ``before``."""
    lines = select(tables.audit).order_by(tables.audit.c.id.desc()).limit(limit)
    if before is not None:
        lines = lines.where(tables.audit.c.id < before)
    with hub.database.read() as connection:
        return tuple(AuditLine(**row._mapping) for row in connection.execute(lines))
