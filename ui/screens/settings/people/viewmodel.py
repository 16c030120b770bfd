"""What the people page knows and does; no widgets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from station.errors import KnownError
from station.model.person import Person, Role
from station.people.accounts import Accounts
from station.people.sign_ins import last_sign_ins
from ui.context import Context
from ui.theme import State

Work = Callable[[Accounts, str], Person]
"""A change of a person, by the id of who makes it."""


@dataclass(frozen=True, slots=True)
class Staff:
    """Everyone, and when they last signed in (UTC) by id."""

    people: tuple[Person, ...] = ()
    signed_in: Mapping[str, datetime] = field(default_factory=dict)


class PeopleModel(QObject):
    """``read(Staff)`` after every change, ``changed(Person)`` once one is on disk, ``refused(KnownError)``,
    ``waiting(bool)`` while the next scanned code is a badge to assign."""

    read = Signal(object)
    changed = Signal(object)
    refused = Signal(object)
    waiting = Signal(bool)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._badge_for = ""

    def refresh(self) -> None:
        """Read everyone."""
        keep = self._context.keep
        self._context.database.run(
            lambda: Staff(keep.accounts.all(), last_sign_ins(keep.store)), self._was_read
        )

    def _was_read(self, staff: Staff) -> None:
        self.read.emit(staff)

    def add(self, name: str, role: Role, pin: str) -> None:
        """Add a person, who changes the PIN at the first sign-in."""

        def work(accounts: Accounts, by: str) -> Person:
            person = accounts.add(name, role, pin, by)
            return accounts.reset_pin(person.id, pin, by)

        self._do("added", work)

    def change_role(self, person_id: str, role: Role) -> None:
        """Give a person another role."""
        self._do("role", lambda accounts, by: accounts.change_role(person_id, role, by))

    def reset_pin(self, person_id: str, pin: str) -> None:
        """Give a person a PIN that they must change at the next sign-in."""
        self._do("pin", lambda accounts, by: accounts.reset_pin(person_id, pin, by))

    def put_blocked(self, person_id: str, blocked: bool) -> None:
        """Block a person, or let them in again."""
        if blocked:
            self._do("blocked", lambda accounts, by: accounts.block(person_id, by))
        else:
            self._do("unblocked", lambda accounts, by: accounts.unblock(person_id, by))

    def await_badge(self, person_id: str) -> None:
        """The next code scanned anywhere in the window is the badge of this person."""
        self._badge_for = person_id
        self._context.scans.claim(self._take_badge)
        self.waiting.emit(True)

    def stop_waiting(self) -> None:
        """Codes are units and badges again."""
        self._context.scans.release(self._take_badge)
        self.waiting.emit(False)

    def take_badge_away(self, person_id: str) -> None:
        """The person has no badge any more."""
        self._do("no_badge", lambda accounts, by: accounts.set_badge(person_id, "", by))

    def _take_badge(self, code: str) -> None:
        self.stop_waiting()
        person_id = self._badge_for
        self._do("badge", lambda accounts, by: accounts.set_badge(person_id, code, by))

    def _do(self, what: str, work: Work) -> None:
        by = self._context.session.person
        if by is None:
            return
        accounts = self._context.keep.accounts

        def done(person: Person) -> None:
            self._context.messages.tell(State.OK, f"staff.done.{what}", name=person.name)
            self.changed.emit(person)
            self._context.events.people_changed.emit()
            self.refresh()

        self._context.database.run(lambda: work(accounts, by.id), done, self._refuse)

    def _refuse(self, error: KnownError) -> None:
        self.refused.emit(error)
