"""Agreement between inspectors: which records make a pair, what is told of the pairs, and to whom."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from station.analysis.agreement import LEAST, agreement, by_channel, by_defect_kind, by_inspectors, measured
from station.analysis.drill import drill
from station.analysis.figures import Figures
from station.analysis.pages.agreement import page
from station.analysis.same_units import Twice, looked_twice
from station.analysis.scope import Scope
from station.errors import KnownError
from station.model.analysis_page import AnalysisPage, Table
from station.places import Home
from station.store.clock import SystemClock, from_text, to_text
from station.store.database import Store
from station.store.opening import open_store
from station.texts import Lang
from tests.store.many_records import Body, amended, enter, record_body, voided

ANNA, LI = "P-000003", "P-000002"
BACK_MARKET = "back-market"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(Home(tmp_path / "home"), SystemClock()) as opened:
        yield opened


EVERYTHING = Scope()


def look(
    number: int,
    person: str,
    *,
    unit: int | None = None,
    after: timedelta = timedelta(),
    grade: str = "A",
    found: Iterable[str] = (),
    **changed: Any,
) -> Body:
    """One inspection of ``unit`` by ``person``: one grade, these kinds of defects, and nothing else."""
    body = record_body(number, random.Random(number), 0)
    at = from_text(body["sealed_at"]) + after
    verdict = {**body["verdicts"][0], "channel": BACK_MARKET, "result": "grade", "grades": [grade]}
    defects = [{"zone": "Z1", "kind": kind, "length_mm": "1.0", "depth": "none"} for kind in found]
    answers = [
        {**one, "answer": {"defects": defects}} for one in body["observations"] if one["item"] == "FG-01"
    ]
    battery = [one for one in body["observations"] if one["item"] == "PB-02"]
    name = f"U-{number if unit is None else unit:05d}"
    told = {"code": name, "imei": "", "serial": "", "category": "smartphone"}
    return {
        **body,
        "unit": {**body["unit"], **told, **changed.pop("unit_says", {})},
        "sealed_at": to_text(at),
        "inspector": {"id": person, "name": person, "role": "inspector"},
        "verdicts": [verdict],
        "observations": [*answers, *battery],
        "earlier": [] if unit is None else [{"record": name, "sha256": "0" * 64, "sealed_at": to_text(at)}],
        **changed,
    }


def again(number: int, **changed: Any) -> tuple[Body, Body]:
    """A unit inspected by Anna, an hour later by Li."""
    return look(number, ANNA), look(number + 5000, LI, unit=number, after=-timedelta(minutes=4940), **changed)


def ask(store: Store, bodies: Iterable[Mapping[str, Any]], scope: Scope = EVERYTHING) -> tuple[Twice, ...]:
    enter(store, [("record_sealed", one) for one in bodies])
    return looked_twice(figures_of(store), scope)


def figures_of(store: Store, people: bool = True) -> Figures:
    figures = Figures(store, people=people)
    figures.behind(None)
    return figures


def people_of(pairs: Iterable[Twice]) -> list[tuple[str, str]]:
    return [(one.first.person, one.second.person) for one in pairs]


def test_the_same_unit_by_two_inspectors_is_a_pair(store: Store) -> None:
    pairs = ask(store, [*again(1), look(2, ANNA), look(3, LI)])
    assert people_of(pairs) == [(ANNA, LI)]
    assert pairs[0].first.unit == pairs[0].second.unit == "U-00001"


def test_the_same_inspector_again_is_none(store: Store) -> None:
    assert ask(store, [look(1, ANNA), look(9, ANNA, unit=1)]) == ()


@pytest.mark.parametrize(
    "later",
    [
        look(9, LI, unit=1, after=timedelta(days=15)),
        look(9, LI, unit=1, cleanings=[{"item": "FG-01"}]),
        look(9, LI, unit=1, practice=True),
        look(9, LI, unit=1, unit_says={"category": "tablet"}),
    ],
    ids=["much later", "cleaned in between", "practice", "another category"],
)
def test_a_unit_that_is_another_one_by_then_is_none(store: Store, later: Body) -> None:
    assert ask(store, [look(1, ANNA), later]) == ()


def test_amended_and_voided_records_are_left_out(store: Store) -> None:
    first, second = again(1)
    third, fourth = again(2)
    enter(store, [("record_sealed", one) for one in (first, second, third, fourth)])
    fixed = {**amended(9999, second, random.Random(1)), "inspector": second["inspector"]}
    enter(store, [("record_amended", fixed), ("record_voided", voided(third))])
    assert ask(store, []) == ()


def test_imeis_tell_units_with_the_same_code_apart_and_join_units_with_different_ones(store: Store) -> None:
    imeis = ({"imei": "352099001761481"}, {"imei": "352099001761473"})
    apart = [look(1, ANNA, unit_says=imeis[0]), look(2, LI, unit=1, unit_says=imeis[1])]
    assert ask(store, apart) == ()
    joined = ask(store, [look(3, LI, unit_says=imeis[0], earlier=[{}])])
    assert people_of(joined) == [(ANNA, LI)]


def test_the_scope_is_that_of_the_later_record_and_of_either_inspector(store: Store) -> None:
    pairs = ask(store, [look(1, ANNA), look(2, LI, unit=1, after=timedelta(days=2))])
    assert len(pairs) == 1
    figures = figures_of(store)
    told = str(pairs[0].second.day)
    day = datetime.strptime(told, "%Y%m%d").date()  # noqa: DTZ007 - a business day has no zone
    assert looked_twice(figures, Scope(since=day, person=ANNA))
    assert looked_twice(figures, Scope(until=day, person=LI))
    assert not looked_twice(figures, Scope(until=day - timedelta(days=1)))
    assert not looked_twice(figures, Scope(person="P-000001"))
    assert not looked_twice(figures, Scope(category="tablet"))


def mixed(store: Store, same: int, differ: int) -> tuple[Twice, ...]:
    bodies = [one for number in range(same) for one in again(number)]
    bodies += [
        one for number in range(same, same + differ) for one in again(number, grade="B", found=["dent"])
    ]
    return ask(store, bodies)


def test_agreement_is_the_share_of_units_with_the_same_verdict(store: Store) -> None:
    pairs = mixed(store, 15, 10)
    rated = by_channel(figures_of(store), pairs)[BACK_MARKET]
    found = agreement(rated)
    assert (found.n, found.same.value) == (25, 0.6)
    # A was given 40 times of 50: Fleiss = (0.6 - (0.8² + 0.2²)) / (1 - (0.8² + 0.2²)).
    assert found.kappa == pytest.approx((0.6 - 0.68) / 0.32)
    (two,) = by_inspectors(rated)
    assert (two.people, two.same.n) == ((LI, ANNA), 25)
    assert two.cohen is not None
    # Anna always said A, so chance alone agrees as often as they did.
    assert two.cohen.kappa == pytest.approx(0)


def test_kinds_of_defects_are_found_by_both_one_or_nobody(store: Store) -> None:
    pairs = mixed(store, 15, 10)
    kinds = by_defect_kind(figures_of(store), pairs)
    assert set(kinds) == {"dent"}
    assert agreement(kinds["dent"]).by_rating == {("not_found", "not_found"): 15, ("not_found", "found"): 10}


def test_results_that_settle_nothing_are_not_compared(store: Store) -> None:
    first, second = again(1)
    open_verdict = {**second["verdicts"][0], "result": "undetermined", "grades": []}
    pairs = ask(store, [first, {**second, "verdicts": [open_verdict]}])
    assert len(pairs) == 1
    assert by_channel(figures_of(store), pairs) == {}


def test_too_few_units_say_nothing_but_their_number(store: Store) -> None:
    pairs = mixed(store, LEAST - 2, 1)
    figures = figures_of(store)
    found = agreement(by_channel(figures, pairs)[BACK_MARKET])
    assert (found.n, found.same.value, found.same.low, found.kappa) == (LEAST - 1, None, None, None)
    assert by_inspectors(by_channel(figures, pairs)[BACK_MARKET])[0].cohen is None
    assert measured(figures, pairs)["PB-02"].mean is None


def test_values_measured_twice_tell_their_spread(store: Store) -> None:
    pairs = mixed(store, 40, 0)
    found = measured(figures_of(store), pairs)["PB-02"]
    assert found.n == 40
    assert found.deviation and found.repeatability == pytest.approx(found.deviation / 2**0.5)
    assert found.largest and found.mean is not None
    assert found.largest >= abs(found.mean)


@pytest.mark.parametrize("lang", list(Lang))
def test_the_page_names_people_only_to_whoever_may_see_them(store: Store, lang: Lang) -> None:
    mixed(store, 15, 10)
    made = page(figures_of(store), Scope(), lang)
    assert made.tiles[0].value == 25
    rows = _table(made, "agreement_by_channel").rows
    assert rows[0][1:3] == (25, 60.0)
    assert {ANNA, LI} <= {cell for row in _table(made, "agreement_by_inspectors").rows for cell in row}
    kept = page(figures_of(store, people=False), Scope(), lang)
    assert not {ANNA, LI} & {
        str(cell) for part in kept.parts if isinstance(part, Table) for row in part.rows for cell in row
    }
    with pytest.raises(KnownError, match="FIG-002"):
        page(figures_of(store, people=False), Scope(person=ANNA), lang)


def test_a_figure_leads_to_the_units_about_which_inspectors_differ(store: Store) -> None:
    pairs = mixed(store, 15, 10)
    made = page(figures_of(store), Scope(), Lang.EN)
    (key,) = _table(made, "agreement_by_channel").drill
    differ = {look.sequence for pair in pairs[15:] for look in pair}
    assert {unit.sequence for unit in drill(store, key, limit=50)} == differ


def test_a_period_without_pairs_says_so(store: Store) -> None:
    made = page(figures_of(store), Scope(until=date(2020, 1, 1)), Lang.EN)
    assert made.tiles[0].value == 0
    assert _table(made, "agreement_by_channel").rows == ()


def _table(made: AnalysisPage, key: str) -> Table:
    return next(part for part in made.parts if isinstance(part, Table) and part.key == key)
