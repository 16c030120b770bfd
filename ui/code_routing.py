"""What a scanned code is for: a person who is asked for, somebody who waits for it, a badge, or a unit."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from station.errors import KnownError
from station.model.person import Person
from station.model.rights import Right
from station.people.accounts import refuse_unless
from ui.context import Context
from ui.sounds import Cue

INSPECT = "inspect"
"""Id of the screen that opens units."""


class CodeRouting(QObject):
    """``badge_shown(Person)`` for a badge of this station; ``refused(KnownError)`` for one that nobody holds,
    while a person is asked for. Any other code goes to who looks for one, else it opens a unit on the Inspect
    screen."""

    badge_shown = Signal(object)
    refused = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.only_badges = False

    def take(self, code: str) -> None:
        """Find out what ``code`` is for, and hand it on."""
        accounts = self._context.keep.accounts
        if (
            self._asks_for_a_person()
        ):  # whoever waited for a code behind the curtain gets none from a stranger
            self._context.database.run(lambda: accounts.show_badge(code), self.badge_shown.emit, self._refuse)
        elif not self._context.scans.give(code):
            self._context.database.run(lambda: accounts.by_badge(code), partial(self._recognised, code))

    def refuse_commands(self) -> None:
        """A code typed commands and was thrown away: say so."""
        self._refuse(KnownError("SCAN-007"))

    def _asks_for_a_person(self) -> bool:
        return self.only_badges or self._context.session.person is None

    def _recognised(self, code: str, person: Person | None) -> None:
        if person is not None:
            self.badge_shown.emit(person)
        elif not self._context.scans.give_other(code):
            self._open_unit(code)

    def _open_unit(self, code: str) -> None:
        worker = self._context.session.person
        if worker is None:
            return
        try:
            refuse_unless(worker, Right.INSPECT)
        except KnownError as error:
            self._refuse(error)
        else:
            self._context.navigation.go(INSPECT, code)

    def _refuse(self, error: KnownError) -> None:
        self._context.sounds.play(Cue.REFUSED)
        if self._asks_for_a_person():
            self.refused.emit(error)
        else:
            self._context.messages.refuse(error)
