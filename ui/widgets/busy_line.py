"""Says that something takes longer than half a second, how far it is, and how to stop it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from ui.i18n import Translator
from ui.widgets.looks import label, look, row

_PATIENCE_MS = 500


class BusyLine(QWidget):
    """Hidden until the work has taken half a second; ``cancelled()``."""

    cancelled = Signal()

    def __init__(self, words: Translator) -> None:
        super().__init__()
        look(self, "plain")
        self._words = words
        self._says, self._bar = label("muted small"), QProgressBar()
        self._cancel = look(QPushButton(), "quiet compact")
        self._bar.setRange(0, 100)
        layout = row(self, spacing=12)
        layout.addWidget(self._says)
        layout.addWidget(self._bar, 1)
        layout.addWidget(self._cancel)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        self._cancel.clicked.connect(self.cancelled)
        self.hide()
        words.follow(self.retranslate)

    def begin(self) -> None:
        """Work begins."""
        self._bar.setValue(0)
        if self.isHidden():
            self._patience.start()

    def end(self) -> None:
        """Work is done, or given up."""
        self._patience.stop()
        self.hide()

    def show_working(self, works: bool) -> None:
        """Work begins, or is done."""
        if works:
            self.begin()
        else:
            self.end()

    def tell(self, share: float) -> None:
        """How far it is, from 0 to 1."""
        self._bar.setValue(round(share * 100))

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._says.setText(self._words.tr("analyse.counting"))
        self._cancel.setText(self._words.tr("analyse.cancel"))
        self._bar.setAccessibleName(self._says.text())
