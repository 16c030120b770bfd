"""A code under the camera is told once, not with every picture."""

from __future__ import annotations

from ui.screens.inspect.codes_in_view import GONE_AFTER_S, GONE_AFTER_SEARCHES, CodesInView

SLOW_S = 3 * GONE_AFTER_S
"""Between two searches on a machine that is far too slow."""


def test_a_code_that_stays_is_told_once() -> None:
    codes = CodesInView()
    assert codes.news(("A",), 0.0) == ("A",)
    assert codes.news(("A",), 1.0) == ()


def test_a_missed_search_does_not_tell_it_again() -> None:
    codes = CodesInView()
    codes.news(("A",), 0.0)
    codes.news((), 1.0)
    assert codes.news(("A",), 2.0) == ()


def test_with_slow_pictures_a_code_that_stays_is_told_once() -> None:
    codes = CodesInView()
    codes.news(("A",), 0.0)
    assert codes.news(("A",), SLOW_S) == ()
    codes.news((), 2 * SLOW_S)
    assert codes.news(("A",), 3 * SLOW_S) == ()


def test_fast_searches_that_miss_it_for_a_moment_do_not_tell_it_again() -> None:
    codes = CodesInView()
    codes.news(("A",), 0.0)
    for search in range(4 * GONE_AFTER_SEARCHES):
        codes.news((), search * 0.1)
    assert codes.news(("A",), GONE_AFTER_S - 1) == ()


def test_put_away_and_shown_again_it_is_told_again() -> None:
    codes = CodesInView()
    codes.news(("A",), 0.0)
    for search in range(GONE_AFTER_SEARCHES):
        codes.news((), GONE_AFTER_S + search)
    assert codes.news(("A",), 2 * GONE_AFTER_S) == ("A",)


def test_another_code_is_told_while_the_first_stays() -> None:
    codes = CodesInView()
    codes.news(("A",), 0.0)
    assert codes.news(("A", "B"), 0.5) == ("B",)


def test_codes_of_a_unit_just_closed_are_no_news_until_put_away() -> None:
    codes = CodesInView()
    codes.tell(("A", "IMEI"), 0.0)
    assert codes.news(("A", "IMEI"), SLOW_S) == ()
    for search in range(2, 2 + GONE_AFTER_SEARCHES):
        codes.news((), search * SLOW_S)
    assert codes.news(("A",), 9 * SLOW_S) == ("A",)


def test_a_code_nobody_had_time_for_is_told_again() -> None:
    codes = CodesInView()
    codes.news(("A",), 0.0)
    codes.forget("A")
    assert codes.news(("A",), 0.5) == ("A",)
