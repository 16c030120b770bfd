"""What the colours of a chart stand for."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from station.model.charts import Chart, Role, Shape
from ui.fonts import Size, font
from ui.theme import Theme
from ui.widgets.charts.inks import Inks

_SWATCH_PX = 12
_GAP_PX = 6
_APART_PX = 16
_LINE_PX = 20


class Legend(QWidget):
    """A swatch and a name per series, where there is more than one; goes on in a second line."""

    def __init__(self, theme: Theme, *, letter: int = Size.SMALL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._letter = theme, letter
        self._entries: tuple[tuple[str, int, Role], ...] = ()
        self._stacked, self._lines = False, False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def set_letter(self, px: int) -> None:
        """How large letters are, in px."""
        self._letter = px
        self.updateGeometry()
        self.update()

    def show_chart(self, chart: Chart) -> None:
        """Explain ``chart``."""
        named = [one for one in chart.series if one.name]
        self._entries = tuple((one.name, nth, one.role) for nth, one in enumerate(named))
        self._stacked = chart.shape is Shape.STACKED
        self._lines = chart.shape in (Shape.LINES, Shape.CONTROL)
        self.setVisible(len(self._entries) > 1)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = sum(self._width(name) for name, _, _ in self._entries)
        return QSize(width, self.heightForWidth(width))

    def heightForWidth(self, width: int) -> int:
        return (self._places(width)[-1][1] + self._line()) if self._entries else 0

    def hasHeightForWidth(self) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(self._letter))
        inks = Inks(self._theme.palette)
        for (name, nth, role), (x, y) in zip(self._entries, self._places(self.width()), strict=True):
            self._swatch(painter, self._ink(inks, nth, role), role, x, y)
            painter.setPen(inks.muted)
            box = QRectF(x + _SWATCH_PX + _GAP_PX, y, self.width(), self._line())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)

    def _swatch(self, painter: QPainter, ink: QColor, role: Role, x: int, y: int) -> None:
        middle = y + self._line() / 2
        if self._lines or role is Role.CUMULATED:
            painter.setPen(QPen(ink, 2.5))
            painter.drawLine(x, round(middle), x + _SWATCH_PX, round(middle))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRoundedRect(QRectF(x, middle - _SWATCH_PX / 2, _SWATCH_PX, _SWATCH_PX), 3, 3)

    def _ink(self, inks: Inks, nth: int, role: Role) -> QColor:
        if self._stacked:
            return inks.stack(nth, len(self._entries))
        return inks.series(1) if role is Role.CUMULATED else inks.series(nth)

    def _line(self) -> int:
        return max(_LINE_PX, round(self._letter * 1.6))

    def _width(self, name: str) -> int:
        metrics = QFontMetrics(font(self._letter))
        return _SWATCH_PX + _GAP_PX + metrics.horizontalAdvance(name) + _APART_PX

    def _places(self, width: int) -> list[tuple[int, int]]:
        places, x, y = [], 0, 0
        for name, _, _ in self._entries:
            needed = self._width(name)
            if x and x + needed > width + _APART_PX:
                x, y = 0, y + self._line()
            places.append((x, y))
            x += needed
        return places
