"""How often a PIN may be tried, and how long to wait. Wall time plays no part: it can be set."""

from __future__ import annotations

import json
from datetime import timedelta
from sqlite3 import Connection

TRIES = 5
"""Wrong PINs in a row before a person is locked."""
FIRST_LOCK = timedelta(seconds=30)
"""Length of the first lock; every further wrong PIN doubles it, up to :data:`LONGEST_LOCK`."""
LONGEST_LOCK = timedelta(hours=1)
STATION_TRIES = 20
"""Failed tries in :data:`STATION_WINDOW`, over all people and badges, before nobody can try."""
STATION_WINDOW = timedelta(minutes=10)

_NONE = timedelta(0)
_DOUBLINGS = 10
_FAILED = (
    "SELECT body FROM ledger WHERE kind <> 'record_sealed' AND kind = 'sign_in_failed'"
    " ORDER BY sequence DESC LIMIT 1 OFFSET ?"
)


def passed(since_ns: int, now_ns: int) -> timedelta:
    """Time that has passed at the least since ``since_ns``, both on the machine's monotonic clock.

    That clock counts from the machine's start and nobody sets it. Within one start the difference is exact.
    When the machine was started again in between, what it shows now (or shows more) is less than what
    passed; so a lock never ends early, and lasts at most its own length of running time after a restart.
    """
    return timedelta(microseconds=(now_ns - since_ns if now_ns >= since_ns else now_ns) // 1000)


def lock_after(failures: int) -> timedelta:
    """The lock that so many wrong PINs in a row earn; zero below :data:`TRIES`."""
    if failures < TRIES:
        return _NONE
    doubled: int = 2 ** min(failures - TRIES, _DOUBLINGS)
    return min(FIRST_LOCK * doubled, LONGEST_LOCK)


def lock_left(length_s: int, since_ns: int, now_ns: int) -> timedelta:
    """What is left of a lock of ``length_s`` seconds begun at ``since_ns``; zero or less when it is over."""
    return timedelta(seconds=length_s) - passed(since_ns, now_ns)


def station_lock_left(connection: Connection, now_ns: int) -> timedelta:
    """How long nobody at the station can try, by the failures that the ledger tells of."""
    row = connection.execute(_FAILED, (STATION_TRIES - 1,)).fetchone()
    if row is None:
        return _NONE
    return STATION_WINDOW - passed(int(json.loads(row.body)["clock"]["monotonic_ns"]), now_ns)
