"""Borderline bias: told where it is, not where chance or a slope explains it, and to supervisors only."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from station.analysis.figures import Figures
from station.analysis.heaping import LEAST, Heap, Limit, Limits, heaps, judged, limits_in_force
from station.analysis.leniency import (
    DEFECTS,
    TIME,
    YIELD,
    Inspector,
    Ratio,
    inspectors,
    rank_correlation,
    ranks,
)
from station.analysis.pages.bias import page
from station.analysis.scope import Scope
from station.analysis.shift_effects import by_hour_of_shift
from station.errors import KnownError
from station.model.analysis_page import Table
from station.places import Home
from station.standards.library import home_library, shipped
from station.store.clock import SystemClock, to_text
from station.store.database import Store
from station.store.opening import open_store
from station.texts import Lang
from tests.store.many_records import START, Body, enter, record_body

LIMITS = {
    Limit("smartphone", f"XX-{number:02d}", Decimal(80), Decimal(1), above_is_good=True, is_good=True): (
        "shop",
    )
    for number in range(8)
}
ONE = dict(list(LIMITS.items())[:1])


def readings(count: int, value: Callable[[], float], limits: Limits = ONE) -> tuple[Heap, ...]:
    values = {(one.category, one.item): Counter(round(value()) for _ in range(count)) for one in limits}
    return judged(limits, {key: list(found.items()) for key, found in values.items()})


def test_even_readings_are_flagged_no_more_often_than_stated() -> None:
    chance = random.Random(6)
    runs = [readings(400, lambda: chance.uniform(59.5, 99.5), LIMITS) for _ in range(150)]
    flagged = sum(any(one.is_flagged for one in run) for run in runs)
    assert all(one.p is not None for run in runs for one in run)
    # Of 150 runs at 5 % fewer than 15 are flagged with 99 %.
    assert flagged < 15


def test_readings_moved_over_the_limit_are_flagged() -> None:
    chance = random.Random(6)

    def moved() -> float:
        value = round(chance.uniform(59.5, 99.5))
        return 80 if value in (78, 79) and chance.random() < 0.7 else value

    (found,) = readings(1000, moved)
    assert found.is_flagged
    assert found.share.low is not None and found.share.low > found.expected


def test_a_slope_of_the_readings_is_not_taken_for_heaping() -> None:
    chance = random.Random(6)
    (found,) = readings(6000, lambda: 100 - chance.expovariate(1 / 8))
    assert found.good > found.bad
    assert found.expected > 0.5
    assert not found.is_flagged


def test_too_few_readings_are_not_tested() -> None:
    (found,) = readings(LEAST - 1, lambda: 80)
    assert (found.good, found.bad, found.p) == (LEAST - 1, 0, None)


@pytest.mark.parametrize(
    ("above_is_good", "is_good", "good", "bad"),
    [
        (True, True, (80, 81, 82), (77, 78, 79)),
        (True, False, (81, 82, 83), (78, 79, 80)),
        (False, True, (78, 79, 80), (81, 82, 83)),
        (False, False, (77, 78, 79), (80, 81, 82)),
    ],
)
def test_a_reading_at_the_limit_is_on_the_side_that_the_standard_says(
    above_is_good: bool, is_good: bool, good: tuple[int, ...], bad: tuple[int, ...]
) -> None:
    limit = Limit("smartphone", "XX-00", Decimal(80), Decimal(1), above_is_good, is_good)
    values = {
        ("smartphone", "XX-00"): [*((one, 2) for one in good), *((one, 3) for one in bad), (90, 9), (70, 9)]
    }
    (found,) = judged({limit: ("shop",)}, values)
    assert (found.good, found.bad) == (6, 9)


def test_limits_in_force_name_their_channels_and_good_side() -> None:
    found = limits_in_force(shipped(), Scope(category="smartphone"))
    battery = {limit: channels for limit, channels in found.items() if limit.item == "PB-02"}
    assert battery
    assert {limit.above_is_good for limit in battery} == {True}
    assert all(channels for channels in found.values())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(Home(tmp_path / "home"), SystemClock()) as opened:
        yield opened


def unit(number: int, person: str, chance: random.Random, **said: Any) -> Body:
    """One unit: ``minutes`` on it, with a ``dent`` or not, ``sold`` or not, its ``model`` and ``battery``."""
    body = record_body(number, chance, 0)
    defects = (
        [{"zone": "Z1", "kind": "dent", "length_mm": "1.0", "depth": "none"}] if said.get("dent") else []
    )
    answers = {"FG-01": {"defects": defects}, "PB-02": {"value": str(said.get("battery", 90)), "unit": "%"}}
    grade = (
        {"result": "grade", "grades": ["A"]}
        if said.get("sold", True)
        else {"result": "not_accepted", "grades": []}
    )
    told = {one["item"]: one for one in body["observations"]}
    return {
        **body,
        "unit": {
            **body["unit"],
            "category": "smartphone",
            "model": {"brand": "Apple", "name": said.get("model", "X")},
        },
        "sealed_at": to_text(START + timedelta(hours=said.get("hour", 0), days=number)),
        "duration_s": round(said.get("minutes", 4.0) * 60),
        "inspector": {"id": person, "name": person, "role": "inspector"},
        "verdicts": [{**body["verdicts"][0], **grade}],
        "observations": [{**told[item], "answer": answer} for item, answer in answers.items()],
    }


def figures_of(store: Store, bodies: list[Body], people: bool = True) -> Figures:
    enter(store, [("record_sealed", one) for one in bodies])
    figures = Figures(store, people=people)
    figures.behind(None)
    return figures


def crew(quick: str = "") -> list[Body]:
    """Six inspectors, sixty units each; ``quick`` looks half as long and finds next to nothing."""
    chance, bodies = random.Random(3), list[Body]()
    for person in (f"P-{number}" for number in range(6)):
        for _ in range(60):
            minutes = chance.uniform(3, 5) / (2 if person == quick else 1)
            dent = chance.random() < (0.05 if person == quick else 0.5)
            bodies.append(unit(len(bodies), person, chance, minutes=minutes, dent=dent, sold=not dent))
    return bodies


def test_inspectors_who_do_the_same_show_no_difference(store: Store) -> None:
    found = inspectors(figures_of(store, crew()), Scope())
    assert [one.units for one in found] == [60] * 6
    assert {ratio.side for one in found for ratio in one.ratios.values()} == {"none"}


def test_one_who_is_quick_and_finds_little_stands_out(store: Store) -> None:
    found = {one.person: one for one in inspectors(figures_of(store, crew("P-2")), Scope())}
    assert [found["P-2"].ratios[name].side for name in (TIME, DEFECTS, YIELD)] == ["less", "less", "more"]
    assert found["P-1"].ratios[DEFECTS].side != "less"


def test_harder_units_are_no_leniency(store: Store) -> None:
    chance, bodies = random.Random(3), list[Body]()
    shares = {"easy": 0.1, "hard": 0.9}
    for person, mix in (("P-1", 0.9), ("P-2", 0.1)):
        for _ in range(200):
            model = "easy" if chance.random() < mix else "hard"
            dent = chance.random() < shares[model]
            bodies.append(unit(len(bodies), person, chance, model=model, dent=dent))
    found = inspectors(figures_of(store, bodies), Scope())
    assert {one.ratios[DEFECTS].side for one in found} == {"none"}


def test_one_inspector_is_still_set_beside_all(store: Store) -> None:
    (found,) = inspectors(figures_of(store, crew("P-2")), Scope(person="P-2"))
    assert found.ratios[TIME].side == "less"


def test_few_units_of_an_inspector_say_nothing(store: Store) -> None:
    found = inspectors(figures_of(store, crew()[:20]), Scope())
    assert {ratio.side for one in found for ratio in one.ratios.values()} == {"unsaid"}


def people(*values: tuple[float, float]) -> list[Inspector]:
    ratios = ({TIME: Ratio(time), DEFECTS: Ratio(defects)} for time, defects in values)
    return [Inspector(f"P-{number}", 100, one) for number, one in enumerate(ratios)]


def test_rank_correlation_needs_five_inspectors_and_counts_every_order() -> None:
    rising = [(float(one), one * 2.0) for one in range(1, 6)]
    assert rank_correlation(people(*rising[:4]), TIME, DEFECTS).rho is None
    found = rank_correlation(people(*rising), TIME, DEFECTS)
    assert found.n == 5
    assert found.rho == pytest.approx(1.0)
    # Of 120 orders two are as far from chance: the rising and the falling one.
    assert found.p == pytest.approx(2 / 120)
    assert rank_correlation(people(*[(1.0, float(one)) for one in range(5)]), TIME, DEFECTS).rho is None


def test_equal_values_share_their_ranks() -> None:
    assert ranks([3.0, 1.0, 3.0, 2.0]) == [3.5, 1.0, 3.5, 2.0]


def test_hours_count_from_the_start_of_the_shift(store: Store) -> None:
    chance = random.Random(1)
    bodies = [unit(number, "P-1", chance, hour=number % 2, dent=number % 4 == 0) for number in range(120)]
    found = by_hour_of_shift(figures_of(store, bodies), Scope())
    assert [one.number for one in found] == [next(iter(found)).number, next(iter(found)).number + 1]
    first, second = found.values()
    assert (first["units_with_defects_rate"].value, first["units_with_defects_rate"].n) == (0.5, 60)
    assert second["units_with_defects_rate"].value == 0
    assert first["unknown_rate"].n == 120


@pytest.mark.parametrize("lang", list(Lang))
def test_the_page_tells_what_is_shown_and_what_is_not(store: Store, lang: Lang) -> None:
    chance = random.Random(2)
    bodies = crew("P-2")
    limit = max(
        one.value
        for one in limits_in_force(home_library(store.home), Scope(category="smartphone"))
        if one.item == "PB-02"
    )
    bodies += [unit(9000 + number, "P-9", chance, battery=limit) for number in range(60)]
    made = page(figures_of(store, bodies), Scope(), lang)
    tables = {part.key: part for part in made.parts if isinstance(part, Table)}
    heaped = [row for row in tables["bias_heaping"].rows if row[1] == limit]
    assert heaped and heaped[0][3] == 60
    assert {row[0] for row in tables["bias_leniency"].rows} >= {"P-2", "P-9"}
    assert len(tables["bias_correlation"].rows) == 2
    assert heaps(Figures(store, people=True), Scope())[0].is_flagged


def test_the_page_is_for_supervisors(store: Store) -> None:
    with pytest.raises(KnownError, match="FIG-002"):
        page(figures_of(store, crew()[:5], people=False), Scope(), Lang.EN)
