"""A photo of the grid, with what it shows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.fonts import Size, font
from ui.screens.records.detail import Thumb
from ui.theme import Theme

_PICTURE_PX = (288, 162)
_HEIGHT_PX = 212


class PhotoTile(QAbstractButton):
    """Click or Enter enlarges it."""

    def __init__(self, photo: Thumb, missing: str, theme: Theme) -> None:
        super().__init__()
        self._photo, self._missing, self._theme = photo, missing, theme
        self.setAccessibleName(f"{photo.caption} {missing}" if photo.fault else photo.caption)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Picture, caption and detail."""
        return QSize(_PICTURE_PX[0], _HEIGHT_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses like Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw picture, caption and detail."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(1, 1, _PICTURE_PX[0] - 2, _PICTURE_PX[1] - 2)
        self._draw_picture(painter, area)
        palette = self._theme.palette
        painter.setPen(palette.colour("text"))
        self._write(painter, QRectF(0, _PICTURE_PX[1] + 4, self.width(), 22), self._photo.caption, Size.BODY)
        painter.setPen(palette.colour("muted"))
        self._write(painter, QRectF(0, _PICTURE_PX[1] + 26, self.width(), 20), self._photo.detail, Size.SMALL)

    def _draw_picture(self, painter: QPainter, area: QRectF) -> None:
        palette = self._theme.palette
        corners = QPainterPath()
        corners.addRoundedRect(area, 8, 8)
        painter.fillPath(corners, palette.colour("stage"))
        painter.save()
        painter.setClipPath(corners)
        if self._photo.image is not None:
            size = self._photo.image.size().scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(area.center())
            painter.drawImage(place, self._photo.image)
        else:
            painter.setPen(palette.colour("on_stage"))
            painter.setFont(font(Size.BODY))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._missing)
        painter.restore()
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(palette.colour("accent"), 2))
            painter.drawPath(corners)

    @staticmethod
    def _write(painter: QPainter, room: QRectF, words: str, size: Size) -> None:
        painter.setFont(font(size, bold=size is Size.BODY))
        fitting = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, fitting)
