"""What one channel says now, on the strip: in the colour and shape of its state, with its word."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from station.reports.content import Glance
from ui.fonts import Size, font
from ui.theme import State
from ui.widgets import paint
from ui.widgets.surroundings import Surroundings

_HEIGHT_PX, _COMPACT_PX = 76, 44
_LEFT_PX, _RIGHT_PX = 40, 12
_SIDE_PX, _SHAPE_PX = 8, 12
_WORD_SIZES, _SHORT_SIZES = (20, 18, 16, 14, 12, 11), (16, 14, 13, 12, 11, 10)
_NAME, _SMALL = (11,), (int(Size.SMALL),)


@cache
def _set_in(size: int, *, bold: bool) -> tuple[QFont, QFontMetricsF]:
    """A font and its measures, made once: thirty chips may be drawn after one answer."""
    face = font(size, bold=bold)
    return face, QFontMetricsF(face)


@lru_cache(maxsize=512)
def _fitted(words: str, room: float, sizes: tuple[int, ...], *, bold: bool) -> tuple[int, str]:
    """The largest of ``sizes`` (px) in which the words fit into ``room`` px; in the smallest, shortened."""
    for size in sizes:
        if _set_in(size, bold=bold)[1].horizontalAdvance(words) <= room:
            return size, words
    return sizes[-1], _set_in(sizes[-1], bold=bold)[1].elidedText(words, Qt.TextElideMode.ElideRight, room)


def _write(
    painter: QPainter, room: QRectF, words: str, sizes: tuple[int, ...], *, bold: bool = False
) -> None:
    size, fitting = _fitted(words, room.width(), sizes, bold=bold)
    painter.setFont(_set_in(size, bold=bold)[0])
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, fitting)


class VerdictChip(QAbstractButton):
    """Channel, word and one line of reason. ``key`` opens its reasons; empty where no key does."""

    height_px = _HEIGHT_PX

    def __init__(self, key: str, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._around = key, around
        self._glance: Glance | None = None
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        around.theme.changed.connect(self.update)

    def show_glance(self, glance: Glance) -> None:
        """Show what the channel says now; nothing is drawn again when it says the same."""
        if glance != self._glance:
            self._glance = glance
            self.setAccessibleName(f"{glance.channel} {glance.word} {glance.line}")
            self.setToolTip(f"{glance.channel} {glance.version}\n{glance.word}\n{glance.line}")
            self.update()

    def sizeHint(self) -> QSize:
        """Chips share the width."""
        return QSize(48, self.height_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        if self._glance is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = State(self._glance.state.value)
        ink, fill = self._around.theme.palette.of_state(state)
        edge = ink if self.isChecked() or self.hasFocus() or self.underMouse() else fill
        paint.surface(painter, QRectF(self.rect()), fill, edge, radius=self.height_px / 8, width=2)
        self._draw(painter, self._glance, state, ink)

    def _draw(self, painter: QPainter, glance: Glance, state: State, ink: QColor) -> None:
        paint.state_shape(painter, QRectF(15, 28, 16, 16), state, ink)
        painter.setPen(ink)
        room = self.width() - _LEFT_PX - _RIGHT_PX
        beside_key = room - self._draw_key(painter, ink)
        _write(painter, QRectF(_LEFT_PX, 6, beside_key, 18), glance.channel, _SMALL)
        _write(painter, QRectF(_LEFT_PX, 23, room, 28), glance.word, _WORD_SIZES, bold=True)
        _write(painter, QRectF(_LEFT_PX, 51, room, 18), glance.line, _SMALL)

    def _draw_key(self, painter: QPainter, ink: QColor) -> float:
        width = paint.keycap_width(self._key)
        paint.keycap(painter, self.width() - width - 10, 18, self._key, ink, ink)
        painter.setPen(ink)
        return width + 4


class CompactChip(VerdictChip):
    """Where many channels share the strip: the name, shortened, and the short word."""

    height_px = _COMPACT_PX

    def _draw(self, painter: QPainter, glance: Glance, state: State, ink: QColor) -> None:
        painter.setPen(ink)
        room = self.width() - 2.0 * _SIDE_PX
        beside_key = room - self._draw_digit(painter)
        _write(painter, QRectF(_SIDE_PX, 3, beside_key, 17), glance.channel, _NAME)
        paint.state_shape(painter, QRectF(_SIDE_PX, 25, _SHAPE_PX, _SHAPE_PX), state, ink)
        painter.setPen(ink)
        left = _SIDE_PX + _SHAPE_PX + 4.0
        word = QRectF(left, 19, room - _SHAPE_PX - 4, 23)
        _write(painter, word, glance.short, _SHORT_SIZES, bold=True)

    def _draw_digit(self, painter: QPainter) -> float:
        """The digit that opens it together with Alt."""
        if not self._key:
            return 0
        width = _set_in(_NAME[0], bold=True)[1].horizontalAdvance(self._key)
        area = QRectF(self.width() - _SIDE_PX - width, 3, width + 1, 17)
        _write(painter, area, self._key, _NAME, bold=True)
        return width + 4


class AllChip(QAbstractButton):
    """Opens the list of all channels."""

    def __init__(self, key: str, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._around = key, around
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        around.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As the chips beside it."""
        return QSize(48, _COMPACT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw how many there are, and the key."""
        palette = self._around.theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hot = self.hasFocus() or self.underMouse()
        edge = palette.colour("accent" if hot else "control_border")
        paint.surface(painter, QRectF(self.rect()), palette.colour("surface"), edge, radius=6, width=1)
        painter.setPen(palette.colour("text"))
        _write(painter, QRectF(_SIDE_PX, 2, self.width() - 2.0 * _SIDE_PX, 18), self.text(), _NAME)
        paint.keycap(
            painter, _SIDE_PX, 30, self._key, palette.colour("muted"), palette.colour("control_border")
        )
