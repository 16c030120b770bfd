"""The verdict of every channel, readable at two metres; it stays until the next scan."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QWidget

from station.reports.content import Labelled, VerdictContent
from ui.fonts import Size, font
from ui.screens.inspect.compact_card import CompactCard
from ui.screens.inspect.told_line import ToldLine
from ui.screens.inspect.verdict_strip import MOST_LARGE
from ui.theme import GRID_PX, State
from ui.widgets import paint
from ui.widgets.action_button import ActionButton
from ui.widgets.discard import discard
from ui.widgets.looks import column, label, look, row
from ui.widgets.surroundings import Surroundings

_PAD_PX = 32
_SMALLEST_WORD_PX = 40
_SHARE, _SHARE_WITH_OPTIONS = 0.3, 0.16
_OPTION_PX, _OPTION_LINE_PX = 180, 22
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_COLUMNS = ((1, 1), (4, 2), (MOST_LARGE, 3), (12, 4))
"""Up to so many cards stand in so many columns; more of them in five."""


def _columns(cards: int) -> int:
    return next((columns for most, columns in _COLUMNS if cards <= most), 5)


class VerdictCard(QWidget):
    """One channel: name and version, the word large, what decided, what would change it."""

    def __init__(self, verdict: VerdictContent, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdict, self._around = verdict, around
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(f"{verdict.channel} {verdict.word}")
        around.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Cards share the page."""
        return QSize(560, 300)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        state = State(self._verdict.state.value)
        ink, fill = self._around.theme.palette.of_state(state)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.surface(painter, QRectF(self.rect()), fill, fill, radius=16, width=0)
        self._draw_head(painter, state, ink)
        below = self._draw_word(painter, ink)
        foot = self._draw_foot(painter, ink)
        room = QRectF(_PAD_PX, below, self._room(), foot - below - GRID_PX)
        if self._verdict.options:
            self._draw_options(painter, room, ink)
        else:
            self._draw_lines(painter, room, ink)

    def _room(self) -> float:
        return self.width() - 2 * _PAD_PX

    def _draw_head(self, painter: QPainter, state: State, ink: QColor) -> None:
        paint.state_shape(painter, QRectF(_PAD_PX, 31, 20, 20), state, ink)
        painter.setPen(ink)
        painter.setFont(font(20, bold=True))
        width = painter.fontMetrics().horizontalAdvance(self._verdict.channel)
        left = _PAD_PX + 30
        painter.drawText(
            QRectF(left, 26, width + 4, 30), Qt.AlignmentFlag.AlignVCenter, self._verdict.channel
        )
        painter.setFont(font(20))
        version = QRectF(left + width + 10, 26, self.width() - left - width - 24, 30)
        painter.drawText(version, Qt.AlignmentFlag.AlignVCenter, self._verdict.version)

    def _draw_word(self, painter: QPainter, ink: QColor) -> float:
        size = self._word_px()
        painter.setPen(ink)
        painter.setFont(font(size, bold=True))
        area = QRectF(_PAD_PX, 58, self._room(), size * 1.34)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self._verdict.word)
        return area.bottom() + 4

    def _word_px(self) -> int:
        share = _SHARE_WITH_OPTIONS if self._verdict.options else _SHARE
        largest = min(int(Size.VERDICT), max(_SMALLEST_WORD_PX, int(self.height() * share)))
        advance = QFontMetricsF(font(largest, bold=True)).horizontalAdvance(self._verdict.word)
        return max(_SMALLEST_WORD_PX, int(largest * min(1.0, self._room() / max(1.0, advance))))

    def _draw_foot(self, painter: QPainter, ink: QColor) -> float:
        if not self._verdict.ahead:
            return self.height() - _PAD_PX + GRID_PX
        line = self.height() - 68.0
        painter.setPen(QPen(ink, 1))
        painter.drawLine(_PAD_PX, int(line), self.width() - _PAD_PX, int(line))
        painter.setFont(font(Size.BODY))
        area = QRectF(_PAD_PX, line + 6, self._room(), 44)
        words = painter.fontMetrics().elidedText(
            self._verdict.ahead[0], Qt.TextElideMode.ElideRight, int(self._room() * 1.9)
        )
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), words)
        return line

    def _draw_options(self, painter: QPainter, area: QRectF, ink: QColor) -> None:
        """The answers of an itemised standard, as many as fit."""
        columns = max(1, int(area.width() / _OPTION_PX))
        lines = max(1, int(area.height() / _OPTION_LINE_PX))
        width = area.width() / columns
        painter.setPen(ink)
        for place, option in enumerate(self._verdict.options[: columns * lines]):
            line, column = divmod(place, columns)
            at = QRectF(area.left() + column * width, area.top() + line * _OPTION_LINE_PX, width - 12, 20)
            self._draw_option(painter, at, option)

    @staticmethod
    def _draw_option(painter: QPainter, at: QRectF, option: Labelled) -> None:
        painter.setFont(font(Size.SMALL))
        label = painter.fontMetrics().horizontalAdvance(option.label) + 8
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, option.label)
        painter.setFont(font(Size.SMALL, bold=True))
        value = at.adjusted(label, 0, 0, 0)
        words = painter.fontMetrics().elidedText(
            option.value, Qt.TextElideMode.ElideRight, int(value.width())
        )
        painter.drawText(value, Qt.AlignmentFlag.AlignVCenter, words)

    def _draw_lines(self, painter: QPainter, area: QRectF, ink: QColor) -> None:
        sentences = self._verdict.reasons or (self._verdict.result,)
        painter.setPen(ink)
        painter.setFont(font(Size.LEAD))
        flags = int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        top = area.top()
        for sentence in sentences:
            room = QRectF(area.left(), top, area.width(), 1000)
            height = painter.boundingRect(room, flags, sentence).height()
            if top + height > area.bottom():
                break
            painter.drawText(room, flags, sentence)
            top += height + 4


