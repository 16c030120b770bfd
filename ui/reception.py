"""Lets a person in: the first inspector is registered, later ones sign in by PIN."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from station.errors import KnownError
from station.model.person import Person
from ui.context import Context
from ui.pages.gate import FirstInspector, Hint, SignIn


@dataclass(frozen=True, slots=True)
class _Desk:
    """Who may come in, and how long a PIN must be."""

    people: tuple[Person, ...]
    min_digits: int


class Reception(QObject):
    """``page_ready`` carries the page to show; the session gets the person once the PIN is right."""

    page_ready = Signal(QWidget)

    def __init__(self, context: Context, parent: QObject | None = None, *, hint: Hint = None) -> None:
        super().__init__(parent)
        self._context, self._hint = context, hint

    def open(self) -> None:
        """Find out who may come in and offer the right page."""
        self._context.database.run(self._look, self._offer)

    def _look(self) -> _Desk:
        from station.people.accounts import MIN_DIGITS

        return _Desk(self._context.keep.accounts.all(), MIN_DIGITS)

    def _offer(self, desk: _Desk) -> None:
        context = self._context
        page: FirstInspector | SignIn
        if desk.people:
            page = SignIn(context.theme, context.translator, desk.people, hint=self._hint)
            page.asked.connect(self._ask(context.keep.accounts.sign_in, page.refuse))
        else:
            page = FirstInspector(context.translator, desk.min_digits)
            page.asked.connect(self._ask(context.keep.accounts.create_first, page.refuse))
        self.page_ready.emit(page)

    def _ask(
        self, admit: Callable[[str, str], Person], refuse: Callable[[KnownError], None]
    ) -> Callable[[str, str], None]:
        context = self._context
        return lambda who, pin: context.database.run(lambda: admit(who, pin), context.session.sign_in, refuse)
