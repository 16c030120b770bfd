"""Large figures side by side: value, unit, interval, samples, and how they stand against their target."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from station.model.analysis_page import Tile
from station.reports.charts.look import FIGURE, NAME, STATE_OF, TEXT
from station.reports.charts.words import Words
from station.reports.drawing import draw_line, draw_mark
from station.reports.sheet import LINE, MM, ZEBRA
from station.reports.typesetter import Typesetter

_HEIGHT, _GAP, _PAD = 29 * MM, 3 * MM, 3 * MM
_IN_A_ROW = 4


class TileRow(Flowable):
    """Up to four tiles in one row."""

    def __init__(self, tiles: Sequence[Tile], setter: Typesetter, words: Words) -> None:
        super().__init__()
        self._tiles, self._setter, self._words = tiles, setter, words

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The full width, one row."""
        self.width, self.height = width, _HEIGHT + _GAP
        return self.width, self.height

    def draw(self) -> None:
        """Draw the tiles from the left."""
        one = (self.width - (_IN_A_ROW - 1) * _GAP) / _IN_A_ROW
        for place, tile in enumerate(self._tiles):
            self._draw_tile(tile, place * (one + _GAP), one)

    def _draw_tile(self, tile: Tile, x: float, width: float) -> None:
        canvas, setter, room = self.canv, self._setter, width - 2 * _PAD
        canvas.setFillColor(HexColor(ZEBRA))
        canvas.setStrokeColor(HexColor(LINE))
        canvas.setLineWidth(0.5)
        canvas.roundRect(x, _GAP, width, _HEIGHT, 1.6 * MM, stroke=1, fill=1)
        left = x + _PAD
        draw_line(canvas, left, _GAP + 23.5 * MM, setter.fitted(tile.title, NAME, room), NAME)
        value = self._words.figure(tile.value, tile.decimals)
        draw_line(canvas, left, _GAP + 14.8 * MM, value, FIGURE)
        after = left + setter.width(value, FIGURE) + 1.5 * MM
        draw_line(canvas, after, _GAP + 14.8 * MM, tile.unit if tile.value is not None else "", NAME)
        if tile.light in STATE_OF:
            draw_mark(canvas, STATE_OF[tile.light], x + width - _PAD - 4 * MM, _GAP + 14.6 * MM, 4 * MM)
        for number, line in enumerate(self._words.below(tile)):
            draw_line(canvas, left, _GAP + (10 - 3.5 * number) * MM, setter.fitted(line, TEXT, room), TEXT)


def tile_rows(tiles: Sequence[Tile], setter: Typesetter, words: Words) -> list[Flowable]:
    """All tiles, four in a row."""
    starts = range(0, len(tiles), _IN_A_ROW)
    return [TileRow(tiles[start : start + _IN_A_ROW], setter, words) for start in starts]
