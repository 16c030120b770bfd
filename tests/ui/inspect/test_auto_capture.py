"""Photos that take themselves once the unit was turned and lies still."""

from __future__ import annotations

import pytest

from devices.cameras.quality import PictureVerdict, Quality, Refusal
from ui.screens.inspect.auto_capture import AutoCapture
from ui.screens.inspect.picture_work import Look


def _look(*, still: bool, reasons: tuple[Refusal, ...] = ()) -> Look:
    verdict = PictureVerdict.REFUSED if reasons else PictureVerdict.GOOD
    return Look(Quality(0.9, 0.5, 0.0, verdict, reasons), still, None)


MOVING, STILL = _look(still=False), _look(still=True)


def test_a_unit_that_was_not_touched_is_not_photographed() -> None:
    auto = AutoCapture()
    assert not any(auto.is_due("back", STILL) for _ in range(5))


def test_a_turned_unit_is_photographed_once_it_lies_still() -> None:
    auto = AutoCapture()
    assert [auto.is_due("back", look) for look in (STILL, MOVING, STILL)] == [False, False, True]
    auto.taken()
    assert not auto.is_due("back", STILL)


@pytest.mark.parametrize("reason", list(Refusal))
def test_a_bad_picture_does_not_take_itself(reason: Refusal) -> None:
    auto = AutoCapture()
    auto.is_due("back", MOVING)
    assert not auto.is_due("back", _look(still=True, reasons=(reason,)))
    assert auto.is_due("back", STILL)


def test_the_next_view_waits_for_the_unit_to_be_turned() -> None:
    auto = AutoCapture()
    auto.is_due("back", MOVING)
    assert not auto.is_due("sides", STILL)


def test_no_view_wanted_takes_no_photo() -> None:
    auto = AutoCapture()
    auto.is_due("", MOVING)
    assert not auto.is_due("", STILL)
