"""Intervals hold what they are drawn around, and are those of the books."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.analysis.statistics.distributions import binomial_at_most
from station.analysis.statistics.intervals import clopper_pearson, mean_interval, poisson_rate, wilson
from station.errors import KnownError

of_trials = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@settings(deadline=None)
@given(of_trials)
def test_intervals_of_a_share_hold_the_share(sample: tuple[int, int]) -> None:
    hits, trials = sample
    for interval in (wilson(hits, trials), clopper_pearson(hits, trials)):
        assert 0 <= interval.low <= hits / trials <= interval.high <= 1


@settings(max_examples=40, deadline=None)
@given(of_trials)
def test_clopper_pearson_cuts_off_tails_of_the_binomial(sample: tuple[int, int]) -> None:
    hits, trials = sample
    low, high = clopper_pearson(hits, trials)
    if hits:
        assert 1 - binomial_at_most(hits - 1, trials, low) == pytest.approx(0.025, abs=1e-8)
    if hits < trials:
        assert binomial_at_most(hits, trials, high) == pytest.approx(0.025, abs=1e-8)


def test_known_intervals() -> None:
    """10 of 50 as in R: binom.test, prop.test(correct = FALSE); 10 events as in poisson.test."""
    assert clopper_pearson(10, 50) == pytest.approx((0.1003022, 0.3371831), abs=1e-6)
    assert wilson(10, 50) == pytest.approx((0.1124375, 0.3303711), abs=1e-6)
    assert poisson_rate(10) == pytest.approx((4.795389, 18.390356), abs=1e-6)
    assert poisson_rate(0) == pytest.approx((0.0, 3.688879), abs=1e-6)
    assert poisson_rate(10, 5.0) == pytest.approx((4.795389 / 5, 18.390356 / 5), abs=1e-6)


@settings(deadline=None)
@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30))
def test_the_interval_of_a_mean_holds_it(values: list[float]) -> None:
    low, high = mean_interval(values)
    assert low <= high


@pytest.mark.parametrize(("hits", "trials"), [(0, 0), (-1, 5), (6, 5)])
def test_what_is_no_share_is_refused(hits: int, trials: int) -> None:
    for interval in (wilson, clopper_pearson):
        with pytest.raises(KnownError, match="ANA-002"):
            interval(hits, trials)


@pytest.mark.parametrize("level", [0.0, 1.0, -1.0, float("nan")])
def test_what_is_no_level_is_refused(level: float) -> None:
    with pytest.raises(KnownError, match="ANA-002"):
        wilson(1, 2, level)
    with pytest.raises(KnownError, match="ANA-002"):
        poisson_rate(1, 1.0, level)
