"""Lanes: order, results on the GUI thread, errors, clean end."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from station.errors import KnownError
from ui.tasks import Lane


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[Lane]:
    """A lane that is closed afterwards."""
    made = Lane("test")
    yield made
    made.close()


def test_results_come_in_order_on_the_gui_thread(lane: Lane, qtbot: QtBot) -> None:
    seen: list[tuple[int, bool]] = []
    gui = threading.get_ident()
    for number in range(50):
        lane.run(partial(int, number), lambda value: seen.append((value, threading.get_ident() == gui)))
    qtbot.waitUntil(lambda: len(seen) == 50)
    assert seen == [(number, True) for number in range(50)]


def test_work_runs_off_the_gui_thread(lane: Lane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(lane.idle):
        seen: list[int] = []
        lane.run(threading.get_ident, seen.append)
    assert seen and seen[0] != threading.get_ident()


def _refuse() -> None:
    raise KnownError("STO-003")


def test_a_known_error_reaches_the_caller_or_the_strip(lane: Lane, qtbot: QtBot) -> None:
    told: list[KnownError] = []
    with qtbot.waitSignal(lane.refused) as refused:
        lane.run(_refuse, None, told.append)
        lane.run(_refuse)
    assert [error.code for error in told] == ["STO-003"]
    assert refused.args and refused.args[0].code == "STO-003"


def test_a_bug_reaches_the_crash_handler(lane: Lane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    bugs: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: bugs.append(kind))
    with qtbot.waitSignal(lane.idle):
        lane.run(lambda: 1 // 0)
    assert bugs == [ZeroDivisionError]


def test_a_callback_whose_object_died_is_dropped(lane: Lane, qtbot: QtBot) -> None:
    class Listener(QObject):
        def take(self, value: object) -> None:
            raise AssertionError("called after death")

    listener = Listener()
    gate = threading.Event()
    lane.run(gate.wait, listener.take)
    import shiboken6

    shiboken6.Shiboken.delete(listener)
    with qtbot.waitSignal(lane.idle):
        gate.set()


class _Late(QObject):
    """Whoever calls this after its death is in trouble with Qt, and with this test."""

    def take(self, *_values: object) -> None:
        raise AssertionError("called after death")

    def with_partial(self) -> Callable[[object], None]:
        return partial(partial(self.take, 1), 2)

    def with_its_own(self) -> Callable[[object], None]:
        return partial(print_to, self)

    def with_lambda(self) -> Callable[[object], None]:
        return lambda value: self.take(value, 3)

    def with_both(self) -> Callable[[object], None]:
        return partial(lambda number, value: self.take(number, value), 4)


def print_to(listener: _Late, value: object) -> None:
    """A function that is handed its object."""
    listener.take(value)


@pytest.mark.parametrize(
    "answered", [_Late.with_partial, _Late.with_its_own, _Late.with_lambda, _Late.with_both]
)
@pytest.mark.parametrize("refused", [False, True])
def test_what_wraps_an_object_that_died_is_dropped(
    lane: Lane, qtbot: QtBot, answered: Callable[[_Late], Callable[[object], None]], refused: bool
) -> None:
    listener, go = _Late(), threading.Event()

    def work() -> None:
        go.wait()
        if refused:
            raise KnownError("STO-003")

    take = answered(listener)
    lane.run(work, take, take)
    Shiboken.delete(listener)
    with qtbot.waitSignal(lane.idle):
        go.set()


def test_what_wraps_an_object_that_lives_is_called(lane: Lane, qtbot: QtBot) -> None:
    speaker, told = _Speaker(), list[object]()
    speaker.said.connect(told.append)
    with qtbot.waitSignal(lane.idle):
        lane.run(lambda: 1, partial(lambda more, value: speaker.said.emit(more + value), 2))
    assert told == [3]


class _Speaker(QObject):
    said = Signal(object)


def test_a_signal_whose_object_died_is_dropped(lane: Lane, qtbot: QtBot) -> None:
    speaker, go = _Speaker(), threading.Event()
    lane.run(go.wait, speaker.said.emit)
    Shiboken.delete(speaker)
    with qtbot.waitSignal(lane.idle):
        go.set()


def test_a_closed_lane_has_done_its_work_and_takes_no_more(qtbot: QtBot) -> None:
    lane = Lane("closing")
    done: list[int] = []
    lane.run(lambda: done.append(1))
    lane.close()
    lane.close()
    assert done == [1]
    with pytest.raises(RuntimeError):
        lane.run(lambda: None)


def test_tens_of_thousands_of_emissions_survive(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on Python 3.11 loses a reference per emission and aborts; see house.md."""

    class Emitter(QObject):
        fired = Signal(object)

    emitter = Emitter()
    total = 0

    def count(value: object) -> None:
        nonlocal total
        total += bool(value)

    emitter.fired.connect(count)
    for _ in range(50_000):
        emitter.fired.emit(True)
        emitter.blockSignals(False)
    assert total == 50_000
