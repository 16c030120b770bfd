"""What a place shows while there is nothing in it: what it is for and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.icons import pixmap
from ui.theme import Theme
from ui.widgets.looks import column, label, look

_ICON_PX = 48


class EmptyState(QWidget):
    """A quiet drawing, one sentence of what, one of what to do."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "plain")
        self._theme, self._icon = theme, icon
        self._drawing = QLabel()
        self._what = label("title", wrap=True)
        self._do = label("muted", wrap=True)
        layout = column(self, spacing=8, margin=48)
        layout.addStretch()
        for part in (self._drawing, self._what, self._do):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self._drawing)
        layout.addWidget(self._what)
        layout.addWidget(self._do)
        layout.setSpacing(12)
        layout.addStretch()
        theme.changed.connect(self._tint)
        self._tint()

    def set_texts(self, what: str, do: str) -> None:
        """Say what would be here and what to do."""
        self._what.setText(what)
        self._do.setText(do)

    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._drawing.setPixmap(pixmap(self._icon, self._theme.palette.muted, _ICON_PX, ratio))
