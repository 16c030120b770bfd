"""How far to look before looking at the clock."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

_FIRST_WIDTH = 32_768
"""Entries looked through at once where time is short."""
_EVERYTHING = 2**62
_QUICK = 0.15
"""Share of the time allowed that a step may take for the next to go twice as far."""


class Pace:
    """Steps through the entries that grow while they are quick, so that the last one is never long."""

    def __init__(self, within_s: float | None) -> None:
        """``within_s`` are the seconds allowed from now; None for as long as it takes, in one step."""
        self.width = _EVERYTHING if within_s is None else _FIRST_WIDTH
        """How many entries the next step looks through."""
        self._within_s = within_s
        self._until_s = None if within_s is None else time.monotonic() + within_s

    @property
    def is_over(self) -> bool:
        """Whether the time allowed is used up."""
        return self._until_s is not None and time.monotonic() >= self._until_s

    @contextmanager
    def step(self) -> Iterator[None]:
        """One step; a quick one doubles the next."""
        start_s = time.monotonic()
        yield
        if self._within_s is not None and time.monotonic() - start_s < self._within_s * _QUICK:
            self.width = min(self.width * 2, _EVERYTHING)
