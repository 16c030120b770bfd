"""Stricter, looser or other: an arrow or a diamond, always with its word."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QWidget

from station.standards.rule_direction import Direction
from ui.icons import pixmap
from ui.theme import Theme
from ui.widgets.looks import label, look, row

DIRECTIONS: tuple[Direction, ...] = ("stricter", "looser", "other")
ICONS: dict[str, str] = {"stricter": "arrow-up", "looser": "arrow-down", "other": "diamond"}
_ICON_PX = 16


class DirectionMark(QWidget):
    """Which way a change goes. It is no state, so it is told in text colour."""

    def __init__(self, direction: Direction, word: str, theme: Theme) -> None:
        super().__init__()
        look(self, "plain")
        self._direction, self._theme = direction, theme
        self._drawing, words = QLabel(), label("muted" if direction == "other" else "strong")
        self._drawing.setFixedSize(QSize(_ICON_PX, _ICON_PX))
        words.setText(word)
        layout = row(self, spacing=6)
        layout.addWidget(self._drawing)
        layout.addWidget(words, 1)
        theme.changed.connect(self._tint)
        self._tint()

    def _tint(self) -> None:
        palette = self._theme.palette
        colour = palette.muted if self._direction == "other" else palette.text
        self._drawing.setPixmap(pixmap(ICONS[self._direction], colour, _ICON_PX, self.devicePixelRatioF()))
