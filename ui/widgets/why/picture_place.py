"""The photo of an observation, or the place where one would be."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.icons import pixmap
from ui.theme import Theme

WIDTH_PX, HEIGHT_PX = 96, 72
_MARK_PX = 24


class PicturePlace(QWidget):
    """96 × 72 px, the middle of the photo."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image: QImage | None = None
        self.setFixedSize(WIDTH_PX, HEIGHT_PX)
        theme.changed.connect(self.update)

    def show_image(self, image: QImage | None) -> None:
        """Show the photo; None for an empty place."""
        self._image = image
        self.update()

    @property
    def is_empty(self) -> bool:
        """Whether there is no photo."""
        return self._image is None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the photo or the empty place."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._image is None:
            self._draw_empty(painter, area)
        else:
            corners = QPainterPath()
            corners.addRoundedRect(area, 6, 6)
            painter.setClipPath(corners)
            self._draw_middle(painter, area, self._image)

    def _draw_empty(self, painter: QPainter, area: QRectF) -> None:
        palette = self._theme.palette
        painter.setPen(QPen(palette.colour("control_border"), 1.2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(area, 6, 6)
        mark = pixmap("image", palette.muted, _MARK_PX, self.devicePixelRatioF())
        painter.drawPixmap((WIDTH_PX - _MARK_PX) // 2, (HEIGHT_PX - _MARK_PX) // 2, mark)

    @staticmethod
    def _draw_middle(painter: QPainter, area: QRectF, image: QImage) -> None:
        scale = max(area.width() / image.width(), area.height() / image.height())
        part = QRectF(0, 0, area.width() / scale, area.height() / scale)
        part.moveCenter(QRectF(image.rect()).center())
        painter.drawImage(area, image, part)
