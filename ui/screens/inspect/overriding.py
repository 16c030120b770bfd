"""A supervisor allows what was refused; then it is done by itself."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from station.errors import KnownError
from station.model.inspection import Inspection
from station.model.person import Person
from station.model.rights import Right, may
from station.model.second_person import OverrideKind
from ui.context import Context
from ui.screens.inspect.alive import while_alive
from ui.screens.inspect.desk_work import DeskWork
from ui.sounds import Cue


@dataclass(frozen=True, slots=True)
class Blocked:
    """What the standard leaves to a supervisor, the items it is about, and who may allow it here."""

    what: OverrideKind
    items: tuple[str, ...]
    supervisors: tuple[Person, ...]


class Overriding(QObject):
    """``asked(Blocked)`` when something takes a supervisor, ``badge_shown(Person)``, ``refused(KnownError)``
    when the supervisor is not accepted, ``allowed(Inspection)`` when it may be done, ``given_up()``."""

    asked = Signal(object)
    badge_shown = Signal(object)
    refused = Signal(object)
    allowed = Signal(object)
    given_up = Signal()

    def __init__(self, context: Context, work: DeskWork, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._work = context, work
        self._inspection = ""
        self.blocked: Blocked | None = None

    def ask(self, inspection_id: str, error: KnownError) -> None:
        """Something was refused with INSP-008: find out who may allow it."""
        self._inspection = inspection_id
        what, items = OverrideKind(str(error.details["override"])), _items(error)
        accounts = self._context.keep.accounts

        def offer(people: tuple[Person, ...]) -> None:
            able = tuple(one for one in people if one.is_active and may(one.role, Right.OVERRIDE))
            self.blocked = Blocked(what, items, able)
            self._context.scans.claim(self._take_code)
            self.asked.emit(self.blocked)

        self._context.database.run(accounts.all, while_alive(self, offer))

    def allow(self, reason: str, says: str, supervisor_id: str, pin: str) -> None:
        """The supervisor signs for every item it is about."""
        blocked, desk, inspection_id = self.blocked, self._context.keep.desk, self._inspection
        if blocked is None:
            return

        def sign() -> Inspection:
            for item in blocked.items:
                signed = desk.override(inspection_id, blocked.what, item, reason, says, supervisor_id, pin)
            return signed

        self._context.database.run(sign, while_alive(self, self._done), while_alive(self, self._refuse))

    def give_up(self) -> None:
        """Nobody allows it: what was refused stays undone."""
        if self.blocked is not None:
            self._close()
            self._work.forget()
            self.given_up.emit()

    def _done(self, inspection: Inspection) -> None:
        self._close()
        self._context.sounds.play(Cue.OK)
        self.allowed.emit(inspection)
        self._work.again()

    def _close(self) -> None:
        self.blocked = None
        self._context.scans.release(self._take_code)

    def _refuse(self, error: KnownError) -> None:
        self._context.sounds.play(Cue.REFUSED)
        self.refused.emit(error)

    def _take_code(self, code: str) -> None:
        accounts = self._context.keep.accounts
        self._context.database.run(
            lambda: accounts.show_badge(code),
            while_alive(self, self.badge_shown.emit),
            while_alive(self, self._refuse),
        )


def _items(error: KnownError) -> tuple[str, ...]:
    """The items that something was refused at; an INSP-008 names them all in ``items``."""
    items = error.details["items"]
    return tuple(map(str, items)) if isinstance(items, tuple) else (str(items),)
