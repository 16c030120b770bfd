"""Western Electric and Nelson rules name the published points, and no others."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.analysis.statistics.control_chart import ControlChart, joined
from station.analysis.statistics.rules import RULES, violations
from tests.analysis.statistics.published import published

FILE = published("qcc_rules_unit_tests")


def standard(points: list[float | None]) -> ControlChart:
    """A chart with centre 0 and spread 1."""
    zero, one, three = ([number] * len(points) for number in (0.0, 1.0, 3.0))
    below = [-3.0] * len(points)
    return ControlChart("X", tuple(points), tuple(zero), tuple(one), tuple(below), tuple(three), (1.0,))


CASES = [
    (name, case["x"], places)
    for case in FILE["western_electric"] + FILE["nelson"]
    for name, places in (
        [(case["rule"].split()[0], case["viol"])]
        if "viol" in case
        else [(key, value) for key, value in case.items() if key.startswith("WER")]
    )
]


@pytest.mark.parametrize(("rule", "x", "places"), CASES)
def test_published_points(rule: str, x: list[float], places: list[int]) -> None:
    assert [place + 1 for place in violations(standard([*x]))[rule]] == places


zones = st.lists(st.sampled_from([-3.5, -2.5, -1.5, -0.5, 0.0, 0.5, 1.5, 2.5, 3.5, None]), max_size=40)


@settings(max_examples=80, deadline=None)
@given(zones)
def test_mirrored_points_break_the_same_rules(points: list[float | None]) -> None:
    mirrored = [None if point is None else -point for point in points]
    assert violations(standard(points)) == violations(standard(mirrored))


def window(points: list[Any], end: int, length: int) -> list[Any] | None:
    """The last ``length`` points up to ``end``, if they are all there."""
    return points[end - length + 1 : end + 1] if end >= length - 1 else None


def slowly(rule: str, points: list[float | None], end: int) -> bool:
    """Whether ``rule`` names the point at ``end``, read off the definitions, one window at a time."""
    lengths = {"WER4": 8, "NEL2": 9, "NEL3": 6, "NEL4": 14, "NEL7": 15, "NEL8": 8}
    last = points[end]
    if last is None:
        return False
    if rule in ("WER1", "NEL1"):
        return abs(last) > 3
    if rule in ("WER2", "NEL5", "WER3", "NEL6"):
        zone, some, length = (2, 2, 3) if rule in ("WER2", "NEL5") else (1, 4, 5)
        seen = window(points, end, length)
        sign = 1 if last > 0 else -1
        return bool(seen) and last * sign > zone and sum((x or 0) * sign > zone for x in seen or []) >= some
    seen = window(points, end, lengths[rule])
    if not seen or None in seen:
        return False
    steps = [other - one for one, other in pairwise(seen)]
    return {
        "WER4": all(x > 0 for x in seen) or all(x < 0 for x in seen),
        "NEL2": all(x > 0 for x in seen) or all(x < 0 for x in seen),
        "NEL3": all(x > 0 for x in steps) or all(x < 0 for x in steps),
        "NEL4": all(one * other < 0 for one, other in pairwise(steps)),
        "NEL7": all(abs(x) <= 1 for x in seen),
        "NEL8": all(abs(x) > 1 for x in seen) and max(seen) > 0 > min(seen),
    }[rule]


@settings(max_examples=80, deadline=None)
@given(zones)
def test_every_rule_says_what_its_definition_says(points: list[float | None]) -> None:
    found = violations(standard(points))
    for rule in RULES:
        assert found[rule] == [end for end in range(len(points)) if slowly(rule, points, end)], rule


def test_a_pattern_does_not_run_across_phases() -> None:
    half = standard([0.5] * 5)
    assert violations(joined([half, half]))["WER4"] == []
    assert violations(standard([0.5] * 10))["WER4"] == [7, 8, 9]
