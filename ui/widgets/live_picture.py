"""The newest camera picture, fitted into its place; in words when there is none."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.fonts import body_font
from ui.theme import Theme

_RADIUS_PX = 8
_ASPECT = 9 / 16


class LivePicture(QWidget):
    """A dark stage with the picture on it, 16:9."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image: QImage | None = None
        self._words = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def show_image(self, image: QImage) -> None:
        """Show the next picture."""
        self._image = image
        self.update()

    def show_nothing(self, words: str) -> None:
        """There is no picture, because of ``words``."""
        self._image, self._words = None, words
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(400))

    def heightForWidth(self, width: int) -> int:
        return round(width * _ASPECT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        stage = QPainterPath()
        stage.addRoundedRect(QRectF(self.rect()), _RADIUS_PX, _RADIUS_PX)
        painter.setClipPath(stage)
        painter.fillPath(stage, self._theme.palette.colour("stage"))
        if self._image is not None:
            painter.drawImage(self._fitted(self._image), self._image)
            return
        painter.setPen(self._theme.palette.colour("on_stage"))
        painter.setFont(body_font())
        inside = self.rect().adjusted(24, 24, -24, -24)
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)

    def _fitted(self, image: QImage) -> QRectF:
        size = image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())
