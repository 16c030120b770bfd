"""A code under the camera is told once, not with every picture."""

from __future__ import annotations

from ui.screens.inspect.codes_in_view import GONE_AFTER_S, CodesInView


def test_a_code_that_stays_is_told_once() -> None:
    codes = CodesInView()
    assert codes.news(("A",), 0.0) == ("A",)
    assert codes.news(("A",), 1.0) == ()


def test_a_missed_search_does_not_tell_it_again() -> None:
    codes = CodesInView()
    codes.news(("A",), 0.0)
    codes.news((), 1.0)
    assert codes.news(("A",), 2.0) == ()


def test_put_away_and_shown_again_it_is_told_again() -> None:
    codes = CodesInView()
    codes.news(("A",), 0.0)
    assert codes.news(("A",), GONE_AFTER_S + 0.1) == ("A",)


def test_another_code_is_told_while_the_first_stays() -> None:
    codes = CodesInView()
    codes.news(("A",), 0.0)
    assert codes.news(("A", "B"), 0.5) == ("B",)
