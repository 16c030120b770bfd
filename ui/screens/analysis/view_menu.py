"""Saved views: open one, save what is shown under a name, forget one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from ui.i18n import Translator
from ui.widgets.looks import look, row


class SaveRow(QWidget):
    """A field for the name of a view; ``named(name)`` by Enter or the button, ``closed()`` by the other."""

    named = Signal(str)
    closed = Signal()

    def __init__(self, words: Translator) -> None:
        super().__init__()
        look(self, "plain")
        self._words = words
        self.name = QLineEdit()
        self.name.setMaxLength(60)
        self._save, self._leave = look(QPushButton(), "primary"), QPushButton()
        layout = row(self, spacing=12)
        for part in (self.name, self._save, self._leave):
            layout.addWidget(part)
        layout.addStretch(1)
        self.name.setMinimumWidth(320)
        self.name.returnPressed.connect(self._tell)
        self._save.clicked.connect(self._tell)
        self._leave.clicked.connect(self.closed)
        self.hide()
        words.follow(self.retranslate)

    def ask(self) -> None:
        """Ask for a name."""
        self.name.clear()
        self.show()
        self.name.setFocus()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._words.tr
        self.name.setPlaceholderText(tr("analyse.views.name"))
        self.name.setAccessibleName(tr("analyse.views.name"))
        self._save.setText(tr("analyse.views.keep"))
        self._leave.setText(tr("analyse.cancel"))

    def _tell(self) -> None:
        if name := self.name.text().strip():
            self.hide()
            self.named.emit(name)


class ViewMenu(QMenu):
    """``opened(name)``, ``forgotten(name)``, and ``save_asked()``."""

    opened = Signal(str)
    forgotten = Signal(str)
    save_asked = Signal()

    def __init__(self, words: Translator, names: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent)
        for name in names:
            self.addAction(name).triggered.connect(partial(self.opened.emit, name))
        if names:
            self.addSeparator()
        self.addAction(words.tr("analyse.views.save")).triggered.connect(self.save_asked)
        if names:
            forget = self.addMenu(words.tr("analyse.views.forget"))
            for name in names:
                forget.addAction(name).triggered.connect(partial(self.forgotten.emit, name))
        self.aboutToHide.connect(self.deleteLater)

    def open_under(self, button: QWidget) -> None:
        """Open below ``button``."""
        self.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))
