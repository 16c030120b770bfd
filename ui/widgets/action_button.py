"""A button that shows the keys that press it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from ui.theme import TARGET_PX
from ui.widgets.discard import discard
from ui.widgets.key_cap import KeyCap
from ui.widgets.looks import label, look, row

_SIDE_PX = 14
_COMPACT_PX = 34


class ActionButton(QPushButton):
    """Text and key caps. ``keys`` are drawn; ``shortcut`` (portable text, for example ``F2``) presses it.
    A ``compact`` one is flat and low, for a line of text.

    The text lives in a label inside, so that key caps can stand beside it: use :meth:`set_text`.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        keys: Sequence[str] = (),
        shortcut: str = "",
        primary: bool = False,
        compact: bool = False,
    ) -> None:
        super().__init__(parent)
        look(self, "quiet compact" if compact else "primary" if primary else "")
        self._height_px = _COMPACT_PX if compact else TARGET_PX
        self._words: QLabel = label("strong" if primary else "")
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._primary = primary
        self._line = row(self, spacing=8)
        self._line.setContentsMargins(_SIDE_PX, 0, _SIDE_PX, 0)
        self._line.addStretch()
        self._line.addWidget(self._words)
        self._caps: list[KeyCap] = []
        self._line.addStretch()
        self.set_keys(keys)
        self.setMinimumHeight(self._height_px)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if shortcut:
            # not setShortcut: that one presses the button for 100 ms before it acts
            QShortcut(QKeySequence(shortcut), self, self.click)

    def set_text(self, words: str) -> None:
        """Text of the button, also its accessible name."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()

    def set_keys(self, keys: Sequence[str]) -> None:
        """Draw these keys."""
        for old in self._caps:
            self._line.removeWidget(old)
            discard(old)
        self._caps = [KeyCap(key, primary=self._primary) for key in keys]
        for place, cap in enumerate(self._caps):
            self._line.insertWidget(2 + place, cap)
        self.updateGeometry()

    def words(self) -> str:
        """Text of the button."""
        return self._words.text()

    def sizeHint(self) -> QSize:
        return QSize(self._line.sizeHint().width(), max(self._height_px, self._line.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
