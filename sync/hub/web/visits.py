"""How often visitors may come, and how often they may guess."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import Request

from station.errors import KnownError
from sync.hub.hub import hub_of
from sync.hub.rates import address_of, rates_of

_VISITS_PER_MINUTE = 600
"""Of one address: a page brings a dozen photos, and many visitors may share one."""


@contextmanager
def visiting(request: Request) -> Iterator[None]:
    """One visit to a trace page; each code that does not exist counts as a guess.

    Raises:
        KnownError: HUB-018 too many from there, or whatever the visit raises.
    """
    rates, address = rates_of(request), address_of(request)
    guesses = hub_of(request).config.limits.attempts_per_minute
    rates.take(f"visits {address}", _VISITS_PER_MINUTE)
    rates.look(f"guesses {address}", guesses)
    try:
        yield
    except KnownError as error:
        if error.code == "HUB-070":
            rates.take(f"guesses {address}", guesses)
        raise
