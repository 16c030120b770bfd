"""The wall view: a few huge figures and one chart on a TV, page after page, readable from five metres.

It names no people and needs nobody at work: it stands above the curtain, so that who leaves it by F11 or Esc
has to sign in like everybody else once the window has locked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from station.analysis.figures import Watch
from station.model.analysis_page import AnalysisPage
from station.model.charts import Chart, Shape
from ui.context import Context
from ui.screens.analysis.board import first_chart, telling_tiles
from ui.screens.analysis.reading import PageMade, Wanted, make_page
from ui.widgets.charts.chart_card import ChartCard
from ui.widgets.charts.figure_tile import FigureTile
from ui.widgets.looks import column, label, look, row

_TURN_MS = 20_000
_TILES = 3
_CLOCK_MS = 5_000
_TV_PX, _MOST_SCALE = 1080, 2.0
"""Lines of the TV that the sizes below are meant for."""
_LETTERS = (("wall-title", 44), ("wall-small", 26), ("wall-name", 32))
_CHART_LETTER_PX, _MOST_BARS = 24, 8


class Wall(QWidget):
    """Covers ``window``; ``closed()`` when it is taken down. ``wanted`` makes the question for a page."""

    closed = Signal()

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._context = context
        self._turn, self._place, self._of = _clockwork(self, _TURN_MS, self.turn), -1, tuple[Wanted, ...]()
        self._clock = _clockwork(self, _CLOCK_MS, self._tell_time)
        self._title, self._covers = label("wall-title"), label("wall-small")
        self._time, self._dots = label("wall-title"), label("wall-small")
        self._tiles = [FigureTile(context.theme, context.translator, huge=True) for _ in range(_TILES)]
        self._chart = ChartCard(context.theme, context.translator, large=True)
        self._lay_out()
        window.installEventFilter(self)
        for key in ("Esc", "F11"):
            QShortcut(QKeySequence(key), self, self.take_down)
        self.hide()

    def put_up(self, pages: Sequence[Wanted]) -> None:
        """Cover the window and show these pages in turn."""
        self._of, self._place = tuple(pages), -1
        self._cover()
        self.show()
        self.raise_()
        self.setFocus()
        self._tell_time()
        self._clock.start()
        self.turn()

    def take_down(self) -> None:
        """Give the window back."""
        if self.isHidden():
            return
        self._turn.stop()
        self._clock.stop()
        self.hide()
        self.closed.emit()

    def turn(self) -> None:
        """Show the next page; one that has nothing to say is passed over."""
        if not self._of:
            return
        self._place = (self._place + 1) % len(self._of)
        self._ask(len(self._of))

    def show_page(self, page: AnalysisPage) -> None:
        """Show the largest of ``page``."""
        self._title.setText(page.title)
        self._covers.setText(page.covers)
        tiles = telling_tiles(page, _TILES)
        for place, shown in enumerate(self._tiles):
            shown.setVisible(place < len(tiles))
            if place < len(tiles):
                shown.show_tile(tiles[place])
        chart = first_chart(page)
        self._chart.setVisible(chart is not None)
        if chart is not None:
            self._chart.show_chart(_from_afar(chart))
        self._dots.setText(" ".join("●" if nth == self._place else "○" for nth in range(len(self._of))))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if event.type() is QEvent.Type.Resize:
            self._cover()
        return False

    def _ask(self, tries: int) -> None:
        wanted, keep = self._of[self._place], self._context.keep
        self._context.reckoning.run(partial(make_page, keep, wanted, Watch()), partial(self._on_made, tries))

    def _on_made(self, tries: int, made: PageMade) -> None:
        if self.isHidden():
            return
        says = first_chart(made.page) is not None and telling_tiles(made.page, 1)
        if says or tries <= 1:
            self.show_page(made.page)
            self._turn.start()
            return
        self._place = (self._place + 1) % len(self._of)
        self._ask(tries - 1)

    def _tell_time(self) -> None:
        self._time.setText(f"{self._context.clock.now().astimezone():%H:%M}")

    def _cover(self) -> None:
        window = self.parentWidget()
        if window is not None:
            self.setGeometry(window.rect())
            self._scale(min(_MOST_SCALE, window.height() / _TV_PX))

    def _scale(self, factor: float) -> None:
        """Letters grow and shrink with the screen."""
        sizes = (f'QLabel[class~="{name}"] {{ font-size: {round(px * factor)}px; }}' for name, px in _LETTERS)
        self.setStyleSheet(" ".join(sizes))
        for tile in self._tiles:
            tile.scale(factor)
        self._chart.set_letter(round(_CHART_LETTER_PX * factor))

    def _lay_out(self) -> None:
        layout = column(self, spacing=20, margin=32)
        layout.addLayout(self._head())
        line = row(spacing=24)
        for tile in self._tiles:
            line.addWidget(tile, 1)
        layout.addLayout(line)
        layout.addWidget(self._chart, 1)
        layout.addWidget(self._dots, 0, Qt.AlignmentFlag.AlignHCenter)

    def _head(self) -> QHBoxLayout:
        head = row(spacing=24)
        head.addWidget(self._title)
        head.addWidget(self._covers, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self._time)
        return head


def _from_afar(chart: Chart) -> Chart:
    """The first bars of many: more have no names that can be read from afar."""
    if chart.shape is not Shape.PARETO or len(chart.categories) <= _MOST_BARS:
        return chart
    shown = (
        replace(one, values=one.values[:_MOST_BARS], drill=one.drill[:_MOST_BARS]) for one in chart.series
    )
    return replace(chart, categories=chart.categories[:_MOST_BARS], series=tuple(shown), note="")


def _clockwork(owner: Wall, every_ms: int, does: Callable[[], None]) -> QTimer:
    timer = QTimer(owner, interval=every_ms)
    timer.timeout.connect(does)
    return timer
