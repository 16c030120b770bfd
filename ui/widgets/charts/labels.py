"""Names of categories under a chart: in one or two lines, shortened, and thinned out where they are many."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

_GAP_PX = 6.0
_NARROWEST_PX = 34.0
"""A name is not squeezed below this: rather every second one is written."""
_ROOMY_PX = 72.0


def category_ticks(
    names: Sequence[str], slot_px: float, letters: QFont, *, may_thin: bool
) -> list[tuple[int, str]]:
    """The names that are written, each with its place; ``may_thin``: where the eye can count between them,
    as it can between days and numbers."""
    metrics = QFontMetricsF(letters)
    may_thin = may_thin or all(name[:1].isdigit() for name in names)
    lines = (line for name in names for line in name.split(" · "))
    widest = max((metrics.horizontalAdvance(line) for line in lines), default=0.0)
    every, least = 1, _ROOMY_PX if may_thin else _NARROWEST_PX
    while every * slot_px < min(widest + _GAP_PX, least):
        every += 1
    room = every * slot_px - _GAP_PX
    written = names[::every]
    breaks = any(metrics.horizontalAdvance(name) > room for name in written)
    return [(nth * every, _fitted(name, room, metrics, breaks)) for nth, name in enumerate(written)]


def _fitted(name: str, room: float, metrics: QFontMetricsF, breaks: bool) -> str:
    """``breaks``: names of two parts stand in two lines, as one beside it has to."""
    if metrics.horizontalAdvance(name) <= room and not (breaks and " · " in name):
        return name
    first, second = _halves(name)
    lines = (first, second) if second else (first,)
    return "\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines)


def _halves(name: str) -> tuple[str, str]:
    """A name broken where it breaks best: at the separator, at a space near the middle, in the middle."""
    if " · " in name:
        first, _, second = name.partition(" · ")
        return first, second
    spaces = [place for place, letter in enumerate(name) if letter == " "]
    if spaces:
        middle = min(spaces, key=lambda place: abs(place - len(name) / 2))
        return name[:middle], name[middle + 1 :]
    if name.isascii():
        return name, ""
    middle = (len(name) + 1) // 2
    return name[:middle], name[middle:]
