"""People coming and going: lock, switch, a PIN that must change, many people, changes while signed in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from station.errors import KnownError
from station.model.person import Person, Role
from station.model.rights import Right
from station.people.accounts import Accounts
from station.store.clock import SystemClock
from station.texts import Lang
from ui.context import Context
from ui.idle_watch import IdleWatch
from ui.main_window import MainWindow
from ui.pages.identify import Identify, Occasion
from ui.pages.must_change_pin import MustChangePin
from ui.reception import Reception
from ui.screens.screen import Screen, ScreenView, TopLineText
from ui.screens.settings.people.viewmodel import PeopleModel
from ui.widgets.chip import Chip
from ui.widgets.person_tile import PersonTile

ENTER = Qt.Key.Key_Return
PATIENCE_MS = 15_000
MINE, OTHERS = "2580", "8642"
SECRET = "138 0013 8000"


class Desk(ScreenView):
    """A screen with a field, and something that only the person signed in should read."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.private, self.choices = QLineEdit(self), QLabel(SECRET, self), QComboBox(self)
        self.choices.addItems([SECRET, "-"])
        self.field.move(0, 60)
        self.choices.move(0, 120)
        self.setFocusProxy(self.field)

    def top_line(self) -> TopLineText:
        return TopLineText("desk")

    def entered(self) -> None:
        self.field.setFocus()


class Place:
    """A window with its reception, and somebody at the keys."""

    def __init__(self, context: Context, qtbot: QtBot, minute_ms: int) -> None:
        self.context, self.qtbot = context, qtbot
        screens = (
            Screen("desk", "archive", 1, "records.title", Right.SEE_RECORDS, lambda _: Desk()),
            Screen("boss", "gauge", 2, "devices.title", Right.MANAGE_PEOPLE, lambda _: Desk()),
        )
        self.window = MainWindow(context, screens)
        self.window.attach(context)
        self.idle = IdleWatch(minute_ms=minute_ms)
        window = self.window
        self.reception = Reception(context, window.curtain, window.routing, self.idle, parent=window)
        window.switch_asked.connect(self.reception.switch)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.show_screen("desk")

    @property
    def accounts(self) -> Accounts:
        """The people of the station."""
        return self.context.keep.accounts

    @property
    def page(self) -> QWidget | None:
        """What stands before the frame."""
        return self.window.curtain.page

    @property
    def person(self) -> Person | None:
        """Who works."""
        return self.context.session.person

    def asked(self) -> Person | None:
        """Whose PIN is asked for."""
        return self.page.pin.person if isinstance(self.page, Identify) else None

    def desk(self) -> Desk:
        """The screen."""
        view = self.window.view("desk")
        assert isinstance(view, Desk)
        return view

    def press(self, *keys: str | Qt.Key) -> None:
        """Keys at the pace of a person, where the focus is."""
        for key in keys:
            for one in key if isinstance(key, str) else [key]:
                target = self.window.focusWidget() or self.window
                QTest.keyClicks(target, one) if isinstance(one, str) else QTest.keyClick(target, one)

    def wait(self, condition: Callable[[], object]) -> None:
        """Let the window work until ``condition`` holds."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def words(self) -> str:
        """Every word in sight."""
        return " ".join(one.text() for one in self.window.findChildren(QLabel) if one.isVisible())

    def chips(self) -> str:
        """Every chip in sight, as a reader tells it."""
        return " ".join(one.accessibleName() for one in self.window.findChildren(Chip) if one.isVisible())

    def tiles(self) -> list[str]:
        """The people offered, by name."""
        return [one.person.name for one in self.window.curtain.findChildren(PersonTile)]

    def entries(self, kind: str) -> list[dict[str, str]]:
        """Bodies of the ledger's entries of ``kind``."""
        self.wait(lambda: self.context.database.waiting == 0)
        return [json.loads(one.body) for one in self.context.keep.ledger.entries() if one.kind == kind]


Furnish = Callable[..., Place]


