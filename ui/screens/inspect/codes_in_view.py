"""Which codes have newly come into the camera's view."""

from __future__ import annotations

GONE_AFTER_S = 5.0
"""Seconds out of view after which a code counts as put down again; a search now and then misses one."""


class CodesInView:
    """Tells every code once while it stays in view."""

    def __init__(self) -> None:
        self._seen_at: dict[str, float] = {}

    def news(self, codes: tuple[str, ...], now_s: float) -> tuple[str, ...]:
        """The codes of ``codes`` not told yet, at ``now_s`` (monotonic seconds)."""
        self._seen_at = {code: at for code, at in self._seen_at.items() if now_s - at < GONE_AFTER_S}
        new = tuple(code for code in codes if code not in self._seen_at)
        self._seen_at.update(dict.fromkeys(codes, now_s))
        return new
