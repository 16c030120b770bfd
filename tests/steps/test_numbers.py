"""Readings, typed values, reasons and limits."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from PySide6.QtCore import Qt

from station.errors import KnownError
from station.model.answer import Measured
from station.model.observation import Method
from station.model.reading import Reading, ReadingStatus
from station.ports import DeviceState, SourceInfo
from tests.steps.conftest import ShowStep
from tests.steps.keys import press

ENTER = Qt.Key.Key_Return
BALANCE = SourceInfo("balance", "mass", "mettler-mt-sics", "g", "1234567")


def reading(value: str, *, stable: bool = True) -> Reading:
    """One frame of the balance."""
    status = ReadingStatus.OK if stable else ReadingStatus.UNSTABLE
    return Reading(status, "mass", Decimal(value), "g", stable, b"S S", datetime(2026, 11, 22, tzinfo=UTC), 1)


def test_a_reading_that_passed_the_gate_is_the_answer(show: ShowStep) -> None:
    shown = show("WD-01")
    shown.step.take_gauge(BALANCE, DeviceState.ONLINE)
    shown.step.accept_reading(BALANCE, reading("174.20"))
    (given,) = shown.given
    assert given.answer == Measured(Decimal("174.20"), "g")
    assert (given.source.method, given.source.device, given.source.serial) == (
        Method.INSTRUMENT,
        "balance",
        "1234567",
    )
    assert given.source.raw == b"S S".hex()


def test_a_live_reading_alone_answers_nothing(show: ShowStep) -> None:
    shown = show("WD-01")
    shown.step.take_gauge(BALANCE, DeviceState.ONLINE)
    shown.step.take_reading(BALANCE, reading("174.20"))
    assert shown.given == []


def test_enter_asks_the_gate_for_the_value_shown(show: ShowStep) -> None:
    shown, asked = show("WD-01"), []
    shown.step.take_asked.connect(lambda: asked.append(True))
    shown.step.take_gauge(BALANCE, DeviceState.ONLINE)
    shown.step.take_reading(BALANCE, reading("174.20"))
    press(shown.step, ENTER)
    assert asked == [True]


def test_typing_where_an_instrument_is_demanded_needs_a_reason(show: ShowStep) -> None:
    shown = show("WD-01")
    press(shown.step, "174.2", ENTER)
    assert shown.given == []
    press(shown.step, ENTER)
    assert shown.given == []
    press(shown.step, "2", ENTER)
    (given,) = shown.given
    assert given.answer == Measured(Decimal("174.2"), "g")
    assert given.source.method is Method.MANUAL
    assert given.source.reason


def test_a_reason_of_ones_own(show: ShowStep) -> None:
    shown = show("WD-01")
    press(shown.step, "174.2", ENTER, "cat on it", ENTER)
    assert [one.source.reason for one in shown.given] == ["cat on it"]


def test_without_a_demand_typing_needs_no_reason(show: ShowStep) -> None:
    shown = show("PB-02")
    press(shown.step, "88", ENTER)
    assert [one.answer for one in shown.given] == [Measured(Decimal("88"), "%")]


def test_out_of_limits_asks_and_is_confirmed(show: ShowStep) -> None:
    shown = show("PB-02")
    press(shown.step, "130", ENTER, ENTER)
    assert shown.given == []
    press(shown.step, "c")
    assert [(one.answer, one.confirmed) for one in shown.given] == [(Measured(Decimal("130"), "%"), True)]


def test_out_of_limits_is_measured_again(show: ShowStep) -> None:
    shown, armed = show("WD-01"), []
    shown.step.measure_again.connect(lambda: armed.append(True))
    shown.step.take_gauge(BALANCE, DeviceState.ONLINE)
    shown.step.accept_reading(BALANCE, reading("9.10"))
    assert shown.given == []
    press(shown.step, "r")
    assert armed == [True]
    shown.step.accept_reading(BALANCE, reading("174.20"))
    assert [(one.answer, one.confirmed) for one in shown.given] == [(Measured(Decimal("174.20"), "g"), False)]


def test_an_unplugged_gauge_leaves_no_value_behind(show: ShowStep) -> None:
    shown = show("WD-01")
    shown.step.take_gauge(BALANCE, DeviceState.ONLINE)
    shown.step.take_reading(BALANCE, reading("174.20"))
    shown.step.take_gauge(BALANCE, DeviceState.LOST)
    shown.step.take_trouble(KnownError("INS-001", device="balance"))
    asked: list[bool] = []
    shown.step.take_asked.connect(lambda: asked.append(True))
    press(shown.step, ENTER)
    assert shown.given == []
    assert asked == []


def test_what_is_being_typed_is_not_overrun_by_a_reading(show: ShowStep) -> None:
    shown = show("WD-01")
    shown.step.take_gauge(BALANCE, DeviceState.ONLINE)
    press(shown.step, "17")
    shown.step.accept_reading(BALANCE, reading("174.20"))
    assert shown.given == []
