"""Prose to demands: boundary words keep their side exactly, and nothing that was not read is dropped."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.standards.importing.demands import DefectDemand, NumberDemand, Reading
from station.standards.importing.prose import read_prose
from station.standards.importing.vocabulary import vocabulary

LIMITS = {
    "at_most": (
        "≤{n}%",
        "不超过{n}%",
        "{n}%以下",
        "{n}%以内",
        "at most {n}%",
        "{n}% or less",
        "no more than {n} %",
    ),
    "at_least": (
        "≥{n}%",
        "不低于{n}%",
        "{n}%以上",
        "at least {n}%",
        "{n}% or above",
        "no less than {n} percent",
    ),
    "above": ("＞{n}%", "超过{n}%", "大于{n}％", "over {n}%", "more than {n}%"),
    "below": ("＜{n}%", "小于{n}%", "不足{n}%", "under {n}%", "less than {n}%"),
}
WORDED = [(side, pattern) for side, patterns in LIMITS.items() for pattern in patterns]


def read(text: str) -> tuple[Reading, ...]:
    return read_prose(text, vocabulary(), "smartphone")


@settings(max_examples=120, deadline=None)
@given(
    worded=st.sampled_from(WORDED),
    value=st.decimals("1", "99", places=1),
    name=st.sampled_from(("电池健康", "Battery health ")),
)
def test_boundary_words_keep_their_side_exactly(worded: tuple[str, str], value: Decimal, name: str) -> None:
    side, pattern = worded
    (reading,) = read(name + pattern.format(n=value))
    (demand,) = reading.demands
    assert isinstance(demand, NumberDemand)
    told = {one: getattr(demand, one) for one in LIMITS}
    assert told == {**dict.fromkeys(LIMITS), side: value}
    assert (demand.unit, reading.problems) == ("%", ())


@pytest.mark.parametrize("text", ["不超过2条10mm以下划痕", "no more than two scratches, each 10 mm or less"])
def test_a_count_and_a_size_are_two_limits(text: str) -> None:
    ((demand,),) = (one.demands for one in read(text))
    assert isinstance(demand, DefectDemand)
    assert {str(one.measure): one.at_most for one in demand.limits} == {"count": 2, "longest": 10}


@settings(max_examples=80, deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_is_read_and_nothing_vanishes(text: str) -> None:
    for reading in read(text):
        assert reading.demands or reading.problems or not any(sign.isalnum() for sign in reading.text)


def test_in_visible_places_does_not_say_invisible() -> None:
    ((demand,),) = (one.demands for one in read("at most two scratches in visible places at 30 cm"))
    assert isinstance(demand, DefectDemand)
    assert [(str(one.measure), one.at_most) for one in demand.limits] == [("count", Decimal(2))]
    assert demand.which.visible_at_cm == 30


@pytest.mark.parametrize(
    "text", ["scratches invisible at 30 cm", "划痕not visible at 30 cm", "看不见划痕，30cm"]
)
def test_what_cannot_be_seen_stays_nearer_than_the_distance(text: str) -> None:
    ((demand,),) = (one.demands for one in read(text))
    assert isinstance(demand, DefectDemand)
    assert [(str(one.measure), one.below) for one in demand.limits] == [("farthest_visible", Decimal(30))]


def test_a_range_in_two_units_is_not_read_as_one_unit() -> None:
    (reading,) = read("scratches between 5 mm and 2 cm")
    assert not reading.demands
    assert "5 mm and 2 cm" in " ".join(problem.words for problem in reading.problems)
    ((demand,),) = (one.demands for one in read("scratches of 5 mm to 10 mm"))
    assert isinstance(demand, DefectDemand)
    assert [(one.at_least, one.at_most) for one in demand.limits] == [(Decimal(5), Decimal(10))]
