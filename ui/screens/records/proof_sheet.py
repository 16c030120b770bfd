"""Where the record stands in the ledger, and checking that nobody changed it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from station.store.chain import LedgerProblem, LedgerReport
from ui.context import Context
from ui.screens.records.detail import RecordDetail
from ui.screens.records.viewmodel import RecordsModel
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.chip import Chip
from ui.widgets.fact_list import FactList
from ui.widgets.looks import column, label, look, row


class ProofSheet(QWidget):
    """Hashes, signature and receipt of the record; two buttons check the record, or the whole ledger."""

    def __init__(self, context: Context, model: RecordsModel) -> None:
        super().__init__()
        look(self, "plain")
        self._context, self._model = context, model
        self._detail: RecordDetail | None = None
        self._about, self._facts = label("muted", wrap=True), FactList()
        self._check_one = ActionButton(keys=("F4",), shortcut="F4")
        self._check, self._outcome = ActionButton(keys=("F5",), shortcut="F5"), Chip(context.theme)
        self._busy = QProgressBar()
        self._problems = label(wrap=True)
        self._told: Callable[[], None] = self._tell_nothing
        self._lay_out()
        self._connect()

    def show_record(self, detail: RecordDetail) -> None:
        """Show the proof of one record; what was checked before is forgotten with the record."""
        if self._detail is None or self._detail.record.id != detail.record.id:
            self._told = self._tell_nothing
        self._detail = detail
        proof, signature, tr = detail.content.proof, detail.content.signature, self._context.translator.tr
        receipt = tr(f"records.proof.receipt_{detail.receipt.state}", **detail.receipt.values)
        self._facts.show_facts(
            [
                (tr("records.proof.sequence"), str(proof.sequence)),
                (tr("records.proof.record_sha256"), _spaced(proof.record_sha256)),
                (tr("records.proof.ledger_hash"), _spaced(proof.ledger_hash)),
                (tr("records.proof.station_key"), proof.station_key),
                (tr("records.proof.signed_by"), f"{signature.person} · {signature.role} · {signature.at}"),
                (tr("records.proof.statement"), signature.statement),
                (tr("records.proof.receipt"), receipt),
            ]
        )
        self._told()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._about.setText(tr("records.proof.about"))
        self._check.set_text(tr("records.proof.check"))
        self._check_one.set_text(tr("records.proof.check_one"))
        self._told()

    def _connect(self) -> None:
        self._check.clicked.connect(self._model.check)
        self._check_one.clicked.connect(self._model.check_record)
        self._model.checking.connect(self._show_busy)
        self._model.checked.connect(lambda report: self._tell(partial(self._tell_ledger, report)))
        self._model.sound.connect(lambda problems: self._tell(partial(self._tell_record, problems)))
        self._context.translator.follow(self.retranslate)

    def _lay_out(self) -> None:
        line = row(spacing=16)
        for part in (self._check_one, self._check, self._outcome):
            line.addWidget(part)
        line.addStretch(1)
        self._busy.setRange(0, 0)
        self._busy.setFixedWidth(360)
        self._busy.hide()
        layout = column(self, spacing=24, margin=24)
        layout.addWidget(self._about)
        layout.addWidget(self._facts)
        layout.addLayout(line)
        layout.addWidget(self._busy)
        layout.addWidget(self._problems, 0, Qt.AlignmentFlag.AlignTop)
        layout.addStretch()

    def _show_busy(self, busy: bool) -> None:
        self._busy.setVisible(busy)
        for button in (self._check, self._check_one):
            button.setEnabled(not busy)

    def _tell(self, told: Callable[[], None]) -> None:
        self._told = told
        told()

    def _tell_nothing(self) -> None:
        self._outcome.hide()
        self._problems.setText("")

    def _tell_ledger(self, report: LedgerReport) -> None:
        key = "sound" if report.ok else "broken"
        self._show_outcome(key, report.problems, entries=report.entries, count=len(report.problems))
        lang = self._context.translator.lang
        notes = [note.message(lang) for note in report.notes]
        if notes:
            heading = self._context.translator.tr("records.proof.notes")
            told = [self._problems.text(), heading, *notes]
            self._problems.setText("\n".join(line for line in told if line))

    def _tell_record(self, problems: Sequence[LedgerProblem]) -> None:
        self._show_outcome("broken" if problems else "sound_one", problems, entries=1, count=len(problems))

    def _show_outcome(self, key: str, problems: Sequence[LedgerProblem], **values: int) -> None:
        state = State.BAD if problems else State.OK
        self._outcome.show_state(state, self._context.translator.tr(f"records.proof.{key}", **values))
        lang = self._context.translator.lang
        self._problems.setText("\n".join(problem.message(lang) for problem in problems))
        self._outcome.show()


def _spaced(digest: str) -> str:
    """Groups of eight characters, so that a person can compare them."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
