"""How wide the columns of an analysis' table are, and how small it must be set to fit.

No number and no word is ever divided while there is another way: headers and texts go onto further lines
first, then the whole table is set smaller.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from station.model.analysis_page import Column
from station.reports.sheet import INK, MM, MUTED
from station.reports.typesetter import Style, Typesetter, printable

_WIDEST = 0.5
"""The largest share of the width that a text asks for before others have what they need."""
_SIZES = ((8.0, 7.5, 1.6 * MM), (7.0, 6.6, 1.1 * MM), (6.0, 5.8, 0.8 * MM))
"""Sizes of text and header in points, and the space at either side of a cell, from large to small."""
_ROUNDING = 0.1

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Laid:
    """Widths in points, and the styles they were measured for; ``pad`` is the space beside a text."""

    widths: tuple[float, ...]
    text: Style
    head: Style
    pad: float


def laid_out(columns: Sequence[Column], rows: Rows, setter: Typesetter, width: float) -> Laid:
    """The largest size at which every column has room for its widest word and number."""
    large = _Measured(Style(_SIZES[0][0], INK), Style(_SIZES[0][1], MUTED, bold=True), _SIZES[0][2])
    whole = [large.most(n, one, rows, setter, 2 * width) for n, one in enumerate(columns)]
    if sum(whole) <= width:
        return Laid(_shared(whole, whole, width), large.text, large.head, large.pad)
    for size, head, pad in _SIZES:
        measured = _Measured(Style(size, INK), Style(head, MUTED, bold=True), pad)
        least = [measured.least(n, one, rows, setter) for n, one in enumerate(columns)]
        if sum(least) <= width:
            break
    most = [measured.most(n, one, rows, setter, width) for n, one in enumerate(columns)]
    widths = _shared(least, [max(pair) for pair in zip(least, most, strict=True)], width)
    return Laid(widths, measured.text, measured.head, pad)


def _shared(least: Sequence[float], most: Sequence[float], width: float) -> tuple[float, ...]:
    """``width`` shared out: all gain alike beyond what they ask for; short of it, beyond what they need."""
    if sum(most) <= width:
        return tuple(one * width / sum(most) for one in most)
    spare = width - sum(least)
    if spare <= 0:
        return tuple(one * width / sum(least) for one in least)
    share = spare / (sum(most) - sum(least))
    return tuple(low + (high - low) * share for low, high in zip(least, most, strict=True))


@dataclass(frozen=True, slots=True)
class _Measured:
    text: Style
    head: Style
    pad: float

    def least(self, n: int, column: Column, rows: Rows, setter: Typesetter) -> float:
        """Numbers whole, texts and headers by their widest word."""
        needs = setter.width if column.numeric else setter.widest_word
        widest = max((needs(text, self.text) for text in {row[n] for row in rows}), default=0.0)
        return max(setter.widest_word(header(column), self.head), widest) + 2 * self.pad + _ROUNDING

    def most(self, n: int, column: Column, rows: Rows, setter: Typesetter, width: float) -> float:
        """Everything on one line, but a text at most half of the width."""
        widest = max((setter.width(text, self.text) for text in {row[n] for row in rows}), default=0.0)
        asked = widest if column.numeric else min(widest, width * _WIDEST)
        return max(setter.width(header(column), self.head), asked) + 2 * self.pad


def header(column: Column) -> str:
    """The title with its unit, once where they are the same word."""
    said = column.unit and column.unit.casefold() != column.title.casefold()
    return printable(f"{column.title} ({column.unit})" if said else column.title)
