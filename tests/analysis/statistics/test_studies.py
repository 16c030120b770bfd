"""Laws that capability, gauge studies, kappas and sampling keep, whatever the numbers."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.analysis.statistics.capability import Specification, capability
from station.analysis.statistics.cohen_kappa import cohen_kappa, linear, quadratic, unweighted
from station.analysis.statistics.fleiss_kappa import fleiss_kappa
from station.analysis.statistics.gauge_anova import gauge_anova
from station.analysis.statistics.gauge_ranges import average_range
from station.analysis.statistics.gauge_study import GaugeStudy
from station.analysis.statistics.sampling_plan import Severity, acceptance, plan_for, plan_of_letter
from station.analysis.statistics.sampling_switching import Stage, Switching, after_all
from station.analysis.statistics.sampling_tables import sampling_tables
from station.analysis.statistics.sigma_level import Tails, defects_per_million, dpmo_of, sigma_of
from station.analysis.statistics.type1_study import type1
from station.errors import KnownError

tenths = st.integers(-1000, 1000).map(lambda value: value / 10)


@settings(deadline=None)
@given(st.lists(tenths, min_size=2, max_size=30), tenths, st.floats(0.1, 100), st.floats(0.01, 50))
def test_capability_never_beats_potential(values: list[float], low: float, width: float, sd: float) -> None:
    found = capability(values, sd, Specification(low, low + width))
    for letter in "CP":
        both, worst, aimed = (found.indices[letter + name] for name in ("p", "p_k", "pm"))
        if both is None or worst is None or aimed is None:
            assert found.overall_std_dev == 0
            continue
        assert worst.value <= both.value * (1 + 1e-12)
        assert aimed.value <= both.value * (1 + 1e-12)
    assert all(one is None or one.low <= one.value <= one.high for one in found.indices.values())


readings = st.integers(2, 4).flatmap(
    lambda trials: st.integers(2, 6).flatmap(
        lambda parts: st.lists(
            st.lists(st.lists(tenths, min_size=parts, max_size=parts), min_size=trials, max_size=trials),
            min_size=2,
            max_size=4,
        )
    )
)


@settings(max_examples=50, deadline=None)
@given(readings, tenths)
def test_a_gauge_study_does_not_see_a_shift(tables: list[list[list[float]]], shift: float) -> None:
    names = "ABCD"
    study = GaugeStudy(dict(zip(names, tables, strict=False)))
    moved = GaugeStudy(
        {
            name: [[reading + shift for reading in row] for row in table]
            for name, table in zip(names, tables, strict=False)
        }
    )
    assert average_range(moved).components == pytest.approx(average_range(study).components, abs=1e-8)
    before, after = gauge_anova(study), gauge_anova(moved)
    assert after.pooled.variances == pytest.approx(before.pooled.variances, abs=1e-6)
    lines = before.sources
    parts = [one.ss for name, one in lines.items() if name != "total"]
    assert sum(parts) == pytest.approx(lines["total"].ss, rel=1e-9, abs=1e-6)
    assert sum(one.df for name, one in lines.items() if name != "total") == lines["total"].df
    assert all(one >= 0 for one in before.full.variances.values())


def test_an_interaction_that_shows_is_kept() -> None:
    study = GaugeStudy({"A": [[1, 2, 3], [1.01, 2.01, 3.01]], "B": [[3, 2, 1], [3.01, 2.01, 1.01]]})
    found = gauge_anova(study)
    assert not found.chosen.pooled
    assert found.full.variances["interaction"] > found.full.variances["repeatability"]


@settings(deadline=None)
@given(st.lists(tenths, min_size=2, max_size=20), tenths, st.floats(0.1, 100))
def test_bias_costs_capability_of_the_gauge(values: list[float], reference: float, tolerance: float) -> None:
    found = type1(values, reference, tolerance)
    if found.cg is None or found.cgk is None or found.bias is None:
        assert found.s == 0
    else:
        assert found.cgk <= found.cg
        assert found.bias.interval.low <= found.bias.bias <= found.bias.interval.high


squares = (
    st.integers(2, 5)
    .flatmap(
        lambda size: st.lists(
            st.lists(st.integers(0, 30), min_size=size, max_size=size), min_size=size, max_size=size
        )
    )
    .filter(lambda table: sum(map(sum, table)) > 0)
)


@settings(deadline=None)
@given(squares, st.randoms())
def test_kappa_is_bounded_and_does_not_see_the_order_of_categories(
    table: list[list[int]], random: Random
) -> None:
    order = list(range(len(table)))
    random.shuffle(order)
    shuffled = [[table[row][column] for column in order] for row in order]
    found, again = cohen_kappa(table), cohen_kappa(shuffled)
    if found.kappa is None or again.kappa is None:
        assert found.kappa is again.kappa
        return
    assert -1 - 1e-9 <= found.kappa <= 1 + 1e-9
    assert (again.kappa, again.ase, again.ase0) == pytest.approx(
        (found.kappa, found.ase, found.ase0), abs=1e-6
    )


@settings(deadline=None)
@given(squares)
def test_kappa_does_not_see_who_is_first(table: list[list[int]]) -> None:
    turned = [list(column) for column in zip(*table, strict=True)]
    for weight in (unweighted, linear, quadratic):
        one, other = cohen_kappa(table, weight).kappa, cohen_kappa(turned, weight).kappa
        assert other == (None if one is None else pytest.approx(one, abs=1e-9))


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 2), min_size=4, max_size=4), min_size=1, max_size=20))
def test_fleiss_kappa_is_bounded_and_1_only_where_all_agree(ratings: list[list[int]]) -> None:
    table = [[row.count(category) for category in range(3)] for row in ratings]
    found = fleiss_kappa(table).overall.kappa
    agreed = all(len(set(row)) == 1 for row in ratings)
    if found is not None:
        assert -1 / 3 - 1e-9 <= found <= 1 + 1e-9
        assert agreed == (found == pytest.approx(1, abs=1e-9))


TABLES = sampling_tables()
letters, aqls = st.sampled_from(sorted(TABLES.sample_size)), st.sampled_from(TABLES.aqls)
severities = st.sampled_from([Severity.NORMAL, Severity.TIGHTENED])
lots = st.integers(2, 600_000)


@settings(deadline=None)
@given(lots, lots, st.sampled_from(sorted(TABLES.code_letters)))
def test_larger_lots_have_no_earlier_letter(one: int, other: int, level: str) -> None:
    small, large = sorted((one, other))
    assert TABLES.code_letter(small, level) <= TABLES.code_letter(large, level)


@settings(deadline=None)
@given(letters, severities)
def test_a_looser_aql_has_no_smaller_acceptance_number(letter: str, severity: Severity) -> None:
    plans = [plan_of_letter(letter, aql, severity) for aql in TABLES.aqls]
    assert all(tight.accept <= loose.accept for tight, loose in pairwise(plans))


@settings(deadline=None)
@given(letters, aqls, st.floats(0, 1), st.floats(0, 1))
def test_worse_lots_are_not_accepted_more_often(letter: str, aql: str, one: float, other: float) -> None:
    plan = plan_of_letter(letter, aql)
    good, bad = sorted((one, other))
    assert acceptance(plan.n, plan.accept, bad) <= acceptance(plan.n, plan.accept, good) + 1e-9


@settings(deadline=None)
@given(letters, aqls)
def test_tightened_inspection_accepts_no_more_than_normal(letter: str, aql: str) -> None:
    normal, tight = (plan_of_letter(letter, aql, one) for one in (Severity.NORMAL, Severity.TIGHTENED))
    for share in (0.01, 0.05, 0.2):
        assert acceptance(tight.n, tight.accept, share) <= acceptance(normal.n, normal.accept, share) + 1e-9


@settings(deadline=None)
@given(lots, aqls, st.sampled_from(sorted(TABLES.code_letters)), severities)
def test_a_plan_never_asks_for_more_than_the_lot(lot: int, aql: str, level: str, severity: Severity) -> None:
    plan = plan_for(lot, aql, level, severity)
    assert plan.n <= lot
    assert plan.full_inspection == (TABLES.sample_size[plan.letter] >= lot)
    assert plan.edition == "ISO 2859-1:1999"


def test_reduced_inspection_says_that_it_is_not_available() -> None:
    with pytest.raises(KnownError, match="ANA-002"):
        plan_for(100, "1.0", severity=Severity.REDUCED)


def slowly(lots: list[bool]) -> list[Stage]:
    """The stage after each lot, told from the whole history since the last switch."""
    stages, stage, since = [], Stage.NORMAL, 0
    for end in range(1, len(lots) + 1):
        seen = lots[since:end]
        if stage is Stage.NORMAL and sum(not one for one in seen[-5:]) >= 2:
            stage, since = Stage.TIGHTENED, end
        elif stage is Stage.TIGHTENED and seen.count(False) >= 5:
            stage, since = Stage.DISCONTINUED, end
        elif stage is Stage.TIGHTENED and len(seen) >= 5 and all(seen[-5:]):
            stage, since = Stage.NORMAL, end
        stages.append(stage)
        if stage is Stage.DISCONTINUED:
            break
    return stages


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([True, True, True, False]), max_size=60))
def test_switching_follows_the_rules(lots: list[bool]) -> None:
    expected = slowly(lots)
    assert [state.stage for state in after_all(lots[: len(expected)])] == expected


def test_a_discontinued_supplier_comes_back_on_tightened_inspection() -> None:
    state = after_all([False] * 7)[-1]
    assert state.stage is Stage.DISCONTINUED
    with pytest.raises(KnownError, match="ANA-002"):
        state.after(True)
    assert state.resumed() == Switching(Stage.TIGHTENED)
    assert Switching().resumed() == Switching()


@settings(deadline=None)
@given(st.floats(0.1, 6), st.sampled_from(Tails))
def test_a_sigma_level_and_its_defects_lead_back(level: float, tails: Tails) -> None:
    assert sigma_of(dpmo_of(level, tails), tails) == pytest.approx(level, abs=1e-6)


@settings(deadline=None)
@given(st.integers(1, 1000), st.integers(1, 50), st.data())
def test_the_interval_of_defects_holds_them(units: int, opportunities: int, data: st.DataObject) -> None:
    defects = data.draw(st.integers(0, units * opportunities))
    found = defects_per_million(defects, units, opportunities)
    assert found.interval.low <= found.dpmo <= found.interval.high


@pytest.mark.parametrize("table", [[[1, 2]], [[1, -1], [0, 0]], []])
def test_what_is_no_cross_table_is_refused(table: list[list[float]]) -> None:
    with pytest.raises(KnownError, match="ANA-002"):
        cohen_kappa(table)


@pytest.mark.parametrize("table", [[[1, 1], [2, 1]], [[1, 0]], [[1.5, 0.5]], []])
def test_what_is_no_table_of_ratings_is_refused(table: list[list[float]]) -> None:
    with pytest.raises(KnownError, match="ANA-002"):
        fleiss_kappa(table)
