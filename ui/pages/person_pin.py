"""One person proves who they are: name, role, PIN pad, and the lock that counts down."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from station.errors import KnownError
from station.model.person import Person
from station.ports import Clock
from ui.i18n import Translator
from ui.theme import State, Theme
from ui.widgets.avatar import Avatar
from ui.widgets.chip import Chip
from ui.widgets.looks import column, label, look, row
from ui.widgets.pin_pad import PinPad

_NS = 1_000_000_000
_EVERYBODY = "*"
_LOCKS = {"PEO-005", "PEO-013"}
_TICK_MS = 250


class PersonPin(QWidget):
    """``entered(person id, PIN)``. A lock closes the pad, says until when, and opens it when it is over."""

    entered = Signal(str, str)

    def __init__(
        self, theme: Theme, translator: Translator, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        look(self, "plain")
        self._translator, self._clock = translator, clock
        self._person: Person | None = None
        self._ends: dict[str, int] = {}
        self._until: dict[str, str] = {}
        self._locked_by: KnownError | None = None
        self._refused: KnownError | None = None
        self._avatar = Avatar(theme, 56)
        self._name, self._role = label("title"), label("muted")
        self._lock, self.hint, self._why = Chip(theme), Chip(theme), label("muted", wrap=True)
        self.pad = PinPad(theme, translator)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._lay_out()
        self._tick.timeout.connect(self._count_down)
        self.pad.entered.connect(self._hand_on)
        self.setFocusProxy(self.pad)
        translator.follow(self.retranslate)

    @property
    def person(self) -> Person | None:
        """Whose PIN is asked for."""
        return self._person

    def ask(self, person: Person) -> None:
        """Ask for the PIN of ``person``."""
        self._person, self._refused = person, None
        self._avatar.show_name(person.name)
        self.pad.clear()
        self.retranslate()
        self._count_down()

    def refuse(self, error: KnownError) -> None:
        """Say why the PIN was not taken."""
        if error.code in _LOCKS:
            self._begin_lock(error)
            self._locked_by = error
            self.pad.clear()
            self.retranslate()
        else:
            self._refused = error
            self.pad.refuse(self._translator.refusal(error))

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        if self._person is not None:
            self._name.setText(self._person.name)
            self._role.setText(self._translator.tr(f"frame.roles.{self._person.role.value}"))
        if self._refused is not None:
            self.pad.say(self._translator.refusal(self._refused))
        if self._locked_by is not None:
            self._why.setText(self._translator.error(self._locked_by)[0])
        self._count_down()

    def _hand_on(self, pin: str) -> None:
        if self._person is not None:
            self.entered.emit(self._person.id, pin)

    def _begin_lock(self, error: KnownError) -> None:
        whose = _EVERYBODY if error.code == "PEO-013" or self._person is None else self._person.id
        seconds = int(str(error.details["seconds"]))
        self._ends[whose] = self._clock.monotonic_ns() + seconds * _NS
        ends = self._clock.now().timestamp() + seconds
        self._until[whose] = self._clock.now().fromtimestamp(ends).astimezone().strftime("%H:%M:%S")
        self._tick.start()

    def _count_down(self) -> None:
        whose = max(self._locks(), key=lambda one: self._ends[one], default="")
        left = self._ends[whose] - self._clock.monotonic_ns() if whose else 0
        if left <= 0:
            self._open()
            return
        minutes, seconds = divmod(-(-left // _NS), 60)
        words = {"until": self._until[whose], "left": f"{minutes}:{seconds:02}"}
        self._lock.show_state(State.BAD, self._translator.tr("entrance.lock.counting", **words), "lock")
        self._lock.show()
        self._why.show()
        self.pad.setEnabled(False)

    def _locks(self) -> list[str]:
        own = self._person.id if self._person else ""
        return [one for one in (own, _EVERYBODY) if one in self._ends]

    def _open(self) -> None:
        was_locked = not self._lock.isHidden()
        for whose in self._locks():
            del self._ends[whose]
        if not self._ends:
            self._tick.stop()
        self._lock.hide()
        self._why.hide()
        self.pad.setEnabled(True)
        if was_locked:
            self.pad.clear()

    def _lay_out(self) -> None:
        words = column(spacing=2)
        words.addWidget(self._name)
        words.addWidget(self._role)
        who = row(spacing=16)
        who.addWidget(self._avatar)
        who.addLayout(words, 1)
        layout = column(self, spacing=16)
        layout.addLayout(who)
        for part in (self.hint, self._lock):
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
            part.hide()
        layout.addWidget(self._why)
        layout.addWidget(self.pad)
        self._why.hide()
