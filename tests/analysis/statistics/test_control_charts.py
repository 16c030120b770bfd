"""Control charts give the published limits, and keep the laws that limits have."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.analysis.statistics.control_chart import in_phases
from station.analysis.statistics.count_charts import c, np, p, u
from station.analysis.statistics.cusum_chart import cusum, cusum_of_singles
from station.analysis.statistics.ewma_chart import ewma, ewma_of_singles
from station.analysis.statistics.factors import c4, d2, d3, exact_range, factors
from station.analysis.statistics.individuals_charts import imr
from station.analysis.statistics.moments import mean
from station.analysis.statistics.subgroup_charts import xbar_r, xbar_s
from station.errors import KnownError
from tests.analysis.statistics.published import published

RINGS = published("qcc_pistonrings")
GROUPS = RINGS["data"]["diameter_groups"]
JUICE = published("qcc_orangejuice")
printed = 5e-7
"""Relative: qcc prints seven digits."""


def test_factors_are_those_of_the_printed_tables_and_of_the_integrals() -> None:
    table = published("constants")
    allowed = {"c4": table["tolerance"]["c4"], "D3": 0.0016, "D4": 0.0016}
    for row in table["published"]:
        ours = factors(int(row["n"]))
        for name in row.keys() - {"n"}:
            assert ours[name] == pytest.approx(row[name], abs=allowed.get(name, table["tolerance"]["others"]))


@pytest.mark.parametrize("n", [2, 3, 5, 10, 25])
def test_the_table_of_ranges_is_what_integration_gives(n: int) -> None:
    first, square = exact_range(n)
    assert d2(n) == pytest.approx(first, abs=5.1e-4)
    assert d3(n) == pytest.approx(math.sqrt(square - first**2), abs=2e-5)


def test_two_standard_normal_values_have_a_range_known_in_closed_form() -> None:
    assert exact_range(2) == pytest.approx((2 / math.sqrt(math.pi), 2.0), abs=1e-9)


def test_piston_rings() -> None:
    means, ranges = xbar_r(GROUPS, range(25))
    expected = RINGS["expected"]
    for chart, wanted in ((means, expected["xbar"]), (ranges, expected["R"])):
        assert chart.centre[0] == pytest.approx(wanted["center"], rel=printed)
        assert chart.std_dev[0] == pytest.approx(wanted["std_dev"], rel=printed)
        assert chart.lower[0] == pytest.approx(wanted["LCL"], rel=printed)
        assert chart.upper[0] == pytest.approx(wanted["UCL"], rel=printed)
    deviations = xbar_s(GROUPS, range(25))[1]
    assert deviations.centre[0] == pytest.approx(expected["S"]["center"], rel=printed)
    assert deviations.upper[0] == pytest.approx(expected["S"]["UCL"], rel=printed)


def test_flow_rates() -> None:
    file = published("nist_imr_flowrate")
    singles, ranges = imr(file["data"])
    assert singles.centre[0] == pytest.approx(file["expected"]["xbar"], abs=file["tolerance"])
    assert singles.upper[0] == pytest.approx(file["expected"]["UCL_X"], abs=file["tolerance"])
    assert singles.lower[0] == pytest.approx(file["expected"]["LCL_X"], abs=file["tolerance"])
    assert ranges.centre[0] == pytest.approx(file["expected"]["mrbar"], abs=file["tolerance"])
    # The repository that quotes 6.1349 names 3.267 times 1.8778, which is 6.1348, and four digits.
    assert ranges.upper[0] == pytest.approx(file["expected"]["UCL_MR"], rel=5e-5)
    assert ranges.points[0] is None


def test_wafer_defects() -> None:
    chart = c(published("nist_c_chart")["data"])
    assert (chart.centre[0], chart.upper[0], chart.lower[0]) == (16, 28, 4)


def test_orange_juice() -> None:
    data, expected = JUICE["data"], JUICE["expected"]
    trial = [place for place, is_trial in enumerate(data["trial"]) if is_trial]
    left = [place for place in trial if place + 1 not in (15, 23)]
    shares, numbers = p(data["D"], data["size"], trial), np(data["D"], data["size"], trial)
    again = p(data["D"], data["size"], left)
    names = ("p_trial", "np_trial", "p_trial_without_15_23")
    for chart, name in zip((shares, numbers, again), names, strict=True):
        found = (chart.centre[0], chart.spread[0], chart.lower[0], chart.upper[0])
        wanted = [expected[name][key] for key in ("center", "std_dev", "LCL", "UCL")]
        assert found == pytest.approx(wanted, rel=printed)


def test_ewma_of_the_handbook() -> None:
    file = published("nist_ewma")
    params = file["params"]
    chart = ewma(file["data"], params["EWMA0"], params["s"], weight=params["lambda"], asymptotic=True)
    assert chart.points == pytest.approx(file["expected"]["ewma"], abs=file["tolerance"]["ewma"])
    assert chart.upper[0] == pytest.approx(file["expected"]["UCL"], abs=file["tolerance"]["limits"])
    assert chart.lower[0] == pytest.approx(file["expected"]["LCL"], abs=file["tolerance"]["limits"])


def test_ewma_of_piston_rings() -> None:
    means = xbar_r(GROUPS, range(25))[0]
    points = [mean(group) for group in GROUPS]
    for width, name in ((3.0, "ewma_lambda0.2_3sigma"), (2.7, "ewma_lambda0.2_2.7sigma")):
        chart = ewma(points, means.centre[0], means.std_dev[0], sigmas=width, sizes=[5] * 40)
        for limit, ours in (("LCL", chart.lower), ("UCL", chart.upper)):
            for place, wanted in RINGS["expected"][name][limit].items():
                assert ours[int(place) - 1] == pytest.approx(wanted, rel=printed)


def test_unit_tests_of_qcc() -> None:
    file = published("qcc_cusum_ewma_unit_tests")
    one, other = file["cusum"], file["ewma"]
    interval = {"decision_interval": one["decision_interval"], "se_shift": one["se_shift"]}
    sums = cusum(one["x"], one["center"], one["std_dev"], **interval)
    assert sums.pos == pytest.approx(one["pos"])
    assert sums.neg == pytest.approx(one["neg"])
    assert (sums.upper_violations, sums.lower_violations) == ((2,), (5,))
    chart = ewma(other["x"], other["center"], other["std_dev"], weight=other["lambda"], sigmas=2)
    assert chart.points == pytest.approx(other["ewma"])
    assert chart.spread == pytest.approx(other["sigma"], rel=1e-12)


def test_ewma_and_cusum_begin_anew_with_each_phase() -> None:
    flow = published("nist_imr_flowrate")["data"]
    values = [*flow, *(one + 5 for one in flow)]
    starts, half = (0, len(flow)), len(flow)
    base, later = imr(flow)[0], imr(values[half:])[0]
    chart = ewma_of_singles(values, starts)
    first = ewma(flow, base.centre[0], base.std_dev[0])
    assert chart.starts == starts and chart.points[:half] == first.points
    assert chart.upper[:half] == first.upper
    assert [one is not None and one - 5 for one in chart.points[half:]] == pytest.approx(first.points)
    sums = cusum_of_singles(values, starts)
    second = cusum(values[half:], later.centre[0], later.std_dev[0])
    assert sums.starts == starts
    assert (sums.pos[half:], sums.neg[half:]) == (second.pos, second.neg)
    assert cusum_of_singles(values).upper_violations and not sums.upper_violations


def test_cusum_names_the_points_beyond_h_on_both_sides() -> None:
    """What the published sums say of one phase holds for a later one, at its own places."""
    file = published("qcc_cusum_ewma_unit_tests")["cusum"]
    flow = published("nist_imr_flowrate")["data"]
    shifted = [*flow, *(one + 3 for one in flow), *(one - 6 for one in flow)]
    once, twice = cusum_of_singles(shifted), cusum_of_singles([*shifted, *shifted], (0, len(shifted)))
    for sums, found, sign in (
        (once.pos, once.upper_violations, 1),
        (once.neg, once.lower_violations, -1),
    ):
        beyond = [place for place, one in enumerate(sums) if sign * one > once.decision_interval]
        assert list(found) == beyond and beyond
    moved = [len(shifted) + place for place in once.lower_violations]
    assert list(twice.lower_violations) == [*once.lower_violations, *moved]
    assert cusum(file["x"], file["center"], file["std_dev"], decision_interval=1).starts == (0,)
    for starts in ((1,), (0, len(flow)), (0, 5, 5)):
        with pytest.raises(KnownError, match="ANA-002"):
            cusum_of_singles(flow, starts)


measured = st.floats(-1e6, 1e6).map(lambda value: round(value, 6))
groups_of = st.lists(st.lists(measured, min_size=2, max_size=25), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(groups_of, st.floats(-1e3, 1e3), st.floats(1e-3, 1e3))
def test_limits_move_with_the_values_and_grow_with_their_unit(
    groups: list[list[float]], shift: float, scale: float
) -> None:
    largest = max(abs(value) for group in groups for value in group) + 1
    for make in (xbar_r, xbar_s):
        before = make(groups)
        after = make([[value * scale + shift for value in group] for group in groups])
        near = 1e-9 * largest * (scale + 1) + 1e-9 * abs(shift)
        assert after[0].upper == pytest.approx(
            [(one or 0) * scale + shift for one in before[0].upper], abs=near
        )
        assert after[1].upper == pytest.approx([(one or 0) * scale for one in before[1].upper], abs=near)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(50, 500)), min_size=1, max_size=30))
def test_limits_of_shares_stay_within_what_a_share_can_be(samples: list[tuple[int, int]]) -> None:
    counts, sizes = zip(*samples, strict=True)
    chart = p(counts, sizes)
    assert all(
        0 <= (low or 0) <= middle <= (high or 0) <= 1
        for low, middle, high in zip(chart.lower, chart.centre, chart.upper, strict=True)
    )
    numbers = np(counts, sizes)
    assert numbers.upper == pytest.approx([(one or 0) * n for one, n in zip(chart.upper, sizes, strict=True)])
    assert u(counts, sizes).centre[0] == pytest.approx(chart.centre[0])


def test_each_phase_has_limits_of_its_own() -> None:
    first, second = [10.0, 12.0, 11.0, 10.5], [30.0, 31.0, 32.0]
    (singles, ranges) = in_phases(imr, first + second, [0, 4])
    assert singles.starts == ranges.starts == (0, 4)
    assert singles.centre == imr(first)[0].centre + imr(second)[0].centre
    assert ranges.points[4] is None


def test_unequal_groups_have_stepped_limits() -> None:
    chart = xbar_s([[1.0, 2.0], [1.5, 2.5, 2.0, 1.0, 3.0], [2.0, 2.5]])[0]
    assert chart.upper[0] == chart.upper[2]
    assert (chart.upper[0] or 0) > (chart.upper[1] or 0)


def test_c4_of_large_groups_does_not_overflow() -> None:
    assert c4(100_000) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    "refused",
    [
        lambda: xbar_r([]),
        lambda: xbar_r([[1.0]]),
        lambda: xbar_r([[1.0, math.nan]]),
        lambda: xbar_r([[0.0] * 26]),
        lambda: xbar_r([[1.0, 2.0]], [1]),
        lambda: xbar_r([[1.0, 2.0]], []),
        lambda: imr([1.0]),
        lambda: imr([1.0, math.inf]),
        lambda: imr([1.0, 2.0, 3.0], [0, 2]),
        lambda: p([1], [0]),
        lambda: p([2], [1]),
        lambda: p([1, 2], [5]),
        lambda: c([1.5]),
        lambda: u([-1], [2.0]),
        lambda: ewma([1.0], 0.0, 1.0, weight=0.0),
        lambda: ewma([], 0.0, 1.0),
        lambda: cusum([1.0], 0.0, 0.0),
        lambda: cusum([1.0], 0.0, 1.0, decision_interval=0.0),
        lambda: in_phases(imr, [1.0, 2.0, 3.0], [0, 3]),
        lambda: in_phases(imr, [1.0, 2.0, 3.0], [1]),
    ],
)
def test_what_gives_no_limits_is_refused(refused: Callable[[], object]) -> None:
    with pytest.raises(KnownError, match="ANA-002"):
        refused()
