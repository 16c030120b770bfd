"""Where the record stands in the ledger, and checking that nobody changed it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from station.store.chain import LedgerReport
from ui.context import Context
from ui.screens.records.detail import RecordDetail
from ui.screens.records.viewmodel import RecordsModel
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.chip import Chip
from ui.widgets.fact_list import FactList
from ui.widgets.looks import column, label, look, row


class ProofSheet(QWidget):
    """Hashes and signature of the record; a button checks the whole ledger."""

    def __init__(self, context: Context, model: RecordsModel) -> None:
        super().__init__()
        look(self, "plain")
        self._context, self._model = context, model
        self._about, self._facts = label("muted", wrap=True), FactList()
        self._check, self._outcome = ActionButton(keys=("F5",), shortcut="F5"), Chip(context.theme)
        self._problems = label(wrap=True)
        self._report: LedgerReport | None = None
        self._lay_out()
        self._check.clicked.connect(model.check)
        model.checked.connect(self._on_checked)
        context.translator.follow(self.retranslate)

    def show_record(self, detail: RecordDetail) -> None:
        """Show the proof of one record."""
        proof, signature, tr = detail.content.proof, detail.content.signature, self._context.translator.tr
        self._facts.show_facts(
            [
                (tr("records.proof.sequence"), str(proof.sequence)),
                (tr("records.proof.record_sha256"), _spaced(proof.record_sha256)),
                (tr("records.proof.ledger_hash"), _spaced(proof.ledger_hash)),
                (tr("records.proof.station_key"), proof.station_key),
                (tr("records.proof.signed_by"), f"{signature.person} · {signature.role} · {signature.at}"),
                (tr("records.proof.statement"), signature.statement),
            ]
        )

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._about.setText(tr("records.proof.about"))
        self._check.set_text(tr("records.proof.check"))
        if self._report is not None:
            self._on_checked(self._report)

    def _lay_out(self) -> None:
        line = row(spacing=16)
        line.addWidget(self._check)
        line.addWidget(self._outcome)
        line.addStretch(1)
        layout = column(self, spacing=24, margin=24)
        layout.addWidget(self._about)
        layout.addWidget(self._facts)
        layout.addLayout(line)
        layout.addWidget(self._problems, 0, Qt.AlignmentFlag.AlignTop)
        layout.addStretch()
        self._outcome.hide()

    def _on_checked(self, report: LedgerReport) -> None:
        self._report = report
        tr, lang = self._context.translator.tr, self._context.translator.lang
        if report.ok:
            self._outcome.show_state(State.OK, tr("records.proof.sound", entries=report.entries))
        else:
            self._outcome.show_state(State.BAD, tr("records.proof.broken", count=len(report.problems)))
        self._problems.setText("\n".join(problem.message(lang) for problem in report.problems))
        self._outcome.show()


def _spaced(digest: str) -> str:
    """Groups of eight characters, so that a person can compare them."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
