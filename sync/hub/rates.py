"""How much one caller may ask in a minute."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import cast

from fastapi import Request

from station.errors import KnownError
from sync.hub.hub import HubClock, hub_of

_MOST_CALLERS = 20_000
_MINUTE_S = 60.0
_FAILED = frozenset({"HUB-015", "HUB-034", "HUB-035", "HUB-060"})
"""Refusals of somebody who may be guessing."""


@dataclass(slots=True)
class _Left:
    requests: float
    at: datetime


class Rates:
    """What each caller has left in this process of the hub: a minute's worth at most, refilled steadily.

    Of the longest silent callers nothing is remembered beyond 20,000.
    """

    def __init__(self, clock: HubClock) -> None:
        self._clock = clock
        self._left: OrderedDict[str, _Left] = OrderedDict()
        self._lock = Lock()

    def take(self, caller: str, per_minute: int) -> None:
        """Count one request.

        Raises:
            KnownError: HUB-018 nothing is left; says for how many seconds.
        """
        with self._lock:
            left = self._refilled(caller, per_minute)
            _refuse_empty(left, per_minute)
            left.requests -= 1

    def look(self, caller: str, per_minute: int) -> None:
        """As :meth:`take`, without counting.

        Raises:
            KnownError: HUB-018.
        """
        with self._lock:
            _refuse_empty(self._refilled(caller, per_minute), per_minute)

    def _refilled(self, caller: str, per_minute: int) -> _Left:
        now = self._clock.now()
        left = self._left.setdefault(caller, _Left(per_minute, now))
        self._left.move_to_end(caller)
        while len(self._left) > _MOST_CALLERS:
            self._left.popitem(last=False)
        passed_s = max(0.0, (now - left.at).total_seconds())  # a clock put back refills nothing
        left.requests = min(float(per_minute), left.requests + passed_s * per_minute / _MINUTE_S)
        left.at = now
        return left


def rates_of(request: Request) -> Rates:
    """The rates of the process that answers a request."""
    return cast(Rates, request.app.state.rates)


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else ""


@contextmanager
def attempt(request: Request) -> Iterator[None]:
    """An attempt to get in: only those that fail count, since many stations may share one address.

    Raises:
        KnownError: HUB-018 too many failed from there, or whatever the attempt raises.
    """
    rates, caller = rates_of(request), f"attempts {address_of(request)}"
    most = hub_of(request).config.limits.attempts_per_minute
    rates.look(caller, most)
    try:
        yield
    except KnownError as error:
        if error.code in _FAILED:
            rates.take(caller, most)
        raise


def _refuse_empty(left: _Left, per_minute: int) -> None:
    if left.requests < 1:
        raise KnownError("HUB-018", seconds=math.ceil((1 - left.requests) * _MINUTE_S / per_minute))
