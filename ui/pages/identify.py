"""Who is it, and is it true: people at the left, the PIN of the one chosen at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from station.errors import KnownError
from station.model.person import Person
from station.ports import Clock
from ui.i18n import Translator
from ui.pages.people_picker import KEYS, PeoplePicker
from ui.pages.person_pin import PersonPin
from ui.theme import State, Theme
from ui.widgets.action_button import ActionButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import column, label, look, row

Hint = Callable[[], str] | None
"""Says something beside the PIN pad; None for nothing."""

_WIDE_PX, _NARROW_PX, _PIN_PX, _HEIGHT_PX = 1000, 408, 344, 648


class Occasion(StrEnum):
    """Why a person is asked for."""

    SIGN_IN = "sign_in"
    LOCKED = "locked"
    SWITCH = "switch"


class Identify(QFrame):
    """``asked(person id, PIN, how)`` once a PIN is typed, ``left()`` when the person would rather not.

    ``how`` is ``badge`` when the person was named by a badge, else ``pin``.
    """

    asked = Signal(str, str, str)
    left = Signal()

    def __init__(
        self, occasion: Occasion, theme: Theme, translator: Translator, clock: Clock, *, hint: Hint = None
    ) -> None:
        super().__init__()
        look(self, "card")
        self._occasion, self._translator, self._hinted = occasion, translator, hint
        self._people: dict[str, Person] = {}
        self._how = "pin"
        self._proving = False
        self._refused: KnownError | None = None
        self._title, self._lead, self._refusal = label("step"), label("muted", wrap=True), label(wrap=True)
        self.picker = PeoplePicker(theme, translator)
        self.pin = PersonPin(theme, translator, clock)
        self._nobody = EmptyState(theme, "id-card")
        self._others = ActionButton(keys=("Esc",))
        self._places = QStackedWidget()
        self._lay_out()
        self._connect()

    def show_people(self, people: Sequence[Person], chosen: str = "") -> None:
        """Offer ``people``; ask the PIN of ``chosen``, or of the only one there is."""
        self._people = {person.id: person for person in people}
        self.picker.show_people(people)
        self.retranslate()
        only = next(iter(self._people)) if len(people) == 1 else ""
        if self._how != "badge":
            self._choose(chosen if chosen in self._people else only, "pin")

    def show_badge(self, person: Person) -> None:
        """A badge named ``person``: only the PIN is asked for. Not while another person's PIN is tried."""
        if self._proving:
            return
        self._people.setdefault(person.id, person)
        self._choose(person.id, "badge")

    def refuse(self, error: KnownError) -> None:
        """Say why the PIN was not taken."""
        self._proving = False
        self.pin.refuse(error)

    def refuse_code(self, error: KnownError) -> None:
        """Say why a code that was scanned lets nobody in."""
        if self.pin.person is not None and error.code == "PEO-013":
            self.pin.refuse(error)
        else:
            self._refused = error
            self._refusal.show()
            self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._translator.tr
        self._title.setText(tr(f"entrance.{self._occasion.value}.title"))
        many = "pick" if len(self._people) > len(KEYS) else self._occasion.value
        self._lead.setText(tr(f"entrance.{many}.lead"))
        self._nobody.set_texts(tr("entrance.nobody_chosen"), tr("entrance.nobody_chosen_do"))
        if self._refused is not None:
            self._refusal.setText(self._translator.refusal(self._refused))
        if self._hinted is not None:
            self.pin.hint.show_state(State.ATTENTION, self._hinted())
        self._show_way_back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            event.ignore()
        elif self._occasion is Occasion.SWITCH and (self._how == "badge" or self.pin.person is None):
            self.left.emit()
        else:
            self._choose("", "pin")

    def _choose(self, person_id: str, how: str) -> None:
        person = self._people.get(person_id)
        self._how = how
        self._refusal.hide()
        self.picker.mark(person_id)
        if person is not None:
            self.pin.ask(person)
        self._places.setCurrentIndex(1 if person is not None else 0)
        self._fit()
        self.setFocusProxy(self.pin if person is not None else self.picker)
        self.setFocus()
        self._show_way_back()

    def _fit(self) -> None:
        """Who was named by a badge sees the PIN alone."""
        alone = self._how == "badge"
        self._side.setHidden(alone)
        self.setFixedSize(_NARROW_PX if alone else _WIDE_PX, _HEIGHT_PX)

    def _show_way_back(self) -> None:
        leaves = self._occasion is Occasion.SWITCH
        key = "back" if leaves and (self._how == "badge" or self.pin.person is None) else "others"
        self._others.set_text(self._translator.tr(f"entrance.{key}"))
        self._others.setVisible(self._places.currentIndex() == 1 and (leaves or len(self._people) > 1))

    def _connect(self) -> None:
        self.picker.chosen.connect(lambda person_id: self._choose(person_id, "pin"))
        self.pin.entered.connect(self._prove)
        self._others.clicked.connect(self._go_back)
        self._translator.follow(self.retranslate)

    def _prove(self, person_id: str, pin: str) -> None:
        """Once: a second Enter must not count as a second try."""
        if not self._proving:
            self._proving = True
            self.asked.emit(person_id, pin, self._how)

    def _go_back(self) -> None:
        if self._occasion is Occasion.SWITCH and self._how == "badge":
            self.left.emit()
        else:
            self._choose("", "pin")

    def _lay_out(self) -> None:
        self._refusal.setProperty("state", "bad")
        self._side = look(QWidget(), "plain")
        left = column(self._side, spacing=12)
        for part in (self._title, self._lead, self._refusal):
            left.addWidget(part)
        left.addSpacing(4)
        left.addWidget(self.picker, 1)
        proof = look(QWidget(), "plain")
        right = column(proof, spacing=16)
        right.addWidget(self.pin)
        right.addStretch(1)
        right.addWidget(self._others, 0, Qt.AlignmentFlag.AlignLeft)
        self.pin.hint.setVisible(self._hinted is not None)
        self._places.addWidget(self._nobody)
        self._places.addWidget(proof)
        self._places.setFixedWidth(_PIN_PX)
        layout = row(self, spacing=32, margin=32)
        layout.addWidget(self._side, 1)
        layout.addWidget(self._places)
