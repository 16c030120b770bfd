"""The page of control charts over one station's records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from station.analysis.capable import item_of
from station.analysis.controlling import ITEM, Control, kinds_of
from station.analysis.figures import Figures
from station.analysis.numbers import numbered_items, numbers_of_item
from station.analysis.pages.control import control_page
from station.analysis.scope import Scope
from station.model.charts import Chart, Role
from station.places import Home
from station.store.clock import SystemClock
from station.store.opening import open_store
from station.texts import Lang
from tests.store import many_records as many
from tests.store.test_search import documents


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Figures]:
    with open_store(Home(Path(tmp_path_factory.mktemp("controlled"))), SystemClock()) as store:
        many.enter(store, documents())
        store.rollups.catch_up()
        yield Figures(store)


def _charts(figures: Figures, control: Control) -> list[Chart]:
    page = control_page(figures, Scope(), Lang.EN, control)
    return [part for part in page.parts if isinstance(part, Chart)]


def _most_measured(figures: Figures) -> str:
    return max(numbered_items(figures, Scope()), key=lambda one: one.count).item


def _middle(figures: Figures, item: str) -> date:
    days = sorted({number.day for number in numbers_of_item(figures, Scope(), item)})
    return days[len(days) // 2]


@pytest.mark.parametrize("kind", kinds_of(f"{ITEM}any"))
def test_every_chart_of_values_begins_a_phase_where_a_person_says(figures: Figures, kind: str) -> None:
    item = _most_measured(figures)
    charts = _charts(figures, Control(f"{ITEM}{item}", kind, since=_middle(figures, item)))
    numbers = numbers_of_item(figures, Scope(), item)
    width = 5 if kind.startswith("xbar") else 1
    for chart in charts:
        (start,) = chart.phases
        assert numbers[start * width].day >= _middle(figures, item) > numbers[(start - 1) * width].day
        assert all(len(one.drill) == len(chart.categories) for one in chart.series)


def test_values_carry_the_unit_of_their_item_and_counts_say_so(figures: Figures) -> None:
    units = set()
    for one in numbered_items(figures, Scope()):
        found = item_of(figures, one.item)
        chart = _charts(figures, Control(f"{ITEM}{one.item}", "imr"))[0]
        unit = found.unit if found else None
        if chart.categories:
            assert chart.unit == {"1": "count", None: ""}.get(unit, unit)
            units.add(chart.unit)
    assert units - {""}


def test_what_is_in_no_chart_is_told(figures: Figures) -> None:
    item = _most_measured(figures)
    answers = figures.items(Scope(), "item")[(item,)]["records"]
    missing = answers - len(numbers_of_item(figures, Scope(), item))
    note = _charts(figures, Control(f"{ITEM}{item}", "ewma"))[0].note
    assert note.startswith(f"{missing} more answers") if missing else not note


def test_sums_that_leave_h_are_marked_on_their_own_side(figures: Figures) -> None:
    item = _most_measured(figures)
    (chart,) = _charts(figures, Control(f"{ITEM}{item}", "cusum"))
    upper, lower = (line.values[0] for line in chart.lines if line.role is Role.LIMIT)
    h = max(upper or 0, lower or 0)
    for series, sign in zip(chart.series, (1, -1), strict=True):
        beyond = [place for place, one in enumerate(series.values) if sign * (one or 0) > h]
        assert [mark.index for mark in series.marks] == beyond
