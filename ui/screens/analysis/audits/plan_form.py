"""Planning an audit: whose lot, from when, by which level and AQL, and which plan follows from that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QGridLayout, QLineEdit, QWidget

from station.analysis.audit_planning import Proposal, Request
from station.analysis.statistics.sampling_tables import sampling_tables
from station.errors import KnownError
from station.store.audits import Audited
from ui.context import Context
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.looks import column, label, look, row
from ui.widgets.notice import Notice
from ui.widgets.segments import Segments
from ui.widgets.surroundings import Surroundings

_KINDS = tuple(one.value for one in Audited)
_LEVELS = ("I", "II", "III", "S-1", "S-2", "S-3", "S-4")
_USUAL_LEVEL, _USUAL_AQL, _USUAL_DAYS = "II", "2.5", 30
_OPEN = QDate(2000, 1, 1)
"""Stands for any day."""
_DISCONTINUED = "AUD-002"
_TOLD = ("lot", "n", "accept", "reject", "edition", "level", "aql", "letter")


class PlanForm(QWidget):
    """``changed(Request)`` for its proposal, ``wanted(Request)`` to draw, ``closed()`` back to the list."""

    changed = Signal(object)
    wanted = Signal(object)
    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        look(self, "plain")
        self._context, words = context, context.translator
        self._lots: Mapping[Audited, Mapping[str, str]] = {one: {} for one in Audited}
        self._proposal: Proposal | None = None
        self._refused: KnownError | None = None
        self.kind, self.subject = Segments(_KINDS), QComboBox()
        self.level, self.aql = QComboBox(), QComboBox()
        self.since, self.until, self.resume = _day_field(), _day_field(), QLineEdit()
        self._fields: dict[str, QWidget] = {
            "subject": self.subject,
            "since": self.since,
            "until": self.until,
            "level": self.level,
            "aql": self.aql,
            "resume": self.resume,
        }
        self._captions = {name: label("section") for name in self._fields}
        self._title, self._lead = label("title"), label("muted", wrap=True)
        self.notice = Notice(Surroundings(words, context.theme))
        self.back = ActionButton(keys=("Esc",), shortcut="Esc")
        self.draw = ActionButton(keys=("F9",), shortcut="F9", primary=True)
        self._lay_out()
        self._begin()
        self._connect()

    @property
    def request(self) -> Request:
        """What is asked for now."""
        return Request(
            Audited(self.kind.marked()),
            str(self.subject.currentData() or ""),
            self.aql.currentText(),
            _day(self.since.date()),
            _day(self.until.date()),
            self.level.currentText(),
            resume="" if self.resume.isHidden() else self.resume.text().strip(),
        )

    def offer(self, lots: Mapping[Audited, Mapping[str, str]]) -> None:
        """Offer these subjects, each an id and a name, and ask for the proposal of the one chosen."""
        self._lots = lots
        self._offer_subjects()
        self._ask()

    def propose(self, proposal: Proposal) -> None:
        """Show which plan follows."""
        self._proposal, self._refused = proposal, None
        self._tell()

    def refuse(self, error: KnownError) -> None:
        """Say why there is no plan; where inspection is discontinued, ask why it goes on."""
        self._proposal, self._refused = None, error
        if error.code == _DISCONTINUED:
            self.resume.show()
            self._captions["resume"].show()
        self._tell()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._title.setText(tr("audits.plan_title"))
        self._lead.setText(tr("audits.plan_lead"))
        self.kind.set_words([tr(f"audits.kinds.{one}") for one in _KINDS])
        for name, caption in self._captions.items():
            caption.setText(tr(f"audits.{name}"))
            self._fields[name].setAccessibleName(caption.text())
        for field in (self.since, self.until):
            field.setSpecialValueText(tr("audits.any_day"))
        self.back.set_text(tr("audits.to_list"))
        self.draw.set_text(tr("audits.draw"))
        self._tell()

    def _tell(self) -> None:
        words, found = self._context.translator, self._proposal
        self.draw.setEnabled(found is not None)
        if found is not None:
            plan = found.plan
            told = {name: getattr(plan, name) for name in _TOLD}
            severity = words.tr(f"audits.severity.{plan.severity}")
            said = words.tr("audits.proposed", **told, severity=severity)
            self.notice.say(State.OK, said, words.tr("audits.whole") if plan.full_inspection else "")
        elif self._refused is not None:
            what, do = words.error(self._refused)
            self.notice.say(State.ATTENTION, f"{what} {self._refused.code}", do)
        else:
            self.notice.clear()

    def _ask(self) -> None:
        self._proposal = self._refused = None
        self._tell()
        if self.request.subject:
            self.changed.emit(self.request)

    def _choose(self) -> None:
        """Another lot: what was said of the one before goes."""
        self.resume.clear()
        self.resume.hide()
        self._captions["resume"].hide()
        self._ask()

    def _choose_kind(self, _kind: str) -> None:
        self._offer_subjects()
        self._choose()

    def _offer_subjects(self) -> None:
        chosen = self.subject.currentData()
        self.subject.blockSignals(True)  # what is offered anew is no choice of a person
        self.subject.clear()
        for one, name in self._lots[Audited(self.kind.marked())].items():
            self.subject.addItem(name, one)
        self.subject.setCurrentIndex(max(0, self.subject.findData(chosen)))
        self.subject.blockSignals(False)

    def _begin(self) -> None:
        self.kind.mark(Audited.INSPECTOR)
        self.level.addItems(_LEVELS)
        self.level.setCurrentText(_USUAL_LEVEL)
        self.aql.addItems(sampling_tables().aqls)
        self.aql.setCurrentText(_USUAL_AQL)
        today = self._context.clock.now().astimezone().date()
        for field, one in ((self.since, today - timedelta(days=_USUAL_DAYS)), (self.until, today)):
            field.setDate(QDate(one.year, one.month, one.day))
        self.resume.hide()
        self._captions["resume"].hide()

    def _connect(self) -> None:
        self.kind.chosen.connect(self._choose_kind)
        self.subject.currentIndexChanged.connect(self._choose)
        for box in (self.level, self.aql):
            box.currentIndexChanged.connect(self._choose)
        for field in (self.since, self.until):
            field.dateChanged.connect(self._ask)
        self.resume.editingFinished.connect(self._ask)
        self.back.clicked.connect(self.closed)
        self.draw.clicked.connect(lambda: self.wanted.emit(self.request))
        self._context.translator.follow(self.retranslate)

    def _lay_out(self) -> None:
        head = row(spacing=12)
        for part in (self._title, self.kind):
            head.addWidget(part)
        head.addStretch(1)
        for button in (self.back, self.draw):
            head.addWidget(button)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for place, name in enumerate(("subject", "since", "until", "level", "aql")):
            grid.addWidget(self._captions[name], 0, place)
            grid.addWidget(self._fields[name], 1, place)
        grid.addWidget(self._captions["resume"], 2, 0, 1, 5)
        grid.addWidget(self.resume, 3, 0, 1, 5)
        grid.setColumnStretch(0, 1)
        card = Card(margin=16, spacing=12)
        card.body.addWidget(self._lead)
        card.body.addLayout(grid)
        layout = column(self, spacing=12)
        layout.addLayout(head)
        layout.addWidget(card)
        layout.addWidget(self.notice)
        layout.addStretch(1)
        self.setFocusProxy(self.subject)


def _day_field() -> QDateEdit:
    field = QDateEdit()
    field.setMinimumDate(_OPEN)
    field.setCalendarPopup(True)
    field.setDisplayFormat("yyyy-MM-dd")
    return field


def _day(chosen: QDate) -> date | None:
    return None if chosen == _OPEN else date(chosen.year(), chosen.month(), chosen.day())
