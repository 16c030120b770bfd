"""What lint finds in the clause while it is edited."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from station.standards.findings import Finding
from ui.context import Context
from ui.screens.standards.editor.viewmodel import EditorModel
from ui.screens.standards.finding_frame import FindingFrame
from ui.widgets.discard import discard
from ui.widgets.looks import column, label, look


class FoundList(QWidget):
    """The findings below each other; while they are being looked for the last ones stay."""

    def __init__(self, context: Context, model: EditorModel) -> None:
        super().__init__()
        look(self, "plain")
        self._context, self._model = context, model
        self._findings: tuple[Finding, ...] | None = None
        self._frames: list[FindingFrame] = []
        self._title, self._told = label("section"), label("muted", wrap=True)
        self._layout = column(self, spacing=8)
        for part in (self._title, self._told):
            self._layout.addWidget(part)
        model.found.connect(self._on_found)
        context.translator.follow(self.retranslate)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._title.setText(self._context.translator.tr("standards.editor.findings"))
        self._on_found(self._findings)

    def _on_found(self, findings: tuple[Finding, ...] | None) -> None:
        self._findings = findings
        key = "looking" if findings is None else "no_finding"
        self._told.setText(self._context.translator.tr(f"standards.editor.{key}"))
        self._told.setVisible(not findings)
        if findings is not None:
            self._show(findings)

    def _show(self, findings: tuple[Finding, ...]) -> None:
        for old in self._frames:
            self._layout.removeWidget(old)
            discard(old)
        self._frames = [
            FindingFrame(self._context, one, self._model.internal, clause=True) for one in findings
        ]
        for frame in self._frames:
            self._layout.addWidget(frame)
