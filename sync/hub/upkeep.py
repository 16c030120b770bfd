"""Upkeep: partitions made ahead of their day, and what has expired thrown away. Every process may do it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Delete, delete

from sync.hub import tables
from sync.hub.evidence import Evidence
from sync.hub.hub import Hub
from sync.hub.repeating import Repeating
from sync.hub.webhooks import DELIVERED

_EVERY_SECONDS = 3600.0
_KEPT = timedelta(days=1)
"""Expired tokens, challenges and failures stay this long: somebody may look into them."""
_DELIVERED_KEPT = timedelta(days=30)


class Upkeep(Repeating):
    """Keeps the database in shape until stopped."""

    def __init__(self, hub: Hub) -> None:
        super().__init__("upkeep", self._turn, _EVERY_SECONDS, first_seconds=_EVERY_SECONDS)
        self._hub = hub

    def _turn(self) -> float:
        keep_up(self._hub)
        return _EVERY_SECONDS


def keep_up(hub: Hub) -> int:
    """Do what is due; how many rows and unfinished uploads were thrown away.

    Raises:
        KnownError: HUB-023 the place for evidence does not answer.
    """
    with hub.database.write() as connection:
        hub.database.make_partitions(connection)
        gone = sum(connection.execute(expired).rowcount for expired in _expired(hub.clock.now()))
    return gone + Evidence(hub).clean()


def _expired(now: datetime) -> tuple[Delete, ...]:
    before = now - _KEPT
    delivered = tables.deliveries.c.state == DELIVERED
    return (
        delete(tables.tokens).where(tables.tokens.c.expires_at < before),
        delete(tables.challenges).where(tables.challenges.c.expires_at < before),
        delete(tables.sign_in_failures).where(tables.sign_in_failures.c.locked_until < before),
        delete(tables.deliveries).where(delivered, tables.deliveries.c.next_at < now - _DELIVERED_KEPT),
    )
