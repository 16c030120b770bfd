"""A control chart in the names that published results use; points are counted from 1."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from station.analysis.statistics.control_chart import ControlChart
from station.analysis.statistics.rules import RULES, violations

FOR_SPREADS = ("WER1", "WER4", "NEL1", "NEL2", "NEL3", "NEL4")
"""Rules without zones: ranges and deviations are not distributed evenly around their centre."""


def one_or_all(values: Sequence[Any]) -> Any:
    """The value where all are the same, else the list of them."""
    return values[0] if len(set(values)) == 1 else list(values)


def from_one(places: Iterable[int]) -> list[int]:
    """Places counted from 1."""
    return [place + 1 for place in places]


def quantities(chart: ControlChart, rules: Iterable[str] = tuple(RULES)) -> dict[str, Any]:
    """Centre, standard deviation and limits (one value where they are constant), points, what rules name."""
    found = violations(chart, rules)
    return {
        "center": one_or_all(chart.centre),
        "std_dev": one_or_all(chart.std_dev),
        "LCL": one_or_all(chart.lower),
        "UCL": one_or_all(chart.upper),
        "nsigmas": chart.sigmas,
        "points": list(chart.points),
        "out_of_control": from_one(violations(chart, ["WER1"])["WER1"]),
        "rules": {rule: from_one(places) for rule, places in found.items() if places},
    }


def count_quantities(chart: ControlChart) -> dict[str, Any]:
    """Like :func:`quantities` with the standard deviation of the plotted count or share."""
    return quantities(chart) | {"std_dev": one_or_all(chart.spread)}
