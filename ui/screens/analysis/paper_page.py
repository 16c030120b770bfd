"""The report inside the program, exactly as it prints."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.i18n import Translator
from ui.theme import Theme
from ui.widgets.action_button import ActionButton
from ui.widgets.looks import column, look, row
from ui.widgets.pdf_preview import SCROLL_KEYS, PdfPreview


class PaperPage(QWidget):
    """``print_asked()``, ``save_asked()`` and ``closed()``; arrow keys and page keys scroll."""

    print_asked = Signal()
    save_asked = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, words: Translator) -> None:
        super().__init__()
        look(self, "plain")
        self._words = words
        self.preview = PdfPreview(theme)
        self._save = ActionButton(keys=("Ctrl", "S"), shortcut="Ctrl+S")
        self._print = ActionButton(keys=("Ctrl", "P"), shortcut="Ctrl+P", primary=True)
        self._back = ActionButton(keys=("Esc",), shortcut="Esc")
        self._save.clicked.connect(self.save_asked)
        self._print.clicked.connect(self.print_asked)
        self._back.clicked.connect(self.closed)
        bar = row(spacing=12)
        bar.addWidget(self._back)
        bar.addStretch(1)
        bar.addWidget(self._save)
        bar.addWidget(self._print)
        middle = row()
        middle.addStretch(1)
        middle.addWidget(self.preview, 8)
        middle.addStretch(1)
        layout = column(self, spacing=12)
        layout.addLayout(middle, 1)
        layout.addLayout(bar)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words.follow(self.retranslate)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._save.set_text(self._words.tr("analyse.paper.save"))
        self._print.set_text(self._words.tr("print.document.print"))
        self._back.set_text(self._words.tr("analyse.behind.back"))
        self.preview.setAccessibleName(self._words.tr("analyse.paper.name"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        share = SCROLL_KEYS.get(Qt.Key(event.key()))
        if share is None:
            super().keyPressEvent(event)
        else:
            self.preview.scroll_pages(share)
