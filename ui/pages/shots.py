"""States of the frame worth a picture."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from station.errors import KnownError
from station.model.person import Person, Role
from ui.pages.first_run.page import FirstRunPage
from ui.pages.identify import Identify, Occasion
from ui.pages.must_change_pin import MustChangePin
from ui.pages.store_problem import StoreProblem
from ui.practice import STAFF
from ui.scenes import Scene, Stage
from ui.theme import State

_TYPING_MS = 40
_MANY = 60
_FAMILIES, _GIVEN = "王李张刘陈杨赵黄周吴徐孙", ("建国", "小敏", "志强", "丽华", "文博")
_LOCK_S = 27


def _type(stage: Stage, *keys: str | Qt.Key) -> None:
    window = stage.station.window
    for key in keys:
        target = window.focusWidget() or window
        if isinstance(key, str) and not key.isascii():
            commit = QInputMethodEvent()
            commit.setCommitString(key)
            QApplication.sendEvent(target, commit)
        elif isinstance(key, str):
            QTest.keyClicks(target, key, delay=_TYPING_MS)
            QTest.qWait(_TYPING_MS)
        else:
            QTest.keyClick(target, key)
            QTest.qWait(_TYPING_MS)


def _first_run(*keys: str | Qt.Key) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        stage.settle()
        context = stage.context
        page = FirstRunPage(context.theme, context.translator)
        stage.station.window.curtain.draw(page, veil=False)
        _type(stage, *keys)

    return play


def _identify(stage: Stage, occasion: Occasion, people: tuple[Person, ...]) -> Identify:
    context = stage.context
    page = Identify(occasion, context.theme, context.translator, context.clock)
    page.show_people(people)
    stage.station.window.curtain.draw(page, veil=occasion is Occasion.SWITCH)
    return page


def _many(stage: Stage) -> None:
    names = [f"{_FAMILIES[place % 12]}{_GIVEN[place % 5]}" for place in range(_MANY)]
    roles = tuple(Role)
    people = tuple(
        Person(f"P-{place:06X}", name, roles[place % 17 % 4 if place % 17 < 4 else 0])
        for place, name in enumerate(names)
    )
    _identify(stage, Occasion.SIGN_IN, people)


def _sign_in(stage: Stage) -> None:
    stage.context.session.sign_out()
    stage.station.reception.open()
    stage.settle()


def _chosen(stage: Stage) -> None:
    _sign_in(stage)
    _type(stage, "1", "25")


def _locked_out(stage: Stage) -> None:
    people = tuple(Person(f"P-{place}", name, role) for place, (name, role) in enumerate(STAFF.items()))
    page = _identify(stage, Occasion.SIGN_IN, people)
    _type(stage, "1")
    ends = stage.context.clock.now()
    page.refuse(KnownError("PEO-005", seconds=_LOCK_S, until=ends))


def _blocked(stage: Stage) -> None:
    """A badge of somebody who may no longer come in."""
    gone = Person("P-1", "周文博", Role.INSPECTOR)
    page = _identify(stage, Occasion.SIGN_IN, (gone,))
    page.show_badge(gone)
    page.refuse(KnownError("PEO-008", person=gone.name))


def _unknown_badge(stage: Stage) -> None:
    _sign_in(stage)
    page = stage.station.window.curtain.page
    if isinstance(page, Identify):
        page.refuse_code(KnownError("PEO-014"))


def _locked(stage: Stage) -> None:
    stage.sign_in(Role.INSPECTOR)
    stage.station.reception.lock()
    stage.settle()


def _switch(stage: Stage) -> None:
    stage.sign_in(Role.INSPECTOR)
    stage.station.window.show_screen("inspect")
    stage.settle()
    stage.station.reception.switch()
    stage.settle()


def _badge(stage: Stage) -> None:
    stage.sign_in(Role.INSPECTOR)
    stage.station.window.show_screen("inspect")
    stage.station.window.routing.badge_shown.emit(Person("P-1", "李国栋", Role.SUPERVISOR))
    stage.settle()


def _must_change(stage: Stage) -> None:
    context = stage.context
    page = MustChangePin(context.theme, context.translator, Person("P-1", "李国栋", Role.INSPECTOR))
    stage.station.window.curtain.draw(page, veil=False)
    _type(stage, "5678")


def _store_problem(stage: Stage) -> None:
    stage.sign_in(Role.INSPECTOR)
    context = stage.context
    page = StoreProblem(context.theme, context.translator, KnownError("STO-003"))
    stage.station.window.show_page(page)


def _message(stage: Stage) -> None:
    stage.sign_in(Role.INSPECTOR)
    stage.station.window.show_screen("records")
    stage.context.messages.tell(State.OK, "settings.devices_saved")
    stage.context.messages.refuse(KnownError("CAM-001", camera="camera"))


def _history(stage: Stage) -> None:
    stage.station.window.show_history()


_ENTER = Qt.Key.Key_Return
_STATION = ("3 号检验台", _ENTER)
_ADMIN = ("王小明", _ENTER, "2580", _ENTER, "2580", _ENTER)

SCENES = (
    Scene("frame-first-run-1-station", _first_run(_STATION[0]), 1),
    Scene("frame-first-run-2-administrator", _first_run(*_STATION, *_ADMIN[:4], "25"), 1),
    Scene("frame-first-run-3-inspector", _first_run(*_STATION, *_ADMIN), 1),
    Scene("frame-first-run-4-summary", _first_run(*_STATION, *_ADMIN, _ENTER), 1),
    Scene("frame-sign-in", _sign_in, 2),
    Scene("frame-sign-in-chosen", _chosen, 2),
    Scene("frame-sign-in-many", _many, 2),
    Scene("frame-sign-in-locked-out", _locked_out, 2),
    Scene("frame-sign-in-blocked", _blocked, 2),
    Scene("frame-sign-in-unknown-badge", _unknown_badge, 2),
    Scene("frame-must-change-pin", _must_change, 2),
    Scene("frame-locked", _locked, 87),
    Scene("frame-store-problem", _store_problem, 86),
    Scene("frame-switch", _switch, 88),
    Scene("frame-switch-badge", _badge, 89),
    Scene("frame-message", _message, 90),
    Scene("frame-message-history", _history, 91),
)
