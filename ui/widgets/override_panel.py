"""A supervisor allows what the standard leaves to one: what and why, who by badge or name, and the PIN."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QStackedWidget, QWidget

from station.errors import KnownError
from station.model.person import Person
from station.ports import Clock
from ui.pages.people_picker import PeoplePicker
from ui.pages.person_pin import PersonPin
from ui.theme import GRID_PX
from ui.widgets.action_button import ActionButton
from ui.widgets.looks import column, label, look, row
from ui.widgets.option_list import Entry, OptionList
from ui.widgets.surroundings import Surroundings

_KEYS = "ABCDEFGHIJ"
"""Letters: digits choose the person, and a PIN typed too early must not decide anything."""
_SIGN_PX = 400
_WORDS_MOST = 200


class OverridePanel(QWidget):
    """``allowed(reason code, words, person id, PIN)`` once all of it is given, ``given_up()`` on Escape.

    Reason, words, person and PIN are asked for one after the other; a badge names the person at any time.
    """

    allowed = Signal(str, str, str, str)
    given_up = Signal()

    def __init__(self, around: Surroundings, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "page")
        self._around = around
        self._title, self._blocked = label("step", wrap=True), label("lead strong", wrap=True)
        self._blocked.setProperty("state", "attention")
        self._policy = label("muted", wrap=True)
        self._why_title, self._says_title = label("strong"), label("strong")
        self.why, self.says = OptionList(around, columns=2, keys=_KEYS), QLineEdit()
        self.says.setMaxLength(_WORDS_MOST)
        self._who_title, self._statement = label("title"), label("muted", wrap=True)
        self._hint, self._refusal = label("muted", wrap=True), label("small", wrap=True)
        self._refusal.setProperty("state", "bad")
        self.picker = PeoplePicker(around.theme, around.words)
        self.pin = PersonPin(around.theme, around.words, clock)
        self._places = QStackedWidget()
        self._back = ActionButton(keys=["Esc"])
        self._people: dict[str, Person] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._connect()

    def ask(self, people: Sequence[Person]) -> None:
        """Ask anew; ``people`` may allow it."""
        self._people = {person.id: person for person in people}
        self.picker.show_people(people)
        self.why.pick(None)
        self.says.clear()
        self._choose("")

    def say(self, what: str, why: str, reasons: Sequence[Entry]) -> None:
        """Say in the language in use what is blocked and why, and what can be a reason."""
        self._blocked.setText(what)
        self._policy.setText(why)
        self.why.offer(reasons)

    def show_badge(self, person: Person) -> None:
        """A badge named ``person``."""
        self._people.setdefault(person.id, person)
        self._choose(person.id)

    def refuse(self, error: KnownError) -> None:
        """Say why the supervisor was not accepted."""
        if self.pin.person is not None and error.code not in ("PEO-006", "PEO-014"):
            self.pin.refuse(error)
            return
        self._choose("")
        self._refusal.setText(self._around.words.refusal(error))
        self._refusal.show()

    def take_keys(self) -> None:
        """The keys go to what is still missing: reason, words, person, PIN."""
        decided = bool(self.why.value and self.says.text().strip())
        self.pin.pad.setEnabled(decided)
        self._hint.setVisible(not decided)
        if not self.why.value:
            self.setFocus()
        elif not decided:
            self.says.setFocus()
        else:
            (self.pin if self._places.currentIndex() else self.picker).setFocus()

    def retranslate(self) -> None:
        """Write every text again."""
        tr = self._around.words.tr
        self._title.setText(tr("override.title"))
        self._why_title.setText(tr("override.why"))
        self._says_title.setText(tr("override.says"))
        self.says.setPlaceholderText(tr("override.says_hint"))
        self.says.setAccessibleName(tr("override.says"))
        self._who_title.setText(tr("override.who"))
        self._statement.setText(tr("signature.overridden"))
        self._hint.setText(tr("override.first"))
        self._back.set_text(tr("override.back"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters give the reason, Escape takes the person back and then gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif self.says.hasFocus() or not self.why.press(event.text()):
            event.ignore()

    def _leave(self) -> None:
        if self._places.currentIndex():
            self._choose("")
        else:
            self.given_up.emit()

    def _choose(self, person_id: str) -> None:
        person = self._people.get(person_id)
        self._refusal.hide()
        self.picker.mark(person_id)
        if person is not None:
            self.pin.ask(person)
        self._places.setCurrentIndex(1 if person is not None else 0)
        self.take_keys()

    def _sign(self, person_id: str, pin: str) -> None:
        says = self.says.text().strip()
        if self.why.value and says:
            self.allowed.emit(self.why.value, says, person_id, pin)

    def _connect(self) -> None:
        self.why.picked.connect(lambda _reason: self.take_keys())
        self.says.returnPressed.connect(self.take_keys)
        self.says.textChanged.connect(lambda _words: self._hint.setHidden(bool(self.says.text().strip())))
        self.picker.chosen.connect(self._choose)
        self.pin.entered.connect(self._sign)
        self._back.clicked.connect(self._leave)
        self._around.words.follow(self.retranslate)

    def _lay_out(self) -> None:
        told = look(QFrame(), "card")
        lines = column(told, spacing=GRID_PX, margin=3 * GRID_PX)
        asked: tuple[QWidget, ...] = (self._why_title, self.why, self._says_title, self.says)
        for part in (self._title, self._blocked, self._policy, *asked):
            lines.addWidget(part)
        lines.addStretch(1)
        self._back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        lines.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        sign = look(QFrame(), "card")
        sign.setFixedWidth(_SIGN_PX)
        beside = column(sign, spacing=GRID_PX, margin=3 * GRID_PX)
        for part in (self._who_title, self._statement, self._refusal, self._hint):
            beside.addWidget(part)
        beside.addSpacing(GRID_PX)
        self._places.addWidget(self.picker)
        proof = look(QWidget(), "plain")
        below = column(proof)
        below.addWidget(self.pin)
        below.addStretch(1)
        self._places.addWidget(proof)
        beside.addWidget(self._places, 1)
        line = row(self, spacing=2 * GRID_PX, margin=3 * GRID_PX)
        line.addWidget(told, 1)
        line.addWidget(sign)
