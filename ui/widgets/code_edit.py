"""An editor for a text with numbered lines, of which one may be marked as wrong."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontDatabase, QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from ui.theme import State, Theme

_PAD_PX = 8


class CodeEdit(QPlainTextEdit):
    """Plain text in a fixed pitch; line numbers at the left."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wrong: tuple[int, ...] = ()
        self._numbers = _Numbers(self)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setTabStopDistance(4 * self.fontMetrics().horizontalAdvance(" "))
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._follow)
        theme.changed.connect(self._mark)
        self._make_room()

    @property
    def numbers_width(self) -> int:
        """Width of the column of line numbers in px."""
        digits = max(len(str(self.blockCount())), 2)
        return 2 * _PAD_PX + digits * self.fontMetrics().horizontalAdvance("9")

    def mark_wrong(self, lines: tuple[int, ...]) -> None:
        """Mark these lines, counted from 1; none takes the marks away."""
        self._wrong = lines
        self._mark()

    def go_to(self, line: int) -> None:
        """Put the cursor on a line, counted from 1."""
        block = self.document().findBlockByNumber(line - 1)
        self.setTextCursor(QTextCursor(block))
        self.centerCursor()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the numbers as high as the text."""
        super().resizeEvent(event)
        inner = self.contentsRect()
        self._numbers.setGeometry(QRect(inner.left(), inner.top(), self.numbers_width, inner.height()))

    def paint_numbers(self, event: QPaintEvent) -> None:
        """Draw the numbers of the lines seen; a wrong one stands on its colour."""
        painter = QPainter(self._numbers)
        colours = self._theme.palette
        painter.fillRect(event.rect(), colours.colour("sunken"))
        painter.setFont(self.font())
        block = self.firstVisibleBlock()
        top = round(self.blockBoundingGeometry(block).translated(self.contentOffset()).top())
        while block.isValid() and top <= event.rect().bottom():
            height = round(self.blockBoundingRect(block).height())
            self._paint_number(painter, block.blockNumber() + 1, QRect(0, top, self.numbers_width, height))
            block, top = block.next(), top + height
        painter.end()

    def _paint_number(self, painter: QPainter, number: int, place: QRect) -> None:
        colours, wrong = self._theme.palette, number in self._wrong
        if wrong:
            painter.fillRect(place, colours.of_state(State.BAD)[1])
        painter.setPen(colours.of_state(State.BAD)[0] if wrong else colours.colour("muted"))
        painter.drawText(place.adjusted(0, 0, -_PAD_PX, 0), Qt.AlignmentFlag.AlignRight, str(number))

    def _mark(self) -> None:
        marks = []
        for line in self._wrong:
            mark = QTextEdit.ExtraSelection()
            mark.format.setBackground(self._theme.palette.of_state(State.BAD)[1])
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            mark.cursor = QTextCursor(self.document().findBlockByNumber(line - 1))
            marks.append(mark)
        self.setExtraSelections(marks)
        self._numbers.update()

    def _make_room(self) -> None:
        self.setViewportMargins(self.numbers_width, 0, 0, 0)

    def _follow(self, area: QRect, moved: int) -> None:
        if moved:
            self._numbers.scroll(0, moved)
        else:
            self._numbers.update(0, area.y(), self._numbers.width(), area.height())


class _Numbers(QWidget):
    def __init__(self, editor: CodeEdit) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        return QSize(self._editor.numbers_width, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._editor.paint_numbers(event)
