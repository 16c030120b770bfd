"""A person's sign: the short form of the name in a circle."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.fonts import font
from ui.theme import Theme

_LETTERS = 2


def short_name(name: str) -> str:
    """What stands in the circle: a Chinese name's last two characters, else the initials."""
    bare = name.strip()
    if bare and unicodedata.category(bare[-1]) == "Lo":
        return bare[-_LETTERS:]
    return "".join(word[0] for word in bare.split()[:_LETTERS]).upper()


def draw_avatar(painter: QPainter, theme: Theme, area: QRectF, name: str, fill: str = "selected") -> None:
    """Draw the sign of ``name`` in ``area`` on the palette's colour ``fill``."""
    palette, letters = theme.palette, short_name(name)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.colour(fill))
    painter.drawEllipse(area)
    painter.setPen(palette.colour("selected_text"))
    painter.setFont(font(round(area.height() * 0.34), bold=True))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, letters)


class Avatar(QWidget):
    """The sign of one person, ``size_px`` wide and high."""

    def __init__(self, theme: Theme, size_px: int = 64, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._name = theme, ""
        self.setFixedSize(QSize(size_px, size_px))
        theme.changed.connect(self.update)

    def show_name(self, name: str) -> None:
        """Show the sign of ``name``."""
        self._name = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_avatar(QPainter(self), self._theme, QRectF(self.rect()), self._name)
