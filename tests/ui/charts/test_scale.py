"""The value axis holds what is drawn, begins bars at zero, and writes values with enough places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.model.charts import Chart, LimitLine, Role, Series, Shape
from ui.widgets.charts.scale import scale_of

NUMBERS = st.integers(-(10**9), 10**9).map(lambda thousandths: thousandths / 1000)
VALUES = st.lists(st.none() | NUMBERS, min_size=1, max_size=30).map(tuple)


def chart(shape: Shape, *series: Series, unit: str = "", lines: tuple[LimitLine, ...] = ()) -> Chart:
    count = len(series[0].values)
    return Chart("key", shape, "title", tuple(map(str, range(count))), series, unit=unit, lines=lines)


@given(VALUES, st.sampled_from([Shape.BARS, Shape.LINES, Shape.CONTROL]), st.sampled_from(["", "%"]))
def test_every_value_stands_within_and_ticks_go_upwards(
    values: tuple[float | None, ...], shape: Shape, unit: str
) -> None:
    scale = scale_of(chart(shape, Series("a", values), unit=unit))
    assert scale.low < scale.high
    assert all(scale.low <= value <= scale.high for value in values if value is not None)
    assert scale.ticks and list(scale.ticks) == sorted(scale.ticks)
    assert len(set(scale.tick_words())) == len(scale.ticks) <= 12


@given(VALUES)
def test_bars_stand_on_zero(values: tuple[float | None, ...]) -> None:
    scale = scale_of(chart(Shape.BARS, Series("a", values)))
    assert scale.low <= 0 <= scale.high


def test_a_stack_is_as_high_as_its_layers_together() -> None:
    scale = scale_of(chart(Shape.STACKED, Series("a", (30.0, 60.0)), Series("b", (50.0, 40.0)), unit="%"))
    assert scale.high >= 100
    assert scale.ticks[-1] == 100


def test_limits_and_intervals_are_within_reach() -> None:
    limits = (LimitLine("UCL", Role.LIMIT, (9.0, 9.0)),)
    scale = scale_of(chart(Shape.CONTROL, Series("a", (5.0, 6.0), low=(1.0, 2.0)), lines=limits))
    assert scale.low < 1 and scale.high > 9


@pytest.mark.parametrize(
    ("values", "words"),
    [((3.0, 1250.0), "1,250"), ((174.021, 174.063), "174.0630"), ((88.1, 97.25), "97.25"), ((None,), "–")],
)
def test_values_are_written_as_precisely_as_they_differ(values: tuple[float | None, ...], words: str) -> None:
    assert scale_of(chart(Shape.LINES, Series("a", values))).words(values[-1]) == words


def test_nothing_is_written_as_minus_zero() -> None:
    assert scale_of(chart(Shape.LINES, Series("a", (-0.0001, 25.5)))).words(-0.0001) == "0.0"
