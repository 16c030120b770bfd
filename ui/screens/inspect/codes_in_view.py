"""Which codes have newly come into the camera's view."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

GONE_AFTER_S = 5.0
"""Seconds out of view after which a code counts as put down again; a search now and then misses one."""

GONE_AFTER_SEARCHES = 3
"""Searches that must also have missed it: with slow pictures many seconds pass between two of them."""


@dataclass(slots=True)
class _Sight:
    at_s: float
    missed: int = 0


class CodesInView:
    """Tells every code once while it stays in view."""

    def __init__(self) -> None:
        self._sights: dict[str, _Sight] = {}

    def news(self, codes: tuple[str, ...], now_s: float) -> tuple[str, ...]:
        """The codes of one search not told yet, at ``now_s`` (monotonic seconds)."""
        new = tuple(code for code in codes if code not in self._sights)
        self.tell(codes, now_s)
        self._miss(codes, now_s)
        return new

    def tell(self, codes: Iterable[str], now_s: float) -> None:
        """These codes are known and no news until they were out of view for a while."""
        self._sights.update({code: _Sight(now_s) for code in codes})

    def forget(self, code: str) -> None:
        """The next search that finds ``code`` tells it again."""
        self._sights.pop(code, None)

    def _miss(self, found: tuple[str, ...], now_s: float) -> None:
        for code in self._sights.keys() - set(found):
            sight = self._sights[code]
            sight.missed += 1
            if sight.missed >= GONE_AFTER_SEARCHES and now_s - sight.at_s >= GONE_AFTER_S:
                del self._sights[code]
