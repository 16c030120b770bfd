"""The certificate, or another paper of the record, inside the program, exactly as it prints."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from station.inspection.paper_choice import PaperChoice
from station.texts import Lang
from ui.context import Context
from ui.screens.records.viewmodel import RecordsModel
from ui.widgets.action_button import ActionButton
from ui.widgets.looks import column, look, row
from ui.widgets.pdf_preview import SCROLL_KEYS, PdfPreview
from ui.widgets.why_again import WhyAgain

_PAPER_PX = 300


class CertificatePage(QWidget):
    """Shows the PDF; ``closed`` when the person goes back."""

    closed = Signal()

    def __init__(self, context: Context, model: RecordsModel) -> None:
        super().__init__()
        look(self, "page")
        self._context, self._model = context, model
        self.preview = PdfPreview(context.theme)
        self.paper = QComboBox()
        self._choices: tuple[PaperChoice, ...] = ()
        self._langs = {lang: _choice() for lang in Lang}
        self._save = ActionButton(keys=("Ctrl", "S"), shortcut="Ctrl+S", primary=True)
        self._print = ActionButton(keys=("Ctrl", "P"), shortcut="Ctrl+P")
        self._label = ActionButton(keys=("F7",), shortcut="F7")
        self._why = WhyAgain(context.translator)
        self.reason = self._why.reason
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
        self.paper.setAccessibleName(tr("records.paper"))
        self.paper.setToolTip(tr("records.paper_key"))
        for lang, button in self._langs.items():
            button.setText(tr(f"settings.lang.{lang.value}"))

    def _lay_out(self) -> None:
        bar = row(spacing=12)
        bar.addWidget(self._back)
        self.paper.setFixedWidth(_PAPER_PX)
        bar.addWidget(self.paper)
        bar.addStretch(1)
        for part in (*self._langs.values(), self._label, self._print, self._save):
            bar.addWidget(part)
        middle = row()
        middle.addStretch(1)
        middle.addWidget(self.preview, 8)
        middle.addStretch(1)
        layout = column(self, spacing=16, margin=24)
        layout.addLayout(middle, 1)
        layout.addWidget(self._why)
        layout.addLayout(bar)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _connect(self) -> None:
        for lang, button in self._langs.items():
            button.clicked.connect(self._asker(lang))
        self.paper.activated.connect(lambda _: self._ask(self._model.certificate_lang))
        self._model.papers_offered.connect(self._offer)
        QShortcut(QKeySequence("F4"), self, self.paper.setFocus)
        self._save.clicked.connect(lambda: self._model.save_certificate(self._why.reprint))
        self._model.copied.connect(self._why.ask)
        self._print.clicked.connect(lambda: self._model.send_certificate(self._why.reprint))
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
        return lambda: self._ask(lang)

    def _ask(self, lang: Lang) -> None:
        place = self.paper.currentIndex()
        self._model.print_certificate(lang, self._choices[place] if place >= 0 else None)

    def _offer(self, choices: tuple[PaperChoice, ...]) -> None:
        """What stays shown until another paper is made stays chosen."""
        chosen = self.paper.currentIndex()
        names = [(one.template, one.channel) for one in self._choices]
        shown = names[chosen] if chosen >= 0 else self._model.shown_paper
        self._choices = choices
        self.paper.clear()
        for one in choices:
            self.paper.addItem(one.title, one.template)
        self._mark(shown)

    def _mark(self, shown: tuple[str, str]) -> None:
        names = [(one.template, one.channel) for one in self._choices]
        self.paper.setCurrentIndex(names.index(shown) if shown in names else -1)

    def _show(self, content: bytes) -> None:
        self.preview.show_bytes(content)
        self._mark(self._model.shown_paper)
        for lang, button in self._langs.items():
            button.setChecked(lang is self._model.certificate_lang)


def _choice() -> QPushButton:
    button = look(QPushButton(), "segment")
    button.setCheckable(True)
    return button
