"""Gaps and overlaps of shifts, held against the plan that records are counted by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from station.model.shifts import Seam, Shift, ShiftPlan, seams

_DAY_MIN = 1440
_MIDNIGHT = datetime(2026, 11, 22, tzinfo=UTC)
_minutes = st.integers(0, _DAY_MIN - 1)


@st.composite
def _plans(draw: st.DrawFn) -> list[Shift]:
    starts = sorted(draw(st.sets(_minutes, min_size=1, max_size=4)))
    first = draw(st.integers(0, len(starts) - 1))
    ordered = starts[first:] + starts[:first]
    return [Shift(f"{at}", start, draw(st.none() | _minutes)) for at, start in enumerate(ordered)]


@settings(max_examples=60, deadline=None)
@given(_plans(), _minutes)
def test_what_is_sealed_in_a_gap_counts_for_the_shift_that_started_last(plan: list[Shift], at: int) -> None:
    placed = ShiftPlan(plan, UTC).place(_MIDNIGHT + timedelta(minutes=at))
    for seam in seams(plan):
        if not seam.overlap and (at - seam.start_min) % _DAY_MIN < (seam.end_min - seam.start_min) % _DAY_MIN:
            assert placed.shift == seam.counts


def test_shifts_that_follow_one_another_have_no_seam() -> None:
    assert seams([Shift("a", 480, 1200), Shift("b", 1200, 480)]) == ()
    assert seams([Shift("a", 480), Shift("b", 1200)]) == ()
    assert seams([Shift("a", 480)]) == seams([Shift("a", 480, 480)]) == ()


def test_a_gap_and_an_overlap_around_midnight() -> None:
    found = seams([Shift("a", 600, 1380), Shift("b", 1320, 30)])
    assert found == (Seam("b", 1320, 1380, overlap=True), Seam("b", 30, 600, overlap=False))
