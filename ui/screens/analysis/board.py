"""The page as counted: tiles, charts and tables in reading order. Only what has changed is drawn again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from station.model.analysis_page import AnalysisPage, Table, Tile
from station.model.charts import Chart, Shape
from ui.i18n import Translator
from ui.theme import Theme
from ui.widgets.charts.chart_card import ChartCard
from ui.widgets.charts.figure_table import TableCard
from ui.widgets.charts.figure_tile import FigureTile
from ui.widgets.charts.scale import is_empty
from ui.widgets.discard import discard
from ui.widgets.looks import column, look

_TILE_PX, _FEWEST_COLUMNS = 160, 3
_TWO_BESIDE_PX = 900
"""From this width on two charts stand beside each other."""
_MANY, _MANY_NAMED = 32, 12
"""A chart of more categories takes the whole width: a line, or one whose bars want to be named."""
_CHART_PX, _EMPTY_PX = 320, 128
_GAP_PX = 12

PartCard = ChartCard | TableCard


class Board(QScrollArea):
    """``drilled(key, words)`` for what lies behind a bar or row, and what that is."""

    drilled = Signal(str, str)

    def __init__(self, theme: Theme, words: Translator) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self._page: AnalysisPage | None = None
        self._tiles: list[FigureTile] = []
        self._cards: list[PartCard] = []
        self._tile_grid, self._part_grid = _grid(), _grid()
        inside = look(QWidget(), "plain")
        layout = column(inside, spacing=_GAP_PX)
        layout.addLayout(self._tile_grid)
        layout.addLayout(self._part_grid)
        layout.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        words.changed.connect(self._tell_again)

    @property
    def cards(self) -> Sequence[PartCard]:
        """The cards of charts and tables, in order."""
        return self._cards

    @property
    def tiles(self) -> Sequence[FigureTile]:
        """The tiles, in order."""
        return self._tiles

    def show_page(self, page: AnalysisPage) -> None:
        """Show ``page``; what is as before is left alone."""
        before, self._page = self._page, page
        if before is None or not _alike(before, page):
            self._rebuild(page)
            self.verticalScrollBar().setValue(0)
            before = None
        for place, tile in enumerate(page.tiles):
            if before is None or before.tiles[place] != tile:
                self._tiles[place].show_tile(tile)
        for place, part in enumerate(page.parts):
            if before is None or before.parts[place] != part:
                _fill(self._cards[place], part)
        self._arrange()

    def what(self, key: str) -> str:
        """What ``key`` lies behind, in words; empty when that is nothing of this page."""
        return next(filter(None, (card.what(key) for card in self._cards)), "")

    def in_focus(self) -> str:
        """The key of the chart or table that has the keys; empty for none."""
        return next((key for key, card in self._by_key() if card.hasFocus()), "")

    def focus(self, key: str) -> bool:
        """Give the keys to a chart or table; whether it is there."""
        card = dict(self._by_key()).get(key)
        if card is not None:
            card.setFocus()
            self.ensureWidgetVisible(card)
        return card is not None

    def _by_key(self) -> Iterator[tuple[str, QWidget]]:
        """Charts, and tables on their cards, by the keys of what they show."""
        for card, part in zip(self._cards, self._page.parts if self._page else (), strict=True):
            yield part.key, card.table if isinstance(card, TableCard) else card

    def _tell_again(self) -> None:
        """The words around figures that are the same in every language."""
        if self._page is not None:
            for shown, tile in zip(self._tiles, self._page.tiles, strict=True):
                shown.show_tile(tile)
            for card, part in zip(self._cards, self._page.parts, strict=True):
                _fill(card, part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _rebuild(self, page: AnalysisPage) -> None:
        for old in (*self._tiles, *self._cards):
            discard(old)
        self._tiles = [FigureTile(self._theme, self._words) for _ in page.tiles]
        self._cards = [self._card(part) for part in page.parts]

    def _card(self, part: Chart | Table) -> PartCard:
        card = ChartCard(self._theme, self._words) if isinstance(part, Chart) else TableCard(self._theme)
        card.drilled.connect(self.drilled)
        return card

    def _arrange(self) -> None:
        if self._page is None:
            return
        width = self.viewport().width()
        columns = _columns(len(self._tiles), width)
        for place, tile in enumerate(self._tiles):
            self._tile_grid.addWidget(tile, place // columns, place % columns)
        for nth in range(max(columns, self._tile_grid.columnCount())):
            self._tile_grid.setColumnStretch(nth, 1 if nth < columns else 0)
        for card, (line, first, span) in zip(self._cards, _places(self._page.parts, width), strict=True):
            self._part_grid.addWidget(card, line, first, 1, span)
            if isinstance(card, ChartCard):
                empty = card.chart is None or is_empty(card.chart)
                card.setFixedHeight(_EMPTY_PX if empty else _CHART_PX + (24 if span == 2 else 0))
        for nth in range(2):
            self._part_grid.setColumnStretch(nth, 1)


def _columns(tiles: int, width: int) -> int:
    """As few lines as there is room for, all of them about full; a tile alone does not spread out."""
    most = max(1, (width + _GAP_PX) // (_TILE_PX + _GAP_PX))
    lines = max(1, ceil(tiles / most))
    return max(min(_FEWEST_COLUMNS, most), ceil(tiles / lines))


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(_GAP_PX)
    return grid


def _alike(one: AnalysisPage, other: AnalysisPage) -> bool:
    """Whether the same cards can show both."""
    return (
        one.key == other.key
        and [tile.key for tile in one.tiles] == [tile.key for tile in other.tiles]
        and [(type(part), part.key) for part in one.parts] == [(type(part), part.key) for part in other.parts]
        and [_is_wide(part) for part in one.parts] == [_is_wide(part) for part in other.parts]
    )


def _is_wide(part: Chart | Table) -> bool:
    if isinstance(part, Table) or part.shape is Shape.CONTROL:
        return True
    return len(part.categories) > (_MANY if part.shape is Shape.LINES else _MANY_NAMED)


def _places(parts: Sequence[Chart | Table], width: int) -> list[tuple[int, int, int]]:
    """Line, first column and columns taken; a narrow card without a neighbour takes the line."""
    places: list[tuple[int, int, int]] = []
    line, waits = 0, False
    for place, part in enumerate(parts):
        if waits:
            places.append((line, 1, 1))
            line, waits = line + 1, False
            continue
        beside = place + 1 < len(parts) and not _is_wide(parts[place + 1])
        waits = width >= _TWO_BESIDE_PX and not _is_wide(part) and beside
        places.append((line, 0, 1 if waits else 2))
        line += 0 if waits else 1
    return places


def _fill(card: PartCard, part: Chart | Table) -> None:
    if isinstance(card, ChartCard) and isinstance(part, Chart):
        card.show_chart(part)
    elif isinstance(card, TableCard) and isinstance(part, Table):
        card.show_table(part)


def says_something(page: AnalysisPage) -> bool:
    """Whether there is a figure, a drawn chart or a row on ``page``; what says why counts too."""
    parts = (bool(one.rows or one.note) if isinstance(one, Table) else _says(one) for one in page.parts)
    return any(tile.value is not None for tile in page.tiles) or any(parts)


def _says(chart: Chart) -> bool:
    return bool(chart.note) or not is_empty(chart)


def first_chart(page: AnalysisPage) -> Chart | None:
    """The chart that says most of a page."""
    return next((part for part in page.parts if isinstance(part, Chart)), None)


def telling_tiles(page: AnalysisPage, most: int) -> tuple[Tile, ...]:
    """The tiles that have something to say, those with a light first."""
    said = [tile for tile in page.tiles if tile.value is not None]
    return tuple(sorted(said, key=lambda tile: tile.light.value == "none")[:most])
