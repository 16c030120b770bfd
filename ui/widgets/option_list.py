"""Options as large rows, each with the key that picks it. Nothing is ever picked by the list itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from ui.fonts import Size, font
from ui.theme import GRID_PX, TARGET_PX, State
from ui.widgets import paint
from ui.widgets.discard import discard
from ui.widgets.surroundings import Surroundings

OPTION_KEYS = "1234567890ABCDEFGHIJ"
"""Keys of the options, in order."""

_ROWS_IN_ONE_COLUMN = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One option: a stable value, its words, and how many of ``pips_of`` pips show its place on a scale."""

    value: str
    text: str
    pips: int = 0
    pips_of: int = 0


class OptionRow(QAbstractButton):
    """One option: key cap, words, and a check mark when picked."""

    def __init__(self, entry: Entry, key: str, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.value = entry.value
        self._entry, self._key, self._around = entry, key, around
        self.setCheckable(True)
        self.setMinimumHeight(TARGET_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say(entry)

    def say(self, entry: Entry) -> None:
        """Show ``entry`` (the same value in other words)."""
        self._entry = entry
        self.setText(entry.text)
        self.setAccessibleName(f"{self._key} {entry.text}")
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for the words on one line."""
        words = QFontMetricsF(font(Size.LEAD)).horizontalAdvance(self._entry.text)
        return QSize(int(words + paint.keycap_width(self._key) + 9 * GRID_PX + self._pips_width()), TARGET_PX)

    def minimumSizeHint(self) -> QSize:
        """Long words wrap or are shortened rather than widening the card."""
        return QSize(120 if self._key.strip() else 72, TARGET_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_surface(painter)
        left = self._draw_keycap(painter)
        self._draw_words(painter, left)
        self._draw_check(painter)

    def _draw_surface(self, painter: QPainter) -> None:
        palette = self._around.theme.palette
        picked = self.isChecked()
        hot = picked or self.underMouse() or self.hasFocus()
        fill = palette.colour("selected" if picked else "surface")
        edge = palette.colour("accent" if hot else "control_border")
        paint.surface(painter, QRectF(self.rect()), fill, edge, radius=8, width=2 if picked or hot else 1)

    def _draw_keycap(self, painter: QPainter) -> float:
        palette = self._around.theme.palette
        ink = palette.colour("selected_text" if self.isChecked() else "muted")
        edge = palette.colour("accent" if self.isChecked() else "control_border")
        if not self._key.strip():
            return GRID_PX / 2
        return paint.keycap(painter, 2 * GRID_PX - 4, self.height() / 2, self._key, ink, edge)

    def _draw_words(self, painter: QPainter, left: float) -> None:
        palette = self._around.theme.palette
        painter.setFont(font(Size.LEAD, bold=self.isChecked()))
        painter.setPen(palette.colour("selected_text" if self.isChecked() else "text"))
        room = QRectF(left + 12, 2, self.width() - left - 12 - 36 - self._pips_width(), self.height() - 4)
        fits = painter.fontMetrics().horizontalAdvance(self._entry.text) <= room.width()
        if not fits:
            painter.setFont(font(Size.BODY, bold=self.isChecked()))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags), self._entry.text)
        self._draw_pips(painter, room.right() + 4)

    def _draw_pips(self, painter: QPainter, left: float) -> None:
        palette = self._around.theme.palette
        for index in range(self._entry.pips_of):
            filled = index < self._entry.pips
            painter.setPen(palette.colour("muted"))
            painter.setBrush(palette.colour("muted") if filled else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(left + index * 9, self.height() / 2 - 5, 5, 10), 1.5, 1.5)

    def _pips_width(self) -> int:
        return self._entry.pips_of * 9

    def _draw_check(self, painter: QPainter) -> None:
        if self.isChecked():
            box = QRectF(self.width() - 32, self.height() / 2 - 9, 18, 18)
            paint.state_shape(painter, box, State.OK, self._around.theme.palette.colour("accent"))


class OptionList(QWidget):
    """Rows of options of which at most one is picked; ``picked(value)`` on every pick by a person.

    ``columns`` None chooses one or two; ``keys`` are shown and taken in order, an empty string for none.
    """

    picked = Signal(str)

    def __init__(
        self,
        around: Surroundings,
        columns: int | None = None,
        *,
        keys: str = OPTION_KEYS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._around, self._columns, self._keys = around, columns, keys
        self._rows: list[OptionRow] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GRID_PX)
        around.theme.changed.connect(self.update)

    @property
    def value(self) -> str | None:
        """Value of the picked option."""
        return next((row.value for row in self._rows if row.isChecked()), None)

    def offer(self, entries: Sequence[Entry]) -> None:
        """Show ``entries``; with the same values as before only the words change and the pick stays."""
        if [entry.value for entry in entries] == [row.value for row in self._rows]:
            for row, entry in zip(self._rows, entries, strict=True):
                row.say(entry)
        else:
            self._rebuild(entries)

    def pick(self, value: str | None) -> None:
        """Show ``value`` as picked without telling anyone; None picks nothing."""
        for row in self._rows:
            row.setChecked(row.value == value)

    def press(self, typed: str) -> bool:
        """Pick the option whose key was typed."""
        place = self._keys.find(typed.upper()) if typed else -1
        if not 0 <= place < len(self._rows):
            return False
        self._choose(self._rows[place])
        return True

    def _rebuild(self, entries: Sequence[Entry]) -> None:
        for row in self._rows:
            self._grid.removeWidget(row)
            discard(row)
        columns = self._columns or (1 if len(entries) <= _ROWS_IN_ONE_COLUMN else 2)
        lines = -(-len(entries) // columns)
        keys = self._keys or " " * len(entries)
        keyed = zip(entries, keys, strict=False)
        self._rows = [OptionRow(entry, key, self._around, self) for entry, key in keyed]
        for place, row in enumerate(self._rows):
            row.clicked.connect(lambda _checked, row=row: self._choose(row))
            down = self._columns is None
            self._grid.addWidget(row, *((place % lines, place // lines) if down else divmod(place, columns)))

    def _choose(self, chosen: OptionRow) -> None:
        self.pick(chosen.value)
        self.picked.emit(chosen.value)
