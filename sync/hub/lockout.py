"""Counting wrong passwords. A name that nobody has is locked like any other, so that none is betrayed."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import bindparam, delete, select, text, update

from station.errors import KnownError
from sync.hub import tables
from sync.hub.access import digest_of
from sync.hub.hub import Hub
from sync.hub.instants import Instant

FREE_TRIES = 5
"""Wrong passwords before a name is locked."""
FIRST_LOCK = timedelta(minutes=1)
"""The lock of the first try too many; doubles with each further one."""
LONGEST_LOCK = timedelta(hours=1)
_failures = tables.sign_in_failures
_COUNT = text(
    "INSERT INTO sign_in_failures (digest, failures, locked_until) VALUES (:digest, 1, :now)"
    " ON CONFLICT (digest) DO UPDATE SET failures = sign_in_failures.failures + 1 RETURNING failures"
).bindparams(bindparam("now", type_=Instant()))


class Lockout:
    """Failed sign-ins of one hub, across its processes and restarts."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def refuse_locked(self, name: str) -> None:
        """Refuse a try while the name is locked.

        Raises:
            KnownError: HUB-061 with ``seconds`` until the next try.
        """
        with self._hub.database.read() as connection:
            until = connection.execute(
                select(_failures.c.locked_until).where(_failures.c.digest == digest_of(name))
            ).scalar_one_or_none()
        now = self._hub.clock.now()
        if until is not None and until > now:
            raise KnownError("HUB-061", seconds=int((until - now).total_seconds()) + 1)

    def failed(self, name: str) -> None:
        """Count a wrong password."""
        digest, now = digest_of(name), self._hub.clock.now()
        with self._hub.database.write() as connection:
            failures = connection.execute(_COUNT, {"digest": digest, "now": now}).scalar_one()
            connection.execute(
                update(_failures)
                .where(_failures.c.digest == digest)
                .values(locked_until=now + _lock(failures))
            )

    def forgive(self, name: str) -> None:
        """Forget the failures of a name."""
        with self._hub.database.write() as connection:
            connection.execute(delete(_failures).where(_failures.c.digest == digest_of(name)))


def _lock(failures: int) -> timedelta:
    beyond = failures - FREE_TRIES
    return min(FIRST_LOCK * 2 ** min(beyond, 10), LONGEST_LOCK) if beyond >= 0 else timedelta()
