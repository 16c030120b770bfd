"""The certificate inside the program, exactly as it prints."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QPushButton, QWidget

from station.texts import Lang
from ui.context import Context
from ui.screens.records.viewmodel import RecordsModel
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.looks import column, look, row

_ZOOM = 1.2


class CertificatePage(QWidget):
    """Shows the PDF; ``closed`` when the person goes back."""

    closed = Signal()

    def __init__(self, context: Context, model: RecordsModel) -> None:
        super().__init__()
        look(self, "page")
        self._context, self._model = context, model
        self._document, self._bytes = QPdfDocument(self), QBuffer(self)
        self._view = look(QPdfView(self), "flush")
        self._view.setDocument(self._document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomFactor(_ZOOM)
        self._langs = {lang: _choice() for lang in Lang}
        self._save = ActionButton(keys=("Ctrl", "S"), shortcut="Ctrl+S", primary=True)
        self._label = ActionButton(keys=("F7",), shortcut="F7")
        self._back = ActionButton(keys=("Esc",), shortcut="Esc")
        self._lay_out()
        self._connect()

    @property
    def document(self) -> QPdfDocument:
        """The document shown."""
        return self._document

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._save.set_text(tr("records.save"))
        self._label.set_text(tr("records.label.print"))
        self._back.set_text(tr("records.back"))
        self._view.setAccessibleName(tr("records.certificate"))
        for lang, button in self._langs.items():
            button.setText(tr(f"settings.lang.{lang.value}"))

    def _lay_out(self) -> None:
        bar = row(spacing=12)
        bar.addWidget(self._back)
        bar.addStretch(1)
        for part in (*self._langs.values(), self._label, self._save):
            bar.addWidget(part)
        card = Card(margin=1)
        card.body.addWidget(self._view)
        layout = column(self, spacing=16, margin=24)
        layout.addWidget(card, 1)
        layout.addLayout(bar)
        self.setFocusProxy(self._view)

    def _connect(self) -> None:
        for lang, button in self._langs.items():
            button.clicked.connect(self._asker(lang))
        self._save.clicked.connect(self._model.save_certificate)
        self._label.clicked.connect(self._model.print_label)
        self._back.clicked.connect(self.closed)
        self._model.certificate_ready.connect(self._show)
        self._model.saved.connect(self._on_saved)
        self._context.translator.follow(self.retranslate)

    def _asker(self, lang: Lang) -> Callable[[], None]:
        return lambda: self._model.print_certificate(lang)

    def _show(self, content: bytes) -> None:
        self._document.close()
        self._bytes.close()
        self._bytes.setData(QByteArray(content))
        self._bytes.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._bytes)
        for lang, button in self._langs.items():
            button.setChecked(lang is self._model.certificate_lang)

    def _on_saved(self, path: str) -> None:
        self._context.messages.tell(State.OK, "records.saved", path=path)


def _choice() -> QPushButton:
    button = look(QPushButton(), "segment")
    button.setCheckable(True)
    return button
