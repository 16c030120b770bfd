"""Who sits at the station, and what this person may do."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from station.model.person import Person
from station.model.rights import Right, may


class Session(QObject):
    """The person signed in; ``changed`` after every change, ``leaving`` when this person wants to leave."""

    changed = Signal()
    leaving = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._person: Person | None = None

    @property
    def person(self) -> Person | None:
        """Person signed in, or None."""
        return self._person

    def sign_in(self, person: Person) -> None:
        """``person`` works from now on."""
        self._person = person
        self.changed.emit()

    def renew(self, person: Person) -> None:
        """The person who works is another one from now on in role, badge or name; nobody was asked for."""
        self.sign_in(person)

    def leave(self) -> None:
        """The person wants to leave; the reception signs them out."""
        self.leaving.emit()

    def sign_out(self) -> None:
        """Nobody works."""
        self._person = None
        self.changed.emit()

    def may(self, right: Right) -> bool:
        """Whether the person signed in has ``right``; nobody has any."""
        return self._person is not None and may(self._person.role, right)
