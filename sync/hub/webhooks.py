"""Webhooks: who is told of verdicts. Secrets are kept sealed under the hub's key."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from station.errors import KnownError
from station.model.event import EventKind
from sync.hub import tables
from sync.hub.addresses import refuse_address
from sync.hub.audit import note
from sync.hub.hub import Hub
from sync.hub.key import HubKey
from sync.hub.positions import settled
from sync.wire.webhooks import SECRET_PREFIX

KINDS = (
    EventKind.RECORD_SEALED,
    EventKind.RECORD_AMENDED,
    EventKind.RECORD_VOIDED,
    EventKind.RECORD_COUNTERSIGNED,
)
"""What a webhook can be told of."""
ACTIVE, PAUSED = "active", "paused"
WAITING, DELIVERED, FAILED = "waiting", "delivered", "failed"
_PURPOSE = "webhook secrets 1"
_webhooks, _deliveries, _events = tables.webhooks, tables.deliveries, tables.events


@dataclass(frozen=True, slots=True)
class Webhook:
    """One webhook. No ``kinds`` are all, no ``channel`` is every channel."""

    id: str
    url: str
    kinds: tuple[str, ...]
    channel: str
    state: str
    made_at: datetime
    waiting: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """One event for one webhook: how often it was tried and what was answered last."""

    position: int
    state: str
    attempts: int
    next_at: datetime
    answer: str


class Webhooks:
    """The webhooks of one hub. ``by`` is who acts, as in :class:`sync.hub.accounts.Accounts`."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def add(self, url: str, kinds: Collection[str], channel: str, by: str) -> tuple[Webhook, str]:
        """A webhook told of every event from now on, and its secret, which is shown only here.

        Raises:
            KnownError: HUB-065 not an address that may be called, HUB-010 not a kind.
        """
        refuse_address(url, self._hub.config.allow_private_webhooks)
        if strange := set(kinds) - {kind.value for kind in KINDS}:
            raise KnownError("HUB-010", why=", ".join(sorted(strange)))
        secret = secrets.token_bytes(32)
        made = Webhook(
            secrets.token_hex(6), url, tuple(sorted(set(kinds))), channel, ACTIVE, self._hub.clock.now()
        )
        with self._hub.database.write() as connection:
            connection.execute(tables.webhooks.insert().values(self._row(connection, made, secret)))
            note(self._hub, connection, by, "webhook_added", made.id, url=url, channel=channel)
        return made, SECRET_PREFIX + base64.b64encode(secret).decode()

    def _row(self, connection: Connection, made: Webhook, secret: bytes) -> dict[str, Any]:
        return {
            "id": made.id,
            "url": made.url,
            "kinds": " ".join(made.kinds),
            "channel": made.channel,
            "secret": seal(self._hub.key, made.id, secret),
            "state": made.state,
            "position": settled(connection) - 1,
            "made_at": made.made_at,
        }

    def all(self) -> tuple[Webhook, ...]:
        """Every webhook with what waits for it, the oldest first."""
        numbers = select(_deliveries.c.webhook, _deliveries.c.state, func.count()).group_by(
            _deliveries.c.webhook, _deliveries.c.state
        )
        with self._hub.database.read() as connection:
            counted = {(row[0], row[1]): row[2] for row in connection.execute(numbers)}
            rows = connection.execute(select(_webhooks).order_by(_webhooks.c.made_at)).all()
        return tuple(
            _webhook(row, counted.get((row.id, WAITING), 0), counted.get((row.id, FAILED), 0)) for row in rows
        )

    def deliveries(self, webhook: str, limit: int = 100) -> tuple[DeliveryLine, ...]:
        """The latest deliveries of one webhook.

        Raises:
            KnownError: HUB-021 no such webhook.
        """
        columns = [_deliveries.c[name] for name in DeliveryLine.__dataclass_fields__]
        lines = select(*columns).where(_deliveries.c.webhook == webhook)
        with self._hub.database.read() as connection:
            _known(connection, webhook)
            found = connection.execute(lines.order_by(_deliveries.c.position.desc()).limit(limit))
            return tuple(DeliveryLine(*row) for row in found)

    def pause(self, webhook: str, by: str) -> None:
        """Send nothing for now; what happens meanwhile waits.

        Raises:
            KnownError: HUB-021 no such webhook.
        """
        self._put_state(webhook, PAUSED, by)

    def resume(self, webhook: str, by: str) -> None:
        """Send again, first what waited.

        Raises:
            KnownError: HUB-021 no such webhook.
        """
        self._put_state(webhook, ACTIVE, by)

    def _put_state(self, webhook: str, state: str, by: str) -> None:
        with self._hub.database.write() as connection:
            _known(connection, webhook)
            connection.execute(update(_webhooks).where(_webhooks.c.id == webhook).values(state=state))
            note(self._hub, connection, by, f"webhook_{state}", webhook)

    def remove(self, webhook: str, by: str) -> None:
        """Take a webhook away with everything that waits for it.

        Raises:
            KnownError: HUB-021 no such webhook.
        """
        with self._hub.database.write() as connection:
            _known(connection, webhook)
            connection.execute(delete(_deliveries).where(_deliveries.c.webhook == webhook))
            connection.execute(delete(_webhooks).where(_webhooks.c.id == webhook))
            note(self._hub, connection, by, "webhook_removed", webhook)

    def retry_failed(self, webhook: str, by: str) -> int:
        """Try everything that was given up once more; how many there are.

        Raises:
            KnownError: HUB-021 no such webhook.
        """
        with self._hub.database.write() as connection:
            _known(connection, webhook)
            again = connection.execute(
                update(_deliveries)
                .where(_deliveries.c.webhook == webhook, _deliveries.c.state == FAILED)
                .values(state=WAITING, attempts=0, next_at=self._hub.clock.now())
            )
            note(self._hub, connection, by, "webhook_retried", webhook, deliveries=again.rowcount)
        return int(again.rowcount)

    def replay(self, webhook: str, since: datetime, by: str) -> None:
        """Send everything that the hub received from ``since`` on once more, under the same ids.

        Raises:
            KnownError: HUB-021 no such webhook.
        """
        first = select(func.min(_events.c.position)).where(_events.c.received_at >= since)
        with self._hub.database.write() as connection:
            _known(connection, webhook)
            position = connection.execute(first).scalar_one()
            if position is not None:
                connection.execute(
                    delete(_deliveries).where(
                        _deliveries.c.webhook == webhook, _deliveries.c.position >= position
                    )
                )
                connection.execute(
                    update(_webhooks)
                    .where(_webhooks.c.id == webhook, _webhooks.c.position >= position)
                    .values(position=position - 1)
                )
            note(self._hub, connection, by, "webhook_replayed", webhook, since=since.isoformat())


def seal(key: HubKey, webhook: str, secret: bytes) -> bytes:
    """A secret as it is kept: AES-256-GCM under a key derived from the hub's."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(key.derived(_PURPOSE)).encrypt(nonce, secret, webhook.encode())


def unseal(key: HubKey, webhook: str, kept: bytes) -> bytes:
    """The secret in what is kept."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key.derived(_PURPOSE)).decrypt(kept[:12], kept[12:], webhook.encode())


def _known(connection: Connection, webhook: str) -> None:
    """The webhook is there, and nobody else changes it before this transaction ends."""
    found = select(_webhooks.c.id).where(_webhooks.c.id == webhook).with_for_update()
    if connection.execute(found).one_or_none() is None:
        raise KnownError("HUB-021", what=webhook)


def _webhook(row: Row[Any], waiting: int, failed: int) -> Webhook:
    kinds = tuple(row.kinds.split())
    return Webhook(row.id, row.url, kinds, row.channel, row.state, row.made_at, waiting, failed)
