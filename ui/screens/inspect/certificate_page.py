"""The certificate as it was saved, in the program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.theme import GRID_PX
from ui.widgets.action_button import ActionButton
from ui.widgets.looks import column, label, row
from ui.widgets.pdf_preview import SCROLL_KEYS, PdfPreview
from ui.widgets.surroundings import Surroundings


class CertificatePage(QWidget):
    """Shows the PDF and where it lies; ``closed()`` on Escape or F6."""

    closed = Signal()

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._path: Path | None = None
        self.preview = PdfPreview(around.theme)
        self._where = label("muted")
        self._close = ActionButton(keys=["Esc"])
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        lines = column(self, spacing=GRID_PX, margin=2 * GRID_PX)
        middle = row()
        middle.addStretch(1)
        middle.addWidget(self.preview, 8)
        middle.addStretch(1)
        lines.addLayout(middle, 1)
        actions = row(spacing=GRID_PX)
        actions.addWidget(self._where, 1)
        actions.addWidget(self._close)
        lines.addLayout(actions)
        self._close.clicked.connect(self.closed)
        around.words.follow(self.retranslate)

    def show_file(self, path: Path) -> None:
        """Show the certificate saved at ``path``."""
        self._path = path
        self.preview.show_file(path)
        self.retranslate()
        self.setFocus()

    def retranslate(self) -> None:
        """Write every text again."""
        tr = self._around.words.tr
        self._close.set_text(tr("inspect.certificate.close"))
        self._where.setText(tr("inspect.certificate.saved", path=self._path) if self._path else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape or F6 closes, arrows and page keys scroll."""
        scroll = SCROLL_KEYS.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F6):
            self.closed.emit()
        elif scroll is not None:
            self.preview.scroll_pages(scroll)
        else:
            event.ignore()
