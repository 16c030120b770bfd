"""Somebody else takes over at the bench: the unit stays at its step, only the name changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from station.model.person import Person, Role
from tests.paces import PERSON
from tests.ui.inspect.conftest import ENTER, Bench, Sit
from ui.context import Context
from ui.idle_watch import IdleWatch
from ui.pages.identify import Identify
from ui.reception import Reception

BADGE, PIN = "BADGE-0007", "8642"


@pytest.fixture
def other(context: Context) -> Person:
    """李, who has a badge."""
    me, accounts = context.session.person, context.keep.accounts
    assert me is not None
    made = accounts.add("李", Role.INSPECTOR, PIN, me.id)
    return accounts.set_badge(made.id, BADGE, me.id)


@pytest.fixture
def idle() -> Iterator[IdleWatch]:
    """The idle watch of the window."""
    made = IdleWatch()
    yield made
    made.rest()


@pytest.fixture
def bench(sit: Sit, context: Context, idle: IdleWatch) -> Bench:
    """A unit at its first step."""
    made = sit()
    window = made.window
    Reception(context, window.curtain, window.routing, idle, parent=window)
    made.open_by_hand("BENCH-3", "bench_check")
    return made


def asked(bench: Bench) -> Person | None:
    """Whose PIN is asked for."""
    page = bench.window.curtain.page
    return page.pin.person if isinstance(page, Identify) else None


def test_one_scan_and_the_pin_is_all_it_takes(bench: Bench, context: Context, other: Person) -> None:
    step, item = bench.view.step.card.step, bench.model.item
    bench.scan(BADGE)
    bench.wait(lambda: asked(bench) == other)
    bench.press(PIN, ENTER)
    bench.wait(lambda: context.session.person == other)
    assert bench.window.curtain.page is None
    assert (bench.view.step.card.step, bench.model.item) == (step, item)


def test_nobody_there_hides_everything_and_keeps_the_unit(
    bench: Bench, context: Context, idle: IdleWatch, other: Person
) -> None:
    step = bench.view.step.card.step
    idle.nobody_there.emit()
    assert context.session.person is None
    assert not bench.view.isVisible()
    bench.scan(BADGE)
    bench.wait(lambda: asked(bench) == other)
    bench.press(PIN, ENTER)
    bench.wait(lambda: context.session.person == other)
    assert bench.view.isVisible() and bench.view.step.card.step is step


def test_while_locked_a_code_is_a_badge_whoever_waited_for_one(
    bench: Bench, context: Context, idle: IdleWatch, other: Person
) -> None:
    taken: list[str] = []
    context.scans.claim(taken.append)
    idle.nobody_there.emit()
    bench.scan(BADGE)
    bench.wait(lambda: asked(bench) == other)
    assert not taken
    bench.press(PIN, ENTER)
    bench.wait(lambda: context.session.person == other)
    bench.scan("R-20261122-0147")
    assert taken == ["R-20261122-0147"]


def test_a_command_typed_by_a_scanner_opens_no_curtain(
    bench: Bench, context: Context, idle: IdleWatch
) -> None:
    idle.nobody_there.emit()
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_F5):
        bench.press(key)
    PERSON.click(bench.window, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    bench.press("7")
    assert context.session.person is None
    assert bench.window.curtain.page is not None
    assert not bench.view.isVisible()
