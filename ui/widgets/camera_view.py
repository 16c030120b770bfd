"""The live picture with the outline of the view that is asked for."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.fonts import Size, font
from ui.theme import GRID_PX, State
from ui.widgets.chip import Chip
from ui.widgets.silhouettes import silhouette
from ui.widgets.surroundings import Surroundings

_RADIUS_PX = 12
_ASPECT = 9 / 16
_OUTLINE, _OUTLINE_SHADOW = QColor("#7ee2a8"), QColor(16, 20, 24, 110)
"""On a picture the theme does not count: light on a soft shadow shows on every background."""


class CameraView(QWidget):
    """Paints the newest picture; without one it says why. Chips show state and quality on the picture."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._image: QImage | None = None
        self._view, self._words = "", ""
        self._live = Chip(around.theme, self)
        self._quality = QWidget(self)
        self._chips: list[Chip] = []
        self._line = QHBoxLayout(self._quality)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(GRID_PX)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        around.theme.changed.connect(self.update)

    def show_image(self, image: QImage) -> None:
        """Show the next picture."""
        self._image = image
        self.update()

    def show_nothing(self, words: str) -> None:
        """There is no picture, because of ``words``."""
        self._image, self._words = None, words
        self.setAccessibleName(words)
        self.show_quality(())
        self.update()

    def show_live(self, state: State, word: str) -> None:
        """Say how the camera stands."""
        self._live.show_state(state, word)
        self._place()

    def show_quality(self, findings: tuple[tuple[State, str], ...]) -> None:
        """Say how good the picture is, one chip per finding."""
        while len(self._chips) < len(findings):
            chip = Chip(self._around.theme)
            self._chips.append(chip)
            self._line.addWidget(chip)
        for place, chip in enumerate(self._chips):
            chip.setVisible(place < len(findings))
            if place < len(findings) and (chip.state, chip.word) != findings[place]:
                chip.show_state(*findings[place])
        self._place()

    def ask_view(self, view: str) -> None:
        """Draw the outline of ``view``; an empty view has none."""
        self._view = view
        self.update()

    def sizeHint(self) -> QSize:
        """A 16:9 picture."""
        return QSize(380, int(380 * _ASPECT))

    def heightForWidth(self, width: int) -> int:
        """Height of the picture area at ``width`` px."""
        return int(width * _ASPECT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the shape of a picture, and the chips in their corners."""
        if self.sizePolicy().hasHeightForWidth():
            self.setFixedHeight(self.heightForWidth(self.width()))
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw picture and outline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(self.rect())
        corners = QPainterPath()
        corners.addRoundedRect(area, _RADIUS_PX, _RADIUS_PX)
        painter.setClipPath(corners)
        painter.fillRect(area, self._around.theme.palette.colour("stage"))
        if self._image is None:
            self._draw_words(painter, area)
        else:
            whole = _fitted(area, self._image)
            painter.drawImage(whole, self._image)
            self._draw_outline(painter, whole)

    def _draw_outline(self, painter: QPainter, picture: QRectF) -> None:
        outline = silhouette(self._view, picture)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(_OUTLINE_SHADOW, 4))
        painter.drawPath(outline)
        pen = QPen(_OUTLINE, 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([6, 4])
        painter.setPen(pen)
        painter.drawPath(outline)

    def _draw_words(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(self._around.theme.palette.colour("on_stage"))
        painter.setFont(font(Size.BODY))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(area.adjusted(24, 24, -24, -24), int(flags), self._words)

    def _place(self) -> None:
        self._live.adjustSize()
        self._live.setVisible(bool(self._live.word))
        self._live.move(self.width() - self._live.width() - GRID_PX, GRID_PX)
        self._quality.adjustSize()
        self._quality.move(GRID_PX, self.height() - self._quality.height() - GRID_PX)


def _fitted(area: QRectF, image: QImage) -> QRectF:
    """Where the whole of ``image`` lies in ``area``."""
    scale = min(area.width() / image.width(), area.height() / image.height())
    fitted = QRectF(0, 0, image.width() * scale, image.height() * scale)
    fitted.moveCenter(area.center())
    return fitted
