"""The printer for documents, and on how many sides it prints."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from ui.context import Context
from ui.printing.printers import SystemPrinter
from ui.screens.settings.viewmodel import SettingsModel
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.looks import label, row
from ui.widgets.segments import Segments

_SIDES = ("one", "long", "short")


class DocumentCard(Card):
    """Where certificates and reports are printed unless somebody chooses otherwise."""

    def __init__(self, context: Context, model: SettingsModel) -> None:
        super().__init__(margin=24, spacing=12)
        self._context, self._model = context, model
        self._title, self._told = label("title"), label("muted", wrap=True)
        self._printer, self._sides = QComboBox(), Segments(_SIDES, wrap=True)
        self._save = ActionButton(primary=True)
        self._printers: tuple[SystemPrinter, ...] = ()
        line = row()
        line.addStretch(1)
        line.addWidget(self._save)
        for part in (self._title, self._told, self._printer, self._sides):
            self.body.addWidget(part)
        self.body.addLayout(line)
        self._save.clicked.connect(self._submit)
        self._printer.currentIndexChanged.connect(self._offer)
        context.settings.changed.connect(self._show)
        context.translator.follow(self.retranslate)

    def show_printers(self, printers: Sequence[SystemPrinter]) -> None:
        """The system's printers to choose from."""
        self._printers = tuple(printers)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._title.setText(tr("print.document.title"))
        self._told.setText(tr("print.document.lead" if self._printers else "print.document.none"))
        self._sides.set_words([tr(f"print.sides.{one}") for one in _SIDES])
        self._save.set_text(tr("print.document.save"))
        self._printer.setAccessibleName(tr("print.document.title"))
        self._printer.clear()
        self._printer.addItem(tr("print.document.standard"), "")
        for one in self._printers:
            self._printer.addItem(f"{one.name} · {tr(one.word)}", one.name)
        self._show()

    def _show(self) -> None:
        now = self._model.now.document
        if now.printer and self._printer.findData(now.printer) < 0:
            missing = self._context.translator.tr("print.state.missing")
            self._printer.addItem(f"{now.printer} · {missing}", now.printer)
        self._printer.setCurrentIndex(max(0, self._printer.findData(now.printer)))
        self._sides.mark(now.sides)
        self._offer()

    def _offer(self) -> None:
        """Nothing to choose without printers; both sides only where the printer can."""
        chosen = next((one for one in self._printers if one.name == self._printer.currentData()), None)
        both = chosen is None or chosen.duplex
        self._sides.offer(_SIDES if both else _SIDES[:1])
        for part in (self._printer, self._sides, self._save):
            part.setVisible(bool(self._printers))

    def _submit(self) -> None:
        document = {"printer": self._printer.currentData() or "", "sides": self._sides.marked() or "one"}
        if self._model.change(document=document):
            self._context.messages.tell(State.OK, "print.saved")
