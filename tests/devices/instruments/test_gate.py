"""The gate: only a stable value, of the quantity and unit asked for, that arrived after arming, may pass."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.instruments.gate import Accepted, Outcome, ReadingGate, Refused, Wait, Waiting, gate_for
from devices.instruments.manual import ManualSource
from devices.instruments.profile import Stability
from station.errors import KnownError
from station.model.reading import Reading, ReadingStatus
from station.ports import SourceInfo
from station.texts import Lang, error_text

BALANCE = SourceInfo("balance", "mass", "mettler-mt-sics", "g")
CALIPER = SourceInfo("caliper", "length", "mitutoyo-01a", "mm")
EQUAL = Stability(by="equal", count=3, window_ms=2000, band=Decimal("0.01"))
MS = 1_000_000
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def weight(
    grams: str, at_ms: int, *, stable: bool = True, unit: str = "g", quantity: str = "mass"
) -> Reading:
    status = ReadingStatus.OK if stable else ReadingStatus.UNSTABLE
    return Reading(status, quantity, Decimal(grams), unit, stable, b"S", NOON, at_ms * MS)


def length(mm: str, at_ms: int) -> Reading:
    return Reading(ReadingStatus.OK, "length", Decimal(mm), "mm", None, b"01A", NOON, at_ms * MS)


def other(status: ReadingStatus, at_ms: int, **extra: str) -> Reading:
    return Reading(status, "mass", None, None, None, b"?", NOON, at_ms * MS, extra)


def balance_gate(**options: float) -> ReadingGate:
    gate = gate_for(BALANCE, **options)
    gate.arm("mass", "g", 1000 * MS)
    return gate


def caliper_gate() -> ReadingGate:
    gate = ReadingGate(CALIPER, EQUAL)
    gate.arm("length", "mm", 1000 * MS)
    return gate


def code(outcome: Outcome) -> str:
    return outcome.error.code if isinstance(outcome, Refused) else type(outcome).__name__


def test_a_stable_reading_after_arming_is_accepted() -> None:
    reading = weight("187.30", 1001)
    assert balance_gate().offer(reading) == Accepted(reading)


def test_a_reading_from_before_arming_belongs_to_nobody() -> None:
    gate = balance_gate()
    assert gate.offer(weight("187.30", 999)) == Waiting(Wait.EARLY)
    assert code(gate.take(1001 * MS)) == "INS-007"


def test_an_unstable_reading_waits_and_is_refused_when_it_never_settles() -> None:
    gate = balance_gate(settle_limit_s=2)
    assert gate.offer(weight("150.00", 1100, stable=False)) == Waiting(Wait.SETTLING)
    assert gate.offer(weight("160.00", 3000, stable=False)) == Waiting(Wait.SETTLING)
    assert code(gate.offer(weight("150.00", 3200, stable=False))) == "INS-007"
    assert gate.offer(weight("151.00", 3300)) == Accepted(weight("151.00", 3300))


@pytest.mark.parametrize(
    ("reading", "shown"),
    [
        (weight("6.607", 1001, unit="oz"), "oz"),
        (weight("187.30", 1001, quantity="force"), "g (force)"),
    ],
)
def test_another_unit_or_quantity_is_refused_by_name(reading: Reading, shown: str) -> None:
    outcome = balance_gate().offer(reading)
    assert isinstance(outcome, Refused)
    assert outcome.error.code == "INS-004"
    assert outcome.error.details == {"device": "balance", "unit": shown, "expected": "g"}


@pytest.mark.parametrize(
    ("reading", "refusal"),
    [
        (other(ReadingStatus.OVERLOAD, 1001), "INS-005"),
        (other(ReadingStatus.UNDERLOAD, 1001), "INS-005"),
        (other(ReadingStatus.NO_DATA, 1001), "INS-003"),
        (other(ReadingStatus.ERROR, 1001, reason="command"), "INS-011"),
        (other(ReadingStatus.BUSY, 1001), "INS-011"),
    ],
)
def test_what_is_no_value_is_refused_with_its_code(reading: Reading, refusal: str) -> None:
    assert code(balance_gate().offer(reading)) == refusal


@pytest.mark.parametrize(
    ("extra", "zh", "en"),
    [
        ({"reason": "gauge_off"}, "量具未开机或未连接", "gauge off or not connected"),
        ({"text": "Undefined header"}, "Undefined header", "Undefined header"),
        ({}, "未说明原因", "reason not stated"),
    ],
)
def test_an_error_of_the_instrument_is_told_in_the_readers_language(
    extra: dict[str, str], zh: str, en: str
) -> None:
    outcome = balance_gate().offer(other(ReadingStatus.ERROR, 1001, **extra))
    assert isinstance(outcome, Refused)
    assert zh in error_text(Lang.ZH, outcome.error)[0]
    assert en in error_text(Lang.EN, outcome.error)[0]


def test_answers_to_commands_are_passed_over() -> None:
    for status in (ReadingStatus.ACK, ReadingStatus.INFO):
        assert balance_gate().offer(other(status, 1001)) == Waiting(Wait.NOT_A_VALUE)


def test_noise_is_borne_twice_and_then_told() -> None:
    gate = balance_gate()
    noise = other(ReadingStatus.UNKNOWN, 1001)
    assert [gate.offer(noise), gate.offer(noise)] == [Waiting(Wait.NOISE)] * 2
    outcome = gate.offer(noise)
    assert isinstance(outcome, Refused)
    assert (outcome.error.code, outcome.error.details["count"]) == ("INS-006", 3)
    assert isinstance(gate.offer(weight("5.00", 1002)), Accepted)


def test_a_second_press_within_the_lock_out_is_ignored_even_for_the_next_item() -> None:
    gate = balance_gate()
    assert isinstance(gate.offer(weight("187.30", 1500)), Accepted)
    gate.arm("mass", "g", 1550 * MS)
    assert gate.offer(weight("187.30", 1899)) == Waiting(Wait.REPEAT)
    assert isinstance(gate.offer(weight("187.30", 1900)), Accepted)


def test_one_arming_takes_one_reading() -> None:
    gate = balance_gate()
    assert isinstance(gate.offer(weight("187.30", 1500)), Accepted)
    assert gate.offer(weight("187.30", 5000)) == Waiting(Wait.REPEAT)
    gate.arm("mass", "g", 6000 * MS)
    assert isinstance(gate.offer(weight("187.30", 6001)), Accepted)


def test_zero_is_taken_only_when_a_person_says_so() -> None:
    gate = balance_gate()
    assert gate.offer(weight("0.00", 1001)) == Waiting(Wait.ZERO)
    assert gate.take(1100 * MS) == Accepted(weight("0.00", 1001))


def test_a_held_value_grows_old() -> None:
    gate = balance_gate()
    gate.offer(weight("0.00", 1001))
    assert code(gate.take(3100 * MS)) == "INS-007"


def test_a_lost_instrument_takes_its_held_value_along() -> None:
    gate = balance_gate()
    gate.offer(weight("0.00", 1001))
    assert gate.lost().code == "INS-001"
    assert code(gate.take(1100 * MS)) == "INS-007"


def test_equal_readings_in_a_row_are_stable_once_the_value_moved() -> None:
    gate = caliper_gate()
    outcomes = [
        gate.offer(length(mm, 1100 + 200 * n)) for n, mm in enumerate(["0.50", "7.82", "7.82", "7.82"])
    ]
    assert outcomes[:3] == [Waiting(Wait.SETTLING)] * 3
    accepted = outcomes[3]
    assert isinstance(accepted, Accepted)
    assert (accepted.reading.value, accepted.reading.stable) == (Decimal("7.82"), True)
    assert accepted.reading.extra["equal_readings"] == "3"


def test_a_value_steady_since_arming_may_be_the_previous_one_and_waits_for_a_person() -> None:
    gate = caliper_gate()
    outcomes = [gate.offer(length("7.82", 1100 + 200 * n)) for n in range(4)]
    assert outcomes[2:] == [Waiting(Wait.UNMOVED)] * 2
    assert isinstance(gate.take(1800 * MS), Accepted)


def test_readings_too_far_apart_prove_nothing() -> None:
    gate = caliper_gate()
    gate.offer(length("1.00", 1100))
    outcomes = [gate.offer(length("7.82", 2000 + 1500 * n)) for n in range(5)]
    assert outcomes == [Waiting(Wait.SETTLING)] * 5


def test_noise_between_equal_readings_begins_the_run_anew() -> None:
    gate = caliper_gate()
    gate.offer(length("1.00", 1000))
    gate.offer(length("7.82", 1100))
    gate.offer(length("7.82", 1200))
    gate.offer(other(ReadingStatus.UNKNOWN, 1250))
    assert gate.offer(length("7.82", 1300)) == Waiting(Wait.SETTLING)


@given(st.lists(st.decimals("0.02", "99.99", places=2), min_size=3, max_size=30))
def test_derived_stability_accepts_only_what_was_there_three_times(
    values: list[Decimal],
) -> None:
    gate = caliper_gate()
    for number, value in enumerate(values):
        outcome = gate.offer(length(str(value), 1100 + 200 * number))
        if isinstance(outcome, Accepted):
            last = values[number - 2 : number + 1]
            assert max(last) - min(last) <= EQUAL.band
            return


def test_a_person_typing_passes_the_same_gate() -> None:
    source = ManualSource("mass", "g")
    gate = gate_for(source.info)
    outcomes: list[Outcome] = []
    source.start(lambda reading: outcomes.append(gate.offer(reading)), lambda _: None)
    gate.arm("mass", "g", 0)
    typed = source.enter(Decimal("187.30"))
    gate_for(source.info).arm("mass", "g", 0)
    source.close()
    assert outcomes == [Accepted(typed)]


def test_a_typed_zero_is_meant_and_a_typed_unit_is_checked() -> None:
    source = ManualSource("mass", "g")
    for value, unit, expected in [("0", "g", "Accepted"), ("5", "kg", "INS-004")]:
        gate = gate_for(source.info)
        gate.arm("mass", "g", 0)
        assert code(gate.offer(source.enter(Decimal(value), unit))) == expected


def test_a_source_whose_profile_is_gone() -> None:
    with pytest.raises(KnownError, match="INS-009"):
        gate_for(SourceInfo("x", "mass", "no-such"))
