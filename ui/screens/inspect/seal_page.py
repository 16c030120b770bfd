"""Everything that needs a look before signing, and the signature."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from station.errors import KnownError
from station.inspection.comparing import RecordDifference
from station.inspection.review import Review
from station.model.checklist import InternalStandard
from station.model.inspection import Inspection, WithoutPhoto
from station.model.person import Person
from ui.screens.inspect.finding_row import Finding, FindingRow
from ui.screens.inspect.findings import Findings
from ui.screens.inspect.past_words import PastWords
from ui.screens.inspect.told_line import ToldLine
from ui.steps.step import CONFIRM_KEYS
from ui.theme import GRID_PX, State
from ui.widgets.action_button import ActionButton
from ui.widgets.chip import Chip
from ui.widgets.discard import discard
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import column, label, look, row
from ui.widgets.notice import StateMark
from ui.widgets.option_list import Entry, OptionList
from ui.widgets.pin_pad import PinPad
from ui.widgets.surroundings import Surroundings

_STATES: dict[str, State | None] = {
    "unanswered": State.BAD,
    "differs": State.BAD,
    "countersign": State.ATTENTION,
    "out_of_limits": State.ATTENTION,
    "borderline": State.ATTENTION,
    "missing_photos": State.ATTENTION,
    "unknown": State.UNKNOWN,
    "not_needed": None,
}
"""The state of each group of findings; what is not needed has none: it is neither good nor unknown."""

_WHY_KEYS = "ABC"
"""Letters: a PIN typed too early must not decide anything."""


class SealPage(QWidget):
    """Lists what was found beside the PIN pad.

    ``item_chosen(item id)`` leads back to a step, ``rest_unknown_asked()`` answers everything open with *not
    inspected*, ``signed(pin, WithoutPhoto or None)`` seals, ``back_asked()`` goes back to the steps.
    """

    item_chosen = Signal(str)
    rest_unknown_asked = Signal()
    signed = Signal(str, object)
    back_asked = Signal()

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._review: Review | None = None
        self._inspection: Inspection | None = None
        self._standard: InternalStandard | None = None
        self._who: Person | None = None
        self._difference: RecordDifference | None = None
        self._clear_page = EmptyState(around.theme, "badge-check")
        self._title, self._lead = label("step"), label("muted", wrap=True)
        self._holder = look(QWidget(), "plain")
        self._lines = column(self._holder, spacing=GRID_PX)
        self._places = QStackedWidget()
        self._sign_title, self._statement = label("title"), label("lead", wrap=True)
        self._signer, self._after = label("strong", wrap=True), label("muted", wrap=True)
        self._badge = Chip(around.theme)
        self._why_title, self._why = label("strong", wrap=True), OptionList(around, columns=1, keys=_WHY_KEYS)
        self.pin = PinPad(around.theme, around.words)
        self._rest, self._back = ActionButton(keys=["F2"]), ActionButton(keys=["Esc"])
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._rest.clicked.connect(self.rest_unknown_asked)
        self._back.clicked.connect(self.back_asked)
        self.pin.entered.connect(lambda pin: self.signed.emit(pin, self._without_photos()))
        self._why.picked.connect(lambda _value: self.take_keys())
        around.words.follow(self.retranslate)

    def show_review(
        self, review: Review, inspection: Inspection, standard: InternalStandard, who: Person | None
    ) -> None:
        """Show what needs a look; ``who`` signs."""
        if self._inspection is None or self._inspection.id != inspection.id:
            self._difference = None
        self._review, self._inspection, self._standard, self._who = review, inspection, standard, who
        self._badge.hide()
        self.pin.clear()
        self._why.pick(None)
        self.retranslate()
        self.take_keys()

    def show_difference(self, found: RecordDifference | None) -> None:
        """Show what is said otherwise than in the latest earlier record of the unit."""
        self._difference = found
        self.retranslate()

    def show_badge(self, person: Person) -> None:
        """The badge of the person who signs was shown: the PIN follows."""
        if self._who is not None and person.id == self._who.id:
            self._badge.show_state(State.OK, self._around.words.tr("inspect.seal.badge"), "id-card")
            self._badge.show()
            self.take_keys()

    def take_keys(self) -> None:
        """The PIN takes the keys once nothing is left to be decided before signing."""
        review = self._review
        asking = review is not None and bool(review.missing_photos) and not self._why.value
        self._ask_about_photos(asking)
        undecided = review is None or bool(review.unanswered) or asking
        self.pin.setEnabled(not undecided)
        (self if undecided else self.pin).setFocus()

    def refuse(self, error: KnownError) -> None:
        """The signature was not taken."""
        self.pin.refuse(self._around.words.refusal(error))

    def retranslate(self) -> None:
        """Write every text again."""
        tr = self._around.words.tr
        self._rest.set_text(tr("inspect.seal.rest_unknown"))
        self._back.set_text(tr("inspect.seal.back"))
        self._sign_title.setText(tr("inspect.seal.sign"))
        self._statement.setText(tr("signature.inspected"))
        self._say_who()
        self._clear_page.set_texts(tr("inspect.seal.clear"), tr("inspect.seal.clear_do"))
        self._why.offer([Entry(one.value, tr(f"inspect.without_photo.{one.value}")) for one in WithoutPhoto])
        if self._review is not None and self._inspection is not None and self._standard is not None:
            self._ask_about_photos(not self._why.isHidden())
            found = Findings(self._review, self._inspection, self._standard, self._around.words).all()
            self._show_findings((*self._differences(self._standard), *found))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 leaves the rest unknown, Escape goes back, letters say why photos are missing.

        Enter belongs to the PIN.
        """
        if event.key() == Qt.Key.Key_F2 and not self._rest.isHidden():
            self.rest_unknown_asked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.back_asked.emit()
        elif event.key() not in CONFIRM_KEYS and not self._pick_why(event.text()):
            event.ignore()

    def _say_who(self) -> None:
        tr, who = self._around.words.tr, self._who
        role = tr(f"frame.roles.{who.role.value}") if who else ""
        self._signer.setText(tr("inspect.seal.signer", name=who.name, role=role) if who else "")
        demanded = self._review is not None and bool(self._review.demands)
        self._after.setText(tr("inspect.seal.after_countersign" if demanded else "inspect.seal.after"))

    def _differences(self, standard: InternalStandard) -> tuple[Finding, ...]:
        if self._difference is None:
            return ()
        return PastWords(self._around).findings(self._difference, standard)

    def _pick_why(self, typed: str) -> bool:
        return not self._why.isHidden() and self._why.press(typed)

    def _ask_about_photos(self, asking: bool) -> None:
        """The question stands in the place of the PIN pad; once answered, the answer is shown above it."""
        tr, missing = self._around.words.tr, len(self._review.missing_photos) if self._review else 0
        decided = tr(f"inspect.without_photo.{self._why.value}") if self._why.value else ""
        key = "title" if asking else "decided"
        self._why_title.setText(tr(f"inspect.without_photo.{key}", count=missing, why=decided))
        self._why_title.setVisible(bool(missing))
        self._why.setVisible(asking)
        self.pin.setHidden(asking)

    def _without_photos(self) -> WithoutPhoto | None:
        return WithoutPhoto(self._why.value) if self._why.value else None

    def _show_findings(self, found: Sequence[Finding]) -> None:
        tr = self._around.words.tr
        self._clear()
        open_items = sum(finding.heading == "unanswered" for finding in found)
        self._rest.setVisible(bool(open_items))
        self._title.setText(tr("inspect.seal.title"))
        idle = sum(finding.heading == "not_needed" for finding in found)
        looks = len(found) - idle
        if self._difference is not None:
            self._lines.addWidget(self._compared(self._difference))
        key = "open" if open_items else "look" if looks else "settled" if idle else "clear"
        self._lead.setText(tr(f"inspect.seal.lead_{key}", count=open_items or looks or idle))
        for heading, state in _STATES.items():
            group = [finding for finding in found if finding.heading == heading]
            if group:
                self._add_group(state, tr(f"inspect.seal.{heading}", count=len(group)), group)
        self._lines.addStretch(1)
        self._places.setCurrentIndex(0 if found or self._difference is not None else 1)

    def _compared(self, difference: RecordDifference) -> ToldLine:
        told = ToldLine(self._around)
        differs = bool(difference.items or difference.verdicts)
        told.tell(State.BAD if differs else State.OK, PastWords(self._around).difference(difference))
        return told

    def _add_group(self, state: State | None, heading: str, group: Sequence[Finding]) -> None:
        head, words = QWidget(), label("strong")
        words.setText(heading)
        line = row(head, spacing=GRID_PX)
        if state is not None:
            mark = StateMark(self._around)
            mark.show_state(state)
            line.addWidget(mark)
            words.setProperty("state", state.value)
        line.addWidget(words)
        line.addStretch(1)
        self._lines.addWidget(head)
        for finding in group:
            entry = FindingRow(finding, self._around)
            entry.clicked.connect(lambda _on=False, item=finding.item: self.item_chosen.emit(item))
            self._lines.addWidget(entry)

    def _clear(self) -> None:
        while (taken := self._lines.takeAt(0)) is not None:
            if (old := taken.widget()) is not None:
                discard(old)

    def _lay_out(self) -> None:
        found = look(QFrame(), "card")
        lines = column(found, spacing=GRID_PX, margin=3 * GRID_PX)
        lines.addWidget(self._title)
        lines.addWidget(self._lead)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._holder)
        self._places.addWidget(scroll)
        self._places.addWidget(self._clear_page)
        lines.addWidget(self._places, 1)
        actions = row(spacing=GRID_PX)
        for button in (self._back, self._rest):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            actions.addWidget(button)
        actions.addStretch(1)
        lines.addLayout(actions)
        sign = look(QFrame(), "card")
        sign.setFixedWidth(380)
        beside = column(sign, spacing=2 * GRID_PX, margin=3 * GRID_PX)
        said: tuple[QWidget, ...] = (self._sign_title, self._statement, self._signer, self._after)
        for part in said:
            beside.addWidget(part)
        beside.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._why_title, self._why, self.pin):
            beside.addWidget(part)
        beside.addStretch(1)
        line = row(self, spacing=2 * GRID_PX, margin=3 * GRID_PX)
        line.addWidget(found, 1)
        line.addWidget(sign)
