"""A small stored photo in the flow of words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme


class Picture(QWidget):
    """The whole photo, fitted; nothing is drawn without one."""

    def __init__(self, image: QImage | None, theme: Theme, size: QSize) -> None:
        super().__init__()
        self._image, self._theme, self._size = image, theme, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The size asked for."""
        return self._size

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the photo on its stage."""
        if self._image is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        corners = QPainterPath()
        corners.addRoundedRect(QRectF(self.rect()), 6, 6)
        painter.fillPath(corners, self._theme.palette.colour("stage"))
        painter.setClipPath(corners)
        fitted = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, fitted.width(), fitted.height())
        place.moveCenter(QRectF(self.rect()).center())
        painter.drawImage(place, self._image)
