"""One photo as large as the page allows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.fonts import Size, font
from ui.theme import Theme

_CAPTION_PX = 40
_RADIUS_PX = 12
_LEAVES = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_TURNS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class LargePhoto(QWidget):
    """``closed()`` on Escape, Enter or a click; ``turned(step)`` on the arrow keys."""

    closed = Signal()
    turned = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image: QImage | None = None
        self._caption = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_photo(self, image: QImage | None, caption: str) -> None:
        """Show ``image`` under its caption."""
        self._image, self._caption = image, caption
        self.setAccessibleName(caption)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Escape closes the photo and not the record, whose shortcut it is."""
        is_asked = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.key() in _LEAVES:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close, or turn to the next photo."""
        key = Qt.Key(event.key())
        if key in _LEAVES:
            self.closed.emit()
        elif key in _TURNS:
            self.turned.emit(_TURNS[key])
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click closes."""
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the whole photo and its caption."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        stage = QRectF(self.rect()).adjusted(16, 16, -16, -16)
        corners = QPainterPath()
        corners.addRoundedRect(stage, _RADIUS_PX, _RADIUS_PX)
        painter.fillPath(corners, self._theme.palette.colour("stage"))
        if self._image is not None:
            painter.drawImage(_fitted(stage.adjusted(8, 8, -8, -_CAPTION_PX), self._image), self._image)
        painter.setPen(self._theme.palette.colour("on_stage"))
        painter.setFont(font(Size.BODY))
        caption = QRectF(stage.left(), stage.bottom() - _CAPTION_PX, stage.width(), _CAPTION_PX)
        painter.drawText(caption, Qt.AlignmentFlag.AlignCenter, self._caption)


def _fitted(area: QRectF, image: QImage) -> QRectF:
    scale = min(area.width() / image.width(), area.height() / image.height())
    fitted = QRectF(0, 0, image.width() * scale, image.height() * scale)
    fitted.moveCenter(area.center())
    return fitted
