"""What lint finds in a published standard, and how each finding was ruled on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from station.standards.findings import Finding
from ui.context import Context
from ui.screens.standards.finding_frame import FindingFrame
from ui.screens.standards.volumes import Volume
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import column, look


class LibraryFindings(QStackedWidget):
    """A list of findings, open ones first; or the word that there is none."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._list, self._sound = QScrollArea(widgetResizable=True), EmptyState(context.theme, "check")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        for page in (self._list, self._sound):
            self.addWidget(page)

    def show_findings(self, volume: Volume, findings: Sequence[Finding] | None) -> None:
        """Show these findings; None while they are still being looked for."""
        tr = self._context.translator.tr
        if findings is None:
            self._sound.set_texts(tr("standards.findings.looking"), tr("standards.findings.looking_do"))
        else:
            self._sound.set_texts(tr("standards.findings.none"), tr("standards.findings.none_do"))
        page = look(QWidget(), "plain")
        layout = column(page, spacing=8, margin=16)
        for one in sorted(findings or (), key=lambda one: not one.is_open):
            layout.addWidget(FindingFrame(self._context, one, volume.internal, clause=True))
        layout.addStretch()
        self._list.setWidget(page)
        self.setCurrentWidget(self._list if findings else self._sound)
