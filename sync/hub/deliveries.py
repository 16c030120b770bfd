"""Deliveries: which event goes to which webhook, when, and how it went.

Several processes may work at once: each takes what no other holds, and holds it for a while only.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, and_, exists, insert, select, update

from sync.hub import tables
from sync.hub.hub import Hub, instant_text
from sync.hub.positions import settled
from sync.hub.webhooks import ACTIVE, DELIVERED, FAILED, WAITING, unseal
from sync.wire.webhooks import UnitNamed, VerdictEvent

LEASE = timedelta(seconds=60)
"""How long a process may take over a delivery before another tries it."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=6)
"""After the first failure; doubles with each further one."""
MOST_ATTEMPTS = 20
"""Then a delivery is given up, after some three days."""
_PLANNED = 500
_LONGEST_ANSWER = 200
_webhooks, _deliveries, _events, _records = (
    tables.webhooks,
    tables.deliveries,
    tables.events,
    tables.records,
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event for one webhook, held by this process. ``attempt`` is the one about to be made."""

    webhook: str
    position: int
    attempt: int
    url: str
    secret: bytes
    body: bytes

    @property
    def id(self) -> str:
        """The same at every attempt."""
        return f"{self.webhook}-{self.position}"


class Deliveries:
    """The deliveries of one hub."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def plan(self) -> int:
        """Make deliveries of new events; how many. Each webhook follows the events from where it was."""
        with self._hub.database.read() as connection:
            behind = connection.execute(self._behind(settled(connection))).scalars().all()
        return sum(self._plan_one(webhook) for webhook in behind)

    def _behind(self, below: int) -> Any:
        newer = and_(_events.c.position > _webhooks.c.position, _events.c.position < below)
        return select(_webhooks.c.id).where(_webhooks.c.state == ACTIVE, exists().where(newer))

    def _plan_one(self, webhook: str) -> int:
        held = select(_webhooks).where(_webhooks.c.id == webhook).with_for_update(skip_locked=True)
        with self._hub.database.write() as connection:
            row = connection.execute(held).one_or_none()
            if row is None:
                return 0
            found = connection.execute(self._events_after(row.position, settled(connection))).all()
            if not found:
                return 0
            fitting = {event.position for event in found if _concerns(row, event)}
            if fitting:
                new = self._new(webhook)
                rows = [{**new, "position": position} for position in sorted(fitting)]
                connection.execute(insert(_deliveries), rows)
            moved = update(_webhooks).where(_webhooks.c.id == webhook)
            connection.execute(moved.values(position=found[-1].position))
        return len(fitting)

    def _new(self, webhook: str) -> dict[str, Any]:
        now = self._hub.clock.now()
        return {"webhook": webhook, "state": WAITING, "attempts": 0, "next_at": now, "answer": ""}

    def _events_after(self, position: int, below: int) -> Any:
        return (
            _with_record(_events.c.position, _events.c.kind, _records.c.verdicts)
            .where(_events.c.position > position, _events.c.position < below)
            .order_by(_events.c.position)
            .limit(_PLANNED)
        )

    def claim(self, limit: int) -> list[Delivery]:
        """Hold up to ``limit`` deliveries that are due."""
        now = self._hub.clock.now()
        due = (
            select(_deliveries.c.webhook, _deliveries.c.position, _deliveries.c.attempts)
            .join(_webhooks, _webhooks.c.id == _deliveries.c.webhook)
            .where(_deliveries.c.state == WAITING, _deliveries.c.next_at <= now)
            .where(_webhooks.c.state == ACTIVE)
            .order_by(_deliveries.c.next_at, _deliveries.c.position)
            .limit(limit)
        )
        with self._hub.database.read() as connection:
            if not connection.execute(due.limit(1)).all():
                return []
        with self._hub.database.write() as connection:
            held = connection.execute(due.with_for_update(of=_deliveries, skip_locked=True)).all()
            for row in held:
                values = {"attempts": row.attempts + 1, "next_at": now + LEASE}
                connection.execute(update(_deliveries).where(_is(row.webhook, row.position)).values(values))
            return list(self._filled(connection, held))

    def _filled(self, connection: Connection, held: Iterable[Any]) -> Iterator[Delivery]:
        for row in held:
            webhook = connection.execute(select(_webhooks).where(_webhooks.c.id == row.webhook)).one()
            told = _with_record(_events, *_TOLD).where(_events.c.position == row.position).limit(1)
            event = connection.execute(told).one()
            yield Delivery(
                row.webhook,
                row.position,
                row.attempts + 1,
                webhook.url,
                unseal(self._hub.key, webhook.id, webhook.secret),
                msgspec.json.encode(_event(event, webhook.channel)),
            )

    def took(self, delivery: Delivery, answer: str) -> None:
        """The receiver has it."""
        self._settle(delivery, state=DELIVERED, next_at=self._hub.clock.now(), answer=answer)

    def refused(self, delivery: Delivery, answer: str) -> None:
        """The receiver did not take it: again later, or never."""
        state = FAILED if delivery.attempt >= MOST_ATTEMPTS else WAITING
        next_at = self._hub.clock.now() + wait_after(delivery.attempt)
        self._settle(delivery, state=state, next_at=next_at, answer=answer)

    def _settle(self, delivery: Delivery, answer: str, **values: Any) -> None:
        """Only as long as this process holds it."""
        mine = _is(delivery.webhook, delivery.position) & (_deliveries.c.attempts == delivery.attempt)
        settle = update(_deliveries).where(mine, _deliveries.c.state == WAITING)
        with self._hub.database.write() as connection:
            connection.execute(settle.values(answer=answer[:_LONGEST_ANSWER], **values))


def wait_after(attempt: int) -> timedelta:
    """How long to wait after the failed attempt of this number (1 is the first), spread by a fifth."""
    doubled: timedelta = FIRST_WAIT * (1 << min(attempt - 1, 16))
    return min(doubled, LONGEST_WAIT) * random.uniform(0.8, 1.2)  # noqa: S311 - spreads load, hides nothing


def _is(webhook: str, position: int) -> Any:
    return and_(_deliveries.c.webhook == webhook, _deliveries.c.position == position)


_TOLD = (
    *(_records.c[name] for name in ("sealed_at", "unit_code", "category", "model")),
    *(_records.c[name] for name in ("standing", "countersign", "verdicts")),
)


def _with_record(*columns: Any) -> Any:
    """Events with the record that they are about, as it stands; a record's id is its station's own."""
    about = and_(_records.c.record == _events.c.record, _records.c.station == _events.c.station)
    return select(*columns).join_from(_events, _records, about, isouter=True)


def _concerns(webhook: Row[Any], event: Row[Any]) -> bool:
    is_kind = not webhook.kinds or event.kind in webhook.kinds.split()
    return is_kind and (not webhook.channel or bool(_verdicts(event.verdicts, webhook.channel)))


def _verdicts(kept: str | None, channel: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = msgspec.json.decode(kept or "[]")
    return [verdict for verdict in found if not channel or verdict.get("channel") == channel]


def _event(row: Row[Any], channel: str) -> VerdictEvent:
    return VerdictEvent(
        kind=row.kind,
        position=row.position,
        station=row.station,
        sequence=row.sequence,
        record=row.record,
        received_at=instant_text(row.received_at),
        sealed_at=row.sealed_at or "",
        unit=UnitNamed(row.unit_code or "", row.category or "", row.model or ""),
        standing=row.standing or "",
        countersign=row.countersign or "",
        verdicts=_verdicts(row.verdicts, channel),
    )
