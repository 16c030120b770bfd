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

_HEAD, _LINE = 18 * MM, 3.5 * MM
_GAP, _PAD = 3 * MM, 3 * MM
_IN_A_ROW = 4


class TileRow(Flowable):
    """Up to four tiles in one row."""

    def __init__(self, tiles: Sequence[Tile], setter: Typesetter, words: Words) -> None:
        super().__init__()
        self._tiles, self._setter = tiles, setter
        self._said = [[line for line in words.below(tile) if line] for tile in tiles]
        self._values = [words.figure(tile.value, tile.decimals) for tile in tiles]

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The full width, one row."""
        self._one = (width - (_IN_A_ROW - 1) * _GAP) / _IN_A_ROW
        self._below = [
            [line for one in said for line in self._setter.lines(one, TEXT, self._one - 2 * _PAD)]
            for said in self._said
        ]
        self._tall = _HEAD + max((len(lines) for lines in self._below), default=0) * _LINE
        self.width, self.height = width, self._tall + _GAP
        return self.width, self.height

    def draw(self) -> None:
        """Draw the tiles from the left."""
        for place in range(len(self._tiles)):
            self._draw_tile(place, place * (self._one + _GAP), self._one)

    def _draw_tile(self, place: int, x: float, width: float) -> None:
        canvas, setter, tile = self.canv, self._setter, self._tiles[place]
        room, left, top = width - 2 * _PAD, x + _PAD, self._tall + _GAP
        canvas.setFillColor(HexColor(ZEBRA))
        canvas.setStrokeColor(HexColor(LINE))
        canvas.setLineWidth(0.5)
        canvas.roundRect(x, _GAP, width, self._tall, 1.6 * MM, stroke=1, fill=1)
        draw_line(canvas, left, top - 5.5 * MM, setter.fitted(tile.title, NAME, room), NAME)
        self._draw_value(place, left, top - 14.2 * MM)
        if tile.light in STATE_OF:
            draw_mark(canvas, STATE_OF[tile.light], left + room - 4 * MM, top - 14.4 * MM, 4 * MM)
        for number, line in enumerate(self._below[place]):
            y = top - _HEAD - number * _LINE - 1 * MM
            draw_line(canvas, left, y, setter.fitted(line, TEXT, room), TEXT)

    def _draw_value(self, place: int, x: float, y: float) -> None:
        value, tile = self._values[place], self._tiles[place]
        draw_line(self.canv, x, y, value, FIGURE)
        if tile.value is not None:
            draw_line(self.canv, x + self._setter.width(value, FIGURE) + 1.5 * MM, y, tile.unit, NAME)


def tile_rows(tiles: Sequence[Tile], setter: Typesetter, words: Words) -> list[Flowable]:
    """All tiles, four in a row."""
    starts = range(0, len(tiles), _IN_A_ROW)
    return [TileRow(tiles[start : start + _IN_A_ROW], setter, words) for start in starts]
