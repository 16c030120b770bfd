"""Left rail: one entry per screen the person may use."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QToolButton, QWidget

from ui.i18n import Translator
from ui.icons import icon
from ui.screens.screen import Screen
from ui.theme import Theme
from ui.widgets.looks import column, look

WIDTH_PX = 72
_ENTRY_PX = 64
_ICON_PX = 24
_MOST = 99
"""More than this is told as 99+."""


class Rail(QFrame):
    """``chosen`` carries the id of the screen asked for. Ctrl+1 … Ctrl+9 choose too."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "rail")
        self.setFixedWidth(WIDTH_PX)
        self._theme, self._translator = theme, translator
        self._entries: dict[str, tuple[Screen, QToolButton]] = {}
        self._counts: dict[str, int] = {}
        self._group = QButtonGroup(self)
        self._layout = column(self, spacing=4)
        self._layout.setContentsMargins(4, 12, 3, 12)
        theme.changed.connect(self._tint)
        translator.changed.connect(self.retranslate)

    def show_screens(self, screens: Sequence[Screen]) -> None:
        """Offer exactly these screens."""
        self._clear()
        for screen in (one for one in screens if not one.at_bottom):
            self._layout.addWidget(self._entry(screen))
        self._layout.addStretch()
        for screen in (one for one in screens if one.at_bottom):
            self._layout.addWidget(self._entry(screen))
        for _, button in self._entries.values():
            button.show()
        self._tint()
        self.retranslate()

    def mark(self, screen_id: str) -> None:
        """Mark the entry of the screen that is shown."""
        if screen_id in self._entries:
            self._entries[screen_id][1].setChecked(True)

    def count(self, screen_id: str, waiting: int) -> None:
        """Show on the entry of a screen how many things wait there; 0 shows nothing."""
        self._counts[screen_id] = waiting
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        for number, (screen, button) in enumerate(self._entries.values(), start=1):
            title = self._translator.tr(screen.title_key)
            button.setText(title)
            waiting = self._counts.get(screen.id, 0)
            self._show_count(button, waiting)
            waits = self._translator.tr("frame.rail.waiting", count=waiting) if waiting else ""
            button.setAccessibleName(" ".join(filter(None, (title, waits))))
            keys = QKeySequence(f"Ctrl+{number}").toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip("  ".join(filter(None, (title, waits, keys))))

    @staticmethod
    def _show_count(button: QToolButton, waiting: int) -> None:
        mark = button.findChild(QLabel)
        if mark is not None:
            mark.setText(str(waiting) if waiting <= _MOST else f"{_MOST}+")
            mark.adjustSize()
            mark.move(_ENTRY_PX - mark.width() - 6, 4)
            mark.setVisible(waiting > 0)

    def _clear(self) -> None:
        while self._layout.takeAt(0) is not None:
            continue
        for _, button in self._entries.values():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self._entries.clear()

    def _entry(self, screen: Screen) -> QToolButton:
        button = look(QToolButton(self), "rail-entry")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(_ICON_PX, _ICON_PX))
        button.setFixedSize(_ENTRY_PX, _ENTRY_PX)
        button.setCheckable(True)
        look(QLabel(button), "rail-count").setAlignment(Qt.AlignmentFlag.AlignCenter)
        button.clicked.connect(lambda: self.chosen.emit(screen.id))
        # not setShortcut: that one presses the button for 100 ms before it acts
        QShortcut(QKeySequence(f"Ctrl+{len(self._entries) + 1}"), button, button.click)
        self._group.addButton(button)
        self._entries[screen.id] = (screen, button)
        return button

    def _tint(self) -> None:
        palette = self._theme.palette
        for screen, button in self._entries.values():
            button.setIcon(icon(screen.icon, palette.muted, palette.selected_text, _ICON_PX))
