"""The certificate inside the program, exactly as it prints."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from station.inspection.reprints import Reprint
from station.model.reasons import reasons
from station.texts import Lang
from ui.context import Context
from ui.screens.records.viewmodel import RecordsModel
from ui.widgets.action_button import ActionButton
from ui.widgets.looks import column, label, look, row
from ui.widgets.pdf_preview import SCROLL_KEYS, PdfPreview


class CertificatePage(QWidget):
    """Shows the PDF; ``closed`` when the person goes back."""

    closed = Signal()

    def __init__(self, context: Context, model: RecordsModel) -> None:
        super().__init__()
        look(self, "page")
        self._context, self._model = context, model
        self._copies = 0
        self.preview = PdfPreview(context.theme)
        self._langs = {lang: _choice() for lang in Lang}
        self._save = ActionButton(keys=("Ctrl", "S"), shortcut="Ctrl+S", primary=True)
        self._print = ActionButton(keys=("Ctrl", "P"), shortcut="Ctrl+P")
        self._label = ActionButton(keys=("F7",), shortcut="F7")
        self._again, self.reason, self.says = label("small", wrap=False), QComboBox(), QLineEdit()
        self._why = look(QWidget(), "plain")
        self._why.hide()
        self._back = ActionButton(keys=("Esc",), shortcut="Esc")
        self._lay_out()
        self._connect()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._save.set_text(tr("records.save"))
        self._print.set_text(tr("print.document.print"))
        self._label.set_text(tr("records.label.print"))
        self._back.set_text(tr("records.back"))
        self.preview.setAccessibleName(tr("records.certificate"))
        for lang, button in self._langs.items():
            button.setText(tr(f"settings.lang.{lang.value}"))
        self._offer_reasons()

    def _offer_reasons(self) -> None:
        tr, chosen = self._context.translator.tr, self.reason.currentIndex()
        self.reason.clear()
        self.reason.addItem(tr("papers.again.choose"), "")
        for one in reasons("reprint"):
            self.reason.addItem(one.title.of(self._context.translator.lang), one.code)
        self.reason.setCurrentIndex(max(chosen, 0))
        self.reason.setAccessibleName(tr("papers.again.reason"))
        self.says.setPlaceholderText(tr("papers.again.says"))
        self.says.setAccessibleName(tr("papers.again.says"))
        self._again.setText(tr("papers.again.count", count=self._copies))

    def _ask_why(self, copies: int) -> None:
        """A further copy needs a reason; a new one each time."""
        self._copies = copies
        self.reason.setCurrentIndex(0)
        self.says.clear()
        self._again.setText(self._context.translator.tr("papers.again.count", count=copies))
        self._why.setVisible(copies > 0)

    def _reprint(self) -> Reprint | None:
        code = self.reason.currentData()
        return Reprint(code, self.says.text().strip()) if code and self._copies else None

    def _lay_out(self) -> None:
        bar = row(spacing=12)
        bar.addWidget(self._back)
        bar.addStretch(1)
        for part in (*self._langs.values(), self._label, self._print, self._save):
            bar.addWidget(part)
        middle = row()
        middle.addStretch(1)
        middle.addWidget(self.preview, 8)
        middle.addStretch(1)
        layout = column(self, spacing=16, margin=24)
        layout.addLayout(middle, 1)
        why = row(self._why, spacing=12)
        why.addWidget(self._again)
        why.addWidget(self.reason)
        why.addWidget(self.says, 1)
        layout.addWidget(self._why)
        layout.addLayout(bar)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _connect(self) -> None:
        for lang, button in self._langs.items():
            button.clicked.connect(self._asker(lang))
        self._save.clicked.connect(lambda: self._model.save_certificate(self._reprint()))
        self._model.copied.connect(self._ask_why)
        self._print.clicked.connect(lambda: self._model.send_certificate(self._reprint()))
        self._label.clicked.connect(self._model.print_label)
        self._back.clicked.connect(self.closed)
        self._model.certificate_ready.connect(self._show)
        self._context.translator.follow(self.retranslate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and page keys scroll."""
        share = SCROLL_KEYS.get(Qt.Key(event.key()))
        if share is None:
            event.ignore()
        else:
            self.preview.scroll_pages(share)

    def _asker(self, lang: Lang) -> Callable[[], None]:
        return lambda: self._model.print_certificate(lang)

    def _show(self, content: bytes) -> None:
        self.preview.show_bytes(content)
        for lang, button in self._langs.items():
            button.setChecked(lang is self._model.certificate_lang)


def _choice() -> QPushButton:
    button = look(QPushButton(), "segment")
    button.setCheckable(True)
    return button