@pytest.fixture
def furnish(context: Context, qtbot: QtBot) -> Iterator[Furnish]:
    """A window where 王小明, administrator, works; a minute of the idle watch may be shortened."""
    places: list[Place] = []
    context.sounds.set_enabled(False)

    def make(minute_ms: int = 60_000) -> Place:
        places.append(Place(context, qtbot, minute_ms))
        return places[-1]

    yield make
    for place in places:
        place.idle.rest()
        place.window.close()


@pytest.fixture
def other(context: Context) -> Person:
    """李, inspector, who has a badge."""
    me, accounts = context.session.person, context.keep.accounts
    assert me is not None
    return accounts.set_badge(accounts.add("李", Role.INSPECTOR, OTHERS, me.id).id, "BADGE-0007", me.id)


def test_half_typed_text_stays_through_a_switch_and_a_lock(furnish: Furnish, other: Person) -> None:
    place = furnish()
    place.press("7.6")
    place.press(Qt.Key.Key_F10)
    place.wait(lambda: len(place.tiles()) == 2)
    place.press(str(place.tiles().index("李") + 1), OTHERS, ENTER)
    place.wait(lambda: place.person == other)
    assert place.desk().field.text() == "7.6" and place.desk().field.hasFocus()
    place.press("5")
    place.reception.lock()
    place.wait(lambda: place.asked() == other)
    place.press(OTHERS, ENTER)
    place.wait(lambda: place.person == other)
    assert place.desk().field.text() == "7.65" and place.desk().field.hasFocus()
    assert [one["why"] for one in place.entries("signed_out")] == ["switched", "idle"]


def test_a_switch_given_up_changes_nothing(furnish: Furnish, other: Person) -> None:
    place = furnish()
    before = place.person
    place.press("7.6", Qt.Key.Key_F10)
    place.wait(lambda: len(place.tiles()) == 2)
    place.press(Qt.Key.Key_Escape)
    assert place.page is None and place.person == before
    assert place.desk().field.text() == "7.6" and place.desk().field.hasFocus()


def test_nobody_reads_what_a_locked_window_showed(furnish: Furnish, other: Person) -> None:
    place = furnish()
    desk = place.desk()
    desk.choices.showPopup()
    place.wait(lambda: desk.choices.view().isVisible())
    place.reception.lock()
    assert SECRET not in place.words()
    assert not desk.isVisible() and not desk.choices.view().isVisible()
    assert place.person is None and not place.context.session.may(Right.SEE_RECORDS)


def test_the_window_locks_when_nobody_gives_a_sign(furnish: Furnish, qtbot: QtBot) -> None:
    place = furnish(minute_ms=30)
    place.context.settings.change(idle_lock_minutes=10)
    with qtbot.waitSignal(place.idle.nobody_there, timeout=PATIENCE_MS):
        pass
    assert isinstance(place.page, Identify) and place.person is None
    assert [one["why"] for one in place.entries("signed_out")] == ["idle"]


def test_a_station_that_never_locks_waits_for_ever(furnish: Furnish, qtbot: QtBot) -> None:
    place = furnish(minute_ms=1)
    place.context.settings.change(idle_lock_minutes=0)
    with qtbot.assertNotEmitted(place.idle.nobody_there, wait=200):
        pass
    assert place.person is not None


class Held(SystemClock):
    """A clock whose monotonic hand is moved by the test."""

    def __init__(self) -> None:
        self.ns = 0

    def monotonic_ns(self) -> int:
        return self.ns


def test_a_lock_counts_down_and_lets_in_again(furnish: Furnish, context: Context) -> None:
    place, clock = furnish(), Held()
    page = Identify(Occasion.SIGN_IN, context.theme, context.translator, clock)
    me = place.person
    assert me is not None
    page.show_people((me,))
    place.window.curtain.draw(page, veil=False)
    page.refuse(KnownError("PEO-005", seconds=90, until=clock.now()))
    place.wait(lambda: "还剩 1:30" in place.chips() and not page.pin.pad.isEnabled())
    clock.ns += 60 * 10**9
    place.wait(lambda: "还剩 0:30" in place.chips())
    context.translator.set_language(Lang.EN)
    assert "0:30 left" in place.chips() and "PIN 连续输错" not in place.words()
    clock.ns += 30 * 10**9
    place.wait(page.pin.pad.isEnabled)
    assert "left" not in place.chips()


