"""Every page of Settings and Standards tells everything in the language chosen while it is shown."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from station.model.person import Role
from station.standards import library
from tests.ui.language_switch import Pages, left_behind, one_by_one, settle
from ui.context import Context
from ui.screens.settings.view import SettingsView
from ui.screens.standards.view import StandardsView

_SHEETS = ("clauses", "limits", "rulings", "findings", "versions")
_PAGES = ("library", "matrix", "import", "difference", "replay")
_PIN = "1470"


def test_settings_leave_nothing_in_the_language_before(context: Context, qtbot: QtBot) -> None:
    first = context.session.person
    assert first is not None

    def person(view: SettingsView) -> None:
        view.show_page("people")
        settle(context, qtbot)
        view.people.show_person(first.id)

    pages: Pages[SettingsView] = {
        "station": lambda view: view.show_page("station"),
        "my pin": one_by_one(lambda view: view.show_page("station"), lambda view: view.my_pin.begin()),
        "people": person,
        "add": one_by_one(person, lambda view: view.people.begin_adding()),
        "block": one_by_one(person, lambda view: view.people.sheet.ask_block()),
    }
    assert left_behind(context, qtbot, "settings", SettingsView, pages) == {}


def test_standards_leave_nothing_in_the_language_before(context: Context, qtbot: QtBot) -> None:
    first = context.session.person
    assert first is not None
    made = context.keep.accounts.add("周工", Role.QUALITY_ENGINEER, _PIN, by=first.id)
    context.session.sign_in(made)

    def sheet(name: str) -> Callable[[StandardsView], None]:
        return one_by_one(
            lambda view: view.open("back-market"), lambda view: view.library.standard.show_tab(name)
        )

    def draft(name: str) -> Callable[[StandardsView], None]:
        return lambda view: _draft(view, name, context, qtbot)

    pages: Pages[StandardsView] = {
        "drafts": one_by_one(draft("criteria"), lambda view: view.drafts.draft.closed.emit()),
        **{name: _page(name) for name in _PAGES},
        **{f"standard {name}": sheet(name) for name in _SHEETS},
        **{f"draft {name}": draft(name) for name in ("criteria", "findings", "release")},
    }
    assert left_behind(context, qtbot, "standards", StandardsView, pages) == {}


def _page(name: str) -> Callable[[StandardsView], None]:
    return lambda view: view.show_page(name)


def _draft(view: StandardsView, name: str, context: Context, qtbot: QtBot) -> None:
    view.show_page("drafts")
    settle(context, qtbot)
    model = view.drafts.model
    kept: list[str] = []
    context.database.run(lambda: [one.name for one in model.drafts()], kept.extend)
    settle(context, qtbot)
    if kept:
        model.open(kept[0])
    else:
        model.start(library.channel_standard("back-market"))
    settle(context, qtbot)
    view.drafts.draft.show_tab(name)
