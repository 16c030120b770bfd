"""Settings › Printing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from station.model.rights import Right
from station.places import Home
from ui.context import Context
from ui.printing.printers import SystemPrinter, system_printers
from ui.screens.settings.printing.document_card import DocumentCard
from ui.screens.settings.printing.label_card import LabelCard
from ui.screens.settings.printing.queue_card import QueueCard
from ui.screens.settings.viewmodel import SettingsModel
from ui.widgets.looks import column, look, row


class PrintingPage(QScrollArea):
    """Everybody sees what waits; who sets up the station sets up its printers."""

    def __init__(self, context: Context, model: SettingsModel) -> None:
        super().__init__()
        self._context = context
        self.labels, self.documents = LabelCard(context, model), DocumentCard(context, model)
        self.queue = QueueCard(context)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        whole, right = look(QWidget(), "plain"), column(spacing=16)
        for card in (self.queue, self.documents):
            right.addWidget(card)
        right.addStretch(1)
        layout = row(whole, spacing=16)
        layout.addWidget(self.labels, 1, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(right, 1)
        self.setWidget(whole)
        context.session.changed.connect(self._show_allowed)
        self._show_allowed()

    def refresh(self) -> None:
        """Ask the system for its printers and the label printer how it is."""
        if not self._context.session.may(Right.SET_UP):
            return
        self._context.reckoning.run(system_printers, self._show_printers)
        home = self._context.home
        self._context.reckoning.run(lambda: _label_templates(home), self.labels.show_templates)
        self.labels.ask()

    def _show_printers(self, printers: tuple[SystemPrinter, ...]) -> None:
        self.labels.show_printers(printers)
        self.documents.show_printers(printers)

    def _show_allowed(self) -> None:
        may = self._context.session.may(Right.SET_UP)
        self.labels.setVisible(may)
        self.documents.setVisible(may)


def _label_templates(home: Home) -> tuple[str, ...]:
    from station.in_force import sound_files
    from station.reports.template import names_of

    return names_of("zpl", sound_files(home, "reports"), "record")
