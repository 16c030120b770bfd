"""One chart on its card: title, what it counts, legend, plot, the value the keys have reached, the rules."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip

from station.model.charts import Chart
from ui.fonts import Size, font
from ui.i18n import Translator
from ui.theme import Theme
from ui.widgets.card import Card
from ui.widgets.charts.canvas import Canvas
from ui.widgets.charts.legend import Legend
from ui.widgets.charts.scale import bars, cumulated, is_empty
from ui.widgets.charts.told import axis_words, rules_told, sentences_at, told, told_at
from ui.widgets.looks import label, refresh_look, row

_LOWEST_PX = 300
_MARGINS_PX = 32
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ChartCard(Card):
    """Arrow keys walk the categories, Enter or a click goes to what lies behind one:
    ``drilled(key, words)``.

    A ``large`` one is for a wall: it takes no keys, and its letters can be read from afar.
    """

    drilled = Signal(str, str)

    def __init__(self, theme: Theme, words: Translator, *, large: bool = False) -> None:
        super().__init__(margin=24 if large else 20, spacing=4)
        self._words, self._large = words, large
        letter, small = (Size.STEP, "wall-small") if large else (Size.SMALL, "muted small")
        self._chart: Chart | None = None
        self._place = -1
        self._title, self._samples = label("wall-name" if large else "lead strong"), label(small)
        self._reached, self._empty = label("small"), label(small, wrap=True)
        self._value_axis, self._share_axis = label(small), label(small)
        self._category_axis, self._below = label(small), label(small, wrap=True)
        self._legend, self._canvas = Legend(theme, letter=letter), Canvas(theme, letter=letter)
        self._lay_out()
        if not large:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setMouseTracking(True)

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        return self._chart

    @property
    def place(self) -> int:
        """The category that the keys have reached, -1 for none."""
        return self._place

    def set_letter(self, px: int) -> None:
        """How large the letters of plot and legend are, in px."""
        self._legend.set_letter(px)
        self._canvas.set_letter(px)

    def show_chart(self, chart: Chart) -> None:
        """Show ``chart``; the place reached stays where it still is there."""
        stays = self._place if self._chart is not None and self._chart.categories == chart.categories else -1
        self._chart = chart
        self._title.setToolTip(chart.title)
        counted = chart.samples is not None
        self._samples.setText(self._words.tr("chart.samples", count=f"{chart.samples:,}") if counted else "")
        self._write_title()
        self._write_axes(chart)
        self._legend.show_chart(chart)
        empty = is_empty(chart)
        self._empty.setText(chart.note or self._words.tr("chart.empty"))
        self._empty.setVisible(empty)
        self._canvas.setVisible(not empty)
        for name in (self._value_axis, self._category_axis):
            name.setVisible(not empty and bool(name.text()))
        if not empty:
            self._canvas.show_chart(chart)
        self._write_below(chart, empty=empty)
        self.reach(stays)

    def reach(self, place: int) -> None:
        """Set one category off and say its values."""
        self._place = place
        self._canvas.choose(place)
        if self._chart is None:
            return
        words = told_at(self._chart, place, self._words) if place >= 0 else ""
        room = QFontMetrics(font(Size.SMALL)).elidedText(words, Qt.TextElideMode.ElideRight, self._room())
        self._reached.setText(room)
        self.setAccessibleName(told(self._chart, self._words))
        self.setAccessibleDescription(words)
        if place >= 0:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = 0 if self._chart is None or is_empty(self._chart) else len(self._chart.categories)
        if not count:
            super().keyPressEvent(event)
        elif event.key() in _STEPS:
            step = _STEPS[Qt.Key(event.key())]
            self.reach(max(0, min(count - 1, self._place + step)) if self._place >= 0 else self._first(step))
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.reach(0 if event.key() == Qt.Key.Key_Home else count - 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._place >= 0:
            self._drill(self._place)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._under(event.position())
        if place != self._place:
            self.reach(place)
        key = self._key(place)
        self.setCursor(Qt.CursorShape.PointingHandCursor if key else Qt.CursorShape.ArrowCursor)
        if place >= 0 and self._chart is not None and (rules := sentences_at(self._chart, place)):
            QToolTip.showText(event.globalPosition().toPoint(), "\n".join(rules), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._drill(self._under(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self.reach(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setProperty("selected", True)
        refresh_look(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setProperty("selected", False)
        refresh_look(self)
        self.reach(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write_title()

    def _write_title(self) -> None:
        """Beside what it counts; a title without room ends in three dots."""
        if self._chart is not None:
            room = self.width() - 2 * _MARGINS_PX - self._samples.sizeHint().width()
            metrics = self._title.fontMetrics()
            self._title.setText(metrics.elidedText(self._chart.title, Qt.TextElideMode.ElideRight, room))

    def _room(self) -> int:
        """Beside the axes' names, in px."""
        beside = self._value_axis.sizeHint().width() + self._share_axis.sizeHint().width()
        return max(80, self.width() - beside - 80)

    def _first(self, step: int) -> int:
        return 0 if step > 0 or self._chart is None else len(self._chart.categories) - 1

    def _under(self, position: QPointF) -> int:
        return self._canvas.place_at(self._canvas.mapFromParent(position))

    def _key(self, place: int) -> str:
        if self._chart is None or place < 0:
            return ""
        return next((one.drill[place] for one in self._chart.series if place < len(one.drill)), "")

    def what(self, key: str) -> str:
        """What ``key`` lies behind, in words; empty when that is none of this chart's values."""
        if self._chart is None:
            return ""
        places = (one.drill.index(key) for one in self._chart.series if key in one.drill)
        place = next(places, None)
        return "" if place is None else self._said(self._chart, place)

    def _said(self, chart: Chart, place: int) -> str:
        return f"{chart.title} · {told_at(chart, place, self._words)}"

    def _drill(self, place: int) -> None:
        key = self._key(place)
        if key and self._chart is not None:
            self.drilled.emit(key, self._said(self._chart, place))

    def _write_axes(self, chart: Chart) -> None:
        drawn = bars(chart)
        only = drawn[0].name if len(drawn) == 1 else ""
        self._value_axis.setText(axis_words(chart.value_title or only, chart.unit))
        share = cumulated(chart)
        self._share_axis.setText(axis_words(share.name, "%") if share else "")
        self._category_axis.setText("" if self._large else chart.category_title)

    def _write_below(self, chart: Chart, *, empty: bool) -> None:
        lines = [*rules_told(chart), *([chart.note] if chart.note and not empty else [])]
        self._below.setText("\n".join(lines))
        self._below.setVisible(bool(lines))

    def _lay_out(self) -> None:
        head = row(spacing=12)
        head.addWidget(self._title)
        head.addWidget(self._samples, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(self._legend)
        self.body.addLayout(self._axes_above())
        self.body.addWidget(self._canvas, 1)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._category_axis, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self._below)
        self.setMinimumHeight(0 if self._large else _LOWEST_PX)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def _axes_above(self) -> QHBoxLayout:
        line = row(spacing=12)
        self._reached.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._reached.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line.addWidget(self._value_axis)
        line.addWidget(self._reached, 1)
        line.addWidget(self._share_axis)
        return line
