"""The empty window that shows at once, before anything that fills it is imported."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

MIN_SIZE = (1280, 800)
DESIGN_SIZE = (1440, 900)
UNPAINTED_MS = 500
"""A window that starts minimised or covered is not painted: it is filled after this time all the same."""


class Shell(QMainWindow):
    """A window that is shown first and filled later. ``shown_first`` is emitted once, when it stands."""

    shown_first = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._stands = False
        self._patience = QTimer(self, singleShot=True, interval=UNPAINTED_MS)
        self._patience.timeout.connect(self._stand)
        self._patience.start()
        self.setMinimumSize(*MIN_SIZE)
        self.resize(*DESIGN_SIZE)

    def fill(self, content: QWidget) -> None:
        """Show ``content`` in this window, under its title; closing the window closes it."""
        content.windowTitleChanged.connect(self.setWindowTitle)
        self.setWindowTitle(content.windowTitle())
        self.setCentralWidget(content)
        content.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._stands:
            self._patience.start(0)

    def closeEvent(self, event: QCloseEvent) -> None:
        content = self.centralWidget()
        if content is None or content.close():
            super().closeEvent(event)
        else:
            event.ignore()

    def _stand(self) -> None:
        if not self._stands:
            self._stands = True
            self._patience.stop()
            self.shown_first.emit()
