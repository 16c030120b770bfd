"""One clause as the channel wrote it, how it is read, and what is found in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QWidget

from station.model.checklist import InternalStandard
from station.standards.findings import Finding
from station.standards.importing.clause import ImportedClause
from station.standards.rule_wording import RuleWording
from ui.context import Context
from ui.screens.standards.finding_frame import FindingFrame
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.looks import column, label, look, row


class ClauseCard(Card):
    """``ruled(finding id, reason)``, ``reworded(text, reason)``, and ``rule_wanted`` to write the rule."""

    ruled = Signal(str, str)
    reworded = Signal(str, str)
    rule_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(margin=16, spacing=8)
        self._context = context
        self._clause: ImportedClause | None = None
        self._findings: tuple[Finding, ...] = ()
        self._internal: InternalStandard | None = None
        self._place, self._original = label("mono"), label("lead", wrap=True)
        self._reads_title, self._reads = label("section"), label(wrap=True)
        self._found_title, self._scroll = label("section"), QScrollArea(widgetResizable=True)
        self._wording, self._reword = QLineEdit(), ActionButton()
        self._write = ActionButton(keys=("F5",), shortcut="F5", compact=True)
        self._reason, self._rule = QLineEdit(), ActionButton(keys=("F4",), shortcut="F4", primary=True)
        self._lay_out()
        self._connect()

    def show_clause(
        self, clause: ImportedClause | None, findings: Sequence[Finding], internal: InternalStandard
    ) -> None:
        """Show a clause, or with None the standard as a whole, and what is found in it."""
        self._clause, self._findings, self._internal = clause, tuple(findings), internal
        self._reason.clear()
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._reads_title.setText(tr("standards.editor.reads"))
        self._found_title.setText(tr("standards.drafts.findings"))
        self._wording.setAccessibleName(tr("standards.import.wording"))
        self._reword.set_text(tr("standards.import.reword"))
        self._reason.setPlaceholderText(tr("standards.import.ruling_reason"))
        self._reason.setAccessibleName(tr("standards.import.ruling_reason"))
        self._rule.set_text(tr("standards.drafts.rule"))
        self._write.set_text(tr("standards.import.write_rule"))
        if self._internal is not None:
            self._show(self._internal)

    def _lay_out(self) -> None:
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        words = row(spacing=8)
        words.addWidget(self._wording, 1)
        words.addWidget(self._reword)
        ruling = row(spacing=8)
        ruling.addWidget(self._reason, 1)
        ruling.addWidget(self._rule)
        for part in (self._place, self._original):
            self.body.addWidget(part)
        self.body.addLayout(words)
        reads = row(spacing=8)
        reads.addWidget(self._reads_title, 1)
        reads.addWidget(self._write)
        self.body.addLayout(reads)
        for part in (self._reads, self._found_title):
            self.body.addWidget(part)
        self.body.addWidget(self._scroll, 1)
        self.body.addLayout(ruling)

    def _connect(self) -> None:
        self._rule.clicked.connect(self._on_rule)
        self._write.clicked.connect(self.rule_wanted)
        self._reason.returnPressed.connect(self._on_rule)
        self._reword.clicked.connect(self._on_reword)
        self._wording.returnPressed.connect(self._on_reword)
        self._context.translator.follow(self.retranslate)

    def _show(self, internal: InternalStandard) -> None:
        tr, lang, clause = self._context.translator.tr, self._context.translator.lang, self._clause
        for part in (self._wording, self._reword, self._reads_title, self._reads, self._write):
            part.setVisible(clause is not None)
        if clause is None:
            self._place.setText("")
            self._original.setText(tr("standards.import.whole"))
        else:
            about = (clause.source.place, clause.source.term, clause.source.grade or "")
            self._place.setText(" · ".join(part for part in about if part))
            self._original.setText(clause.original)
            self._wording.setText(clause.text)
            rule = clause.rule
            told = RuleWording(internal, lang).sentence(rule) if rule is not None else ""
            self._reads.setText(told or tr("standards.import.no_rule"))
        self._show_findings(internal)

    def _show_findings(self, internal: InternalStandard) -> None:
        page = look(QWidget(), "plain")
        layout = column(page, spacing=8)
        for one in self._findings:
            layout.addWidget(FindingFrame(self._context, one, internal))
        layout.addStretch()
        self._scroll.setWidget(page)
        open_one = self._first_open() is not None
        self._reason.setVisible(open_one)
        self._rule.setVisible(open_one)

    def _first_open(self) -> Finding | None:
        return next((one for one in self._findings if one.is_open), None)

    def _on_rule(self) -> None:
        found = self._first_open()
        if found is not None:
            self.ruled.emit(found.id, self._reason.text().strip())

    def _on_reword(self) -> None:
        if self._clause is not None and self._wording.text().strip() != self._clause.text:
            self.reworded.emit(self._wording.text().strip(), self._reason.text().strip())
