"""Lets people in and out: first start, sign-in, switch at the bench, lock, a PIN that must be changed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from station.errors import KnownError
from station.model.person import Person, Role
from station.people.accounts import How, Why
from station.texts import Lang
from ui.code_routing import CodeRouting
from ui.context import Context
from ui.idle_watch import IdleWatch
from ui.pages.first_run.answers import FirstRun
from ui.pages.first_run.page import FirstRunPage
from ui.pages.identify import Hint, Identify, Occasion
from ui.pages.must_change_pin import MustChangePin
from ui.widgets.curtain import Curtain


class Reception(QObject):
    """Stands at the curtain. The session gets a person once the PIN is right; the ledger is told by accounts.

    A switch keeps the screen as it is: the one who comes goes on where the one who leaves stopped.
    """

    def __init__(
        self,
        context: Context,
        curtain: Curtain,
        routing: CodeRouting,
        idle: IdleWatch,
        *,
        hint: Hint = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._curtain, self._routing, self._idle = context, curtain, routing, idle
        self._hint = hint
        routing.badge_shown.connect(self._badge)
        routing.refused.connect(self._refuse_code)
        idle.nobody_there.connect(self.lock)
        context.settings.changed.connect(self._watch)
        context.session.changed.connect(self._on_session)
        context.events.people_changed.connect(self._look_again)
        curtain.language.clicked.connect(self._switch_language)

    def open(self) -> None:
        """Nobody is signed in: find out who may come in and offer the right page."""
        self._context.database.run(self._context.keep.accounts.all, self._offer)

    def switch(self) -> None:
        """Somebody else takes over: ask who, before the screen as it is."""
        if self._context.session.person is not None and self._curtain.page is None:
            self._identify(Occasion.SWITCH)

    def lock(self) -> None:
        """Nobody is there: hide everything until somebody proves who they are."""
        person = self._context.session.person
        if person is not None:
            self._identify(Occasion.LOCKED, person.id)
            self._leave(person, "idle")

    def sign_out(self) -> None:
        """The person leaves."""
        person = self._context.session.person
        if person is not None:
            self._identify(Occasion.SIGN_IN)
            self._leave(person, "left")

    def _on_session(self) -> None:
        if self._context.session.person is not None:
            self._open_curtain()
        elif self._curtain.page is None:
            self.open()

    def _look_again(self) -> None:
        """Somebody was changed: who works goes on as who they are now, or not at all."""
        person = self._context.session.person
        if person is not None:
            accounts = self._context.keep.accounts
            self._context.database.run(lambda: accounts.get(person.id), self._follow)

    def _follow(self, person: Person) -> None:
        working = self._context.session.person
        if working is None or working.id != person.id or working == person:
            return
        if person.is_active:
            self._context.session.renew(person)
        else:
            self._identify(Occasion.SIGN_IN)
            self._leave(person, "blocked")

    def _offer(self, people: tuple[Person, ...]) -> None:
        if self._context.session.person is not None:
            return  # somebody came in while the people were read
        if people:
            self._identify(Occasion.SIGN_IN)
            return
        context = self._context
        page = FirstRunPage(context.theme, context.translator, context.settings.now.station_name)
        page.language_chosen.connect(lambda lang: context.settings.change(language=lang))
        page.finished.connect(lambda answers: self._create(page, answers))
        self._curtain.draw(page, veil=False)

    def _create(self, page: FirstRunPage, answers: FirstRun) -> None:
        accounts = self._context.keep.accounts

        def create() -> Person:
            admin = accounts.create_first(answers.administrator.name, answers.administrator.pin)
            if answers.inspector is not None:
                accounts.add(answers.inspector.name, Role.INSPECTOR, answers.inspector.pin, admin.id)
            return accounts.sign_in(admin.id, answers.administrator.pin)

        def enter(person: Person) -> None:
            self._let_in(person)
            self._name_station(person, answers.station_name)

        self._context.database.run(create, enter, partial(self._refuse_on, page))

    def _name_station(self, person: Person, name: str) -> None:
        try:
            self._context.settings.change_by(person, station_name=name)
        except KnownError as error:
            self._context.messages.refuse(error)

    def _identify(self, occasion: Occasion, chosen: str = "") -> Identify:
        context = self._context
        page = Identify(occasion, context.theme, context.translator, context.clock, hint=self._hint)
        page.asked.connect(partial(self._prove, page))
        page.left.connect(self._stay)
        self._curtain.draw(page, veil=occasion is Occasion.SWITCH)
        self._routing.only_badges = True
        context.database.run(context.keep.accounts.all, partial(_show_active, page, chosen))
        return page

    def _badge(self, person: Person) -> None:
        page = self._curtain.page
        worker = self._context.session.person
        if isinstance(page, Identify):
            page.show_badge(person)
        elif page is None and worker is not None and worker.id == person.id:
            self._context.events.own_badge.emit(person)
        elif page is None and worker is not None:
            self._identify(Occasion.SWITCH).show_badge(person)

    def _refuse_code(self, error: KnownError) -> None:
        page = self._curtain.page
        if isinstance(page, Identify):
            page.refuse_code(error)

    def _refuse_on(self, page: FirstRunPage | Identify | MustChangePin, error: KnownError) -> None:
        """The page that asked may be gone meanwhile: somebody else is at the bench."""
        if page is self._curtain.page:
            page.refuse(error)

    def _prove(self, page: Identify, person_id: str, pin: str, how: str) -> None:
        accounts = self._context.keep.accounts
        named: How = "badge" if how == "badge" else "pin"

        def refused(error: KnownError) -> None:
            if error.code == "PEO-009":
                self._ask_for_new_pin(person_id, pin)
            else:
                self._refuse_on(page, error)

        self._context.database.run(lambda: accounts.sign_in(person_id, pin, named), self._let_in, refused)

    def _ask_for_new_pin(self, person_id: str, old: str) -> None:
        accounts = self._context.keep.accounts
        self._context.database.run(
            lambda: accounts.get(person_id), lambda person: self._show_new_pin(person, old)
        )

    def _show_new_pin(self, person: Person, old: str) -> None:
        context, accounts = self._context, self._context.keep.accounts
        page = MustChangePin(context.theme, context.translator, person)

        def change(new: str) -> Person:
            accounts.set_pin(person.id, old, new)
            return accounts.sign_in(person.id, new)

        refused = partial(self._refuse_on, page)
        page.chosen.connect(lambda new: context.database.run(lambda: change(new), self._let_in, refused))
        page.left.connect(self._stay)
        self._curtain.draw(page, veil=context.session.person is not None)

    def _let_in(self, person: Person) -> None:
        before = self._context.session.person
        if before is not None and before.id != person.id:
            accounts = self._context.keep.accounts
            self._context.database.run(lambda: accounts.signed_out(before.id, "switched"))
        self._context.session.sign_in(person)

    def _stay(self) -> None:
        """Whoever worked goes on; with nobody at work the question stays."""
        if self._context.session.person is not None:
            self._open_curtain()
        else:
            self._identify(Occasion.SIGN_IN)

    def _open_curtain(self) -> None:
        self._routing.only_badges = False
        self._curtain.open()
        self._watch()

    def _leave(self, person: Person, why: Why) -> None:
        accounts = self._context.keep.accounts
        self._idle.rest()
        self._context.session.sign_out()
        self._context.database.run(lambda: accounts.signed_out(person.id, why))

    def _watch(self) -> None:
        if self._context.session.person is not None:
            self._idle.watch(self._context.settings.now.idle_lock_minutes)

    def _switch_language(self) -> None:
        other = next(lang for lang in Lang if lang is not self._context.translator.lang)
        self._context.settings.change(language=other)


def _show_active(page: Identify, chosen: str, people: tuple[Person, ...]) -> None:
    page.show_people([person for person in people if person.is_active], chosen)