def test_many_people_are_found_by_a_part_of_the_name(furnish: Furnish, context: Context) -> None:
    place = furnish()
    page = Identify(Occasion.SIGN_IN, context.theme, context.translator, context.clock)
    page.show_people([Person(f"P-{one:06}", f"Person {one:02}", Role.INSPECTOR) for one in range(60)])
    place.window.curtain.draw(page, veil=False)
    assert len(place.tiles()) == 60
    place.press("son 37")
    place.wait(lambda: place.tiles() == ["Person 37"])
    place.press(ENTER)
    assert page.pin.person is not None and page.pin.person.name == "Person 37"
    place.press(Qt.Key.Key_Escape)
    assert page.picker.isAncestorOf(place.window.focusWidget())


def test_a_pin_that_was_reset_is_changed_before_anything_else(
    furnish: Furnish, other: Person, qtbot: QtBot
) -> None:
    place = furnish()
    me = place.person
    assert me is not None
    place.accounts.reset_pin(other.id, "1357", me.id)
    place.reception.sign_out()
    place.wait(lambda: len(place.tiles()) == 2)
    place.press(str(place.tiles().index("李") + 1), "1357", ENTER)
    place.wait(lambda: isinstance(place.page, MustChangePin))
    assert place.person is None
    place.press("1357", ENTER, "1357", ENTER)
    place.wait(lambda: "PEO-015" in place.words())
    place.press("9753", ENTER, "9753", ENTER, ENTER)  # the second Enter is no second change
    place.wait(lambda: place.person is not None and place.person.name == "李")
    assert place.entries("sign_in_failed") == []


def test_a_late_answer_to_a_page_that_is_gone_is_no_bug(furnish: Furnish, other: Person) -> None:
    place = furnish()
    place.reception.sign_out()
    place.wait(lambda: len(place.tiles()) == 2)
    place.press(str(place.tiles().index("李") + 1), "9999", ENTER)
    place.reception.open()
    place.wait(lambda: place.context.database.waiting == 0)
    assert [one["person"] for one in place.entries("sign_in_failed")] == [other.id]


def test_an_impatient_second_enter_is_no_second_try(furnish: Furnish, other: Person) -> None:
    place = furnish()
    place.reception.sign_out()
    place.wait(lambda: len(place.tiles()) == 2)
    place.press(str(place.tiles().index("李") + 1), "9999")
    target = place.window.focusWidget()
    for _ in range(3):
        QTest.keyClick(target, ENTER)
    place.wait(lambda: "PEO-001" in place.words())
    assert len(place.entries("sign_in_failed")) == 1


def _promoted(place: Place, other: Person) -> PeopleModel:
    """李 becomes administrator and works; the model changes people as 王小明 does elsewhere in the window."""
    me = place.person
    assert me is not None
    place.context.session.sign_in(place.accounts.change_role(other.id, Role.ADMINISTRATOR, me.id))
    return PeopleModel(place.context)


def test_a_lower_role_takes_effect_while_the_person_works(furnish: Furnish, other: Person) -> None:
    place = furnish()
    model = _promoted(place, other)
    place.window.show_screen("boss")
    assert place.window.current_screen == "boss"
    model.change_role(other.id, Role.INSPECTOR)
    place.wait(lambda: place.person is not None and place.person.role is Role.INSPECTOR)
    assert place.window.current_screen == "desk" and place.page is None


def test_who_is_blocked_while_working_is_out(furnish: Furnish, other: Person) -> None:
    place = furnish()
    model = _promoted(place, other)
    model.put_blocked(other.id, True)
    place.wait(lambda: place.person is None)
    place.wait(lambda: place.tiles() == ["王小明"])
    assert not place.desk().isVisible()
    assert [one["why"] for one in place.entries("signed_out")] == ["blocked"]