class VerdictPage(QWidget):
    """Cards of all channels and what can be done now: ``certificate_asked()``, ``label_asked()``,
    ``idle_asked()``. Compact cards that do not fit on the page are reached by page up and page down."""

    certificate_asked = Signal()
    label_asked = Signal()
    idle_asked = Signal()

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._cards: list[VerdictCard | CompactCard] = []
        self._board = look(QWidget(), "plain")
        self._grid = QGridLayout(self._board)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._scroll = QScrollArea()
        self._next = label("title")
        self.awaits, self.differs = ToldLine(around), ToldLine(around)
        self._certificate = ActionButton(keys=["F6"], primary=True)
        self._label = ActionButton(keys=["F7"])
        self._idle = ActionButton(keys=["Esc"])
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._certificate.clicked.connect(self.certificate_asked)
        self._label.clicked.connect(self.label_asked)
        self._idle.clicked.connect(self.idle_asked)
        around.words.follow(self.retranslate)

    def show_verdicts(self, verdicts: Sequence[VerdictContent]) -> None:
        """Show one card per channel: large ones while there are few, else compact ones."""
        for old in self._cards:
            self._grid.removeWidget(old)
            discard(old)
        compact = len(verdicts) > MOST_LARGE
        kind = CompactCard if compact else VerdictCard
        self._cards = [kind(verdict, self._around) for verdict in verdicts]
        self._grid.setSpacing(GRID_PX if compact else 2 * GRID_PX)
        columns = _columns(len(self._cards))
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, *divmod(place, columns))
        for column_ in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column_, int(column_ < columns))
        self._scroll.verticalScrollBar().setValue(0)

    def show_standing(self, awaits: str, difference: str, *, differs: bool) -> None:
        """Say what the record still awaits, and how it compares with the latest earlier one; empty for
        nothing."""
        self.awaits.tell(State.ATTENTION, awaits)
        self.differs.tell(State.BAD if differs else State.OK, difference)

    @property
    def can_turn(self) -> bool:
        """Whether there are more cards than fit."""
        return self._scroll.verticalScrollBar().maximum() > 0

    def retranslate(self) -> None:
        """Write every text again."""
        tr = self._around.words.tr
        self._next.setText(tr("inspect.verdict.next"))
        self._certificate.set_text(tr("inspect.verdict.certificate"))
        self._label.set_text(tr("inspect.verdict.label"))
        self._idle.set_text(tr("inspect.verdict.idle"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F6 certificate, F7 label, Escape to the start, page up and down where not all cards fit."""
        asked = {
            Qt.Key.Key_F6: self.certificate_asked,
            Qt.Key.Key_F7: self.label_asked,
            Qt.Key.Key_Escape: self.idle_asked,
        }.get(Qt.Key(event.key()))
        if asked is not None:
            asked.emit()
        elif event.key() in _PAGES:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + _PAGES[Qt.Key(event.key())] * bar.pageStep())
        else:
            event.ignore()

    def _lay_out(self) -> None:
        lines = column(self, spacing=2 * GRID_PX, margin=3 * GRID_PX)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._board)
        for told in (self.awaits, self.differs):
            lines.addWidget(told)
        lines.addWidget(self._scroll, 1)
        actions = row(spacing=GRID_PX)
        actions.addWidget(self._next)
        actions.addStretch(1)
        for button in (self._idle, self._label, self._certificate):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            actions.addWidget(button)
        lines.addLayout(actions)
