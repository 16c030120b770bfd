"""Upkeep: partitions made ahead of their day, and what has expired thrown away. Every process may do it."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from threading import Event, Thread

from sqlalchemy import Delete, delete
from sqlalchemy.exc import SQLAlchemyError

from station.errors import KnownError
from sync.hub import tables
from sync.hub.evidence import Evidence
from sync.hub.hub import Hub
from sync.hub.webhooks import DELIVERED

_EVERY_SECONDS = 3600.0
_KEPT = timedelta(days=1)
"""Expired tokens, challenges and failures stay this long: somebody may look into them."""
_DELIVERED_KEPT = timedelta(days=30)
_log = logging.getLogger(__name__)


class Upkeep:
    """Keeps the database in shape until stopped."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="upkeep", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(_EVERY_SECONDS):
            try:
                keep_up(self._hub)
            except (SQLAlchemyError, KnownError) as error:  # the next hour will do; readiness tells
                _log.info("upkeep waits", extra={"told": {"why": type(error).__name__}})


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
