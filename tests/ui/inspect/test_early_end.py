"""A unit whose work order names its channel: the window leads to the signature once the verdict stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from station.model.answer import Choice, Unknown
from station.model.verdict import Result
from station.standards.library import internal_standard
from tests.ui.inspect.conftest import ENTER, Bench, Sit
from ui.context import Context
from ui.practice import PIN, fill_practice
from ui.screens.inspect.finding_row import FindingRow
from ui.screens.inspect.group_rail import GroupCount, counts
from ui.screens.inspect.item_header import ItemHeader
from ui.screens.inspect.viewmodel import Stage
from ui.widgets.option_list import OptionRow

CODE = "R-20261122-0154"
"""The demo unit meant for Swappa alone."""
IMEI = "001013086024272"

BACK, UNKNOWN, PARK = Qt.Key.Key_Backspace, Qt.Key.Key_F2, Qt.Key.Key_F8


@pytest.fixture
def bench(sit: Sit, context: Context) -> Bench:
    """The window with the demo unit open at its first step."""
    fill_practice(context.keep)
    made = sit()
    made.wait(lambda: not made.model.busy)
    made.scan(CODE)
    made.wait_step("PB-01")
    return made


def lock(bench: Bench) -> None:
    """It starts, no battery trouble, the IMEI of the order; locked by an account that cannot be released."""
    for item, key in (("PB-01", "1"), ("PB-04", "1"), ("ID-01", ""), ("ID-05", "3")):
        bench.wait_step(item)
        if key:
            bench.press(key, ENTER)
        else:
            bench.scan(IMEI)
        bench.wait_answered(item)
    bench.wait(lambda: bench.model.stage is Stage.SEAL)


def rail(bench: Bench) -> dict[str, GroupCount]:
    """The groups as the rail counts them."""
    assert bench.model.inspection is not None
    return {one.id: one for one in counts(bench.model.inspection, internal_standard("smartphone"))}


def progress(bench: Bench) -> str:
    """The words of the top line that say how far the unit is."""
    return bench.view.top_line().progress


def rows_of(bench: Bench, item: str) -> list[FindingRow]:
    """The rows of ``item`` that can be seen on the signing page."""
    rows = bench.view.seal.findChildren(FindingRow)
    return [row for row in rows if row.isVisible() and row.text().startswith(item)]


def open_row(bench: Bench, item: str) -> None:
    """Choose the row of ``item`` on the signing page, by keyboard."""
    bench.wait(lambda: rows_of(bench, item) and not bench.model.busy)
    row = rows_of(bench, item)[0]  # once for each reason to look at it
    row.setFocus(Qt.FocusReason.TabFocusReason)
    assert bench.window.focusWidget() is row
    bench.press(ENTER)
    bench.wait_step(item)


def test_a_lock_leads_to_the_signature_and_the_rest_is_not_needed(bench: Bench) -> None:
    lock(bench)
    groups = rail(bench)
    assert groups["identity"].total == groups["identity"].done == 2
    assert groups["repair"].total == groups["repair"].done == 0
    assert progress(bench) == "共 4 步 · 待签字"
    review = bench.model.review
    assert review is not None
    assert review.unanswered == ()
    assert "ID-08" in review.not_needed
    bench.press(PIN, ENTER)
    bench.wait(lambda: bench.model.stage is Stage.VERDICT)
    assert bench.model.record is not None
    (verdict,) = bench.model.record.document["verdicts"]
    assert verdict["result"] == Result.NOT_ACCEPTED


def test_back_from_the_signature_enter_leads_to_it_again(bench: Bench) -> None:
    lock(bench)
    bench.press(Qt.Key.Key_Escape)
    bench.wait_step("ID-05")
    assert progress(bench) == "步骤 4 / 4"
    bench.press(ENTER)
    bench.wait(lambda: bench.model.stage is Stage.SEAL)
    assert bench.answered() == 4


def test_going_back_and_on_passes_over_what_is_not_needed(bench: Bench) -> None:
    lock(bench)
    open_row(bench, "ID-03")
    assert bench.view.step.findChild(ItemHeader) is not None
    bench.press(BACK)
    bench.wait_step("ID-05")
    bench.press(BACK)
    bench.wait_step("ID-01")
    bench.press(ENTER)
    bench.wait_step("ID-05")


def test_a_step_not_needed_says_so_can_be_answered_and_taken_back(bench: Bench) -> None:
    lock(bench)
    open_row(bench, "ID-08")
    assert progress(bench) == "不需要的步骤 · 共 4 步"
    bench.press("3", ENTER)
    bench.wait_answered("ID-08")
    bench.wait(lambda: bench.model.stage is Stage.SEAL)
    assert progress(bench) == "共 5 步 · 待签字"
    bench.press(Qt.Key.Key_Escape)
    bench.wait_step("ID-08")
    bench.press_control(Qt.Key.Key_Z)
    bench.wait(lambda: bench.answered() == 4 and not bench.model.busy)
    assert progress(bench) == "不需要的步骤 · 共 4 步"
    assert bench.model.inspection is not None
    assert "ID-08" in bench.model.inspection.not_needed


def test_taking_the_lock_back_asks_everything_again(bench: Bench) -> None:
    lock(bench)
    bench.press(Qt.Key.Key_Escape)
    bench.wait_step("ID-05")
    bench.press_control(Qt.Key.Key_Z)
    bench.wait(lambda: bench.answered() == 3 and not bench.model.busy)
    assert bench.model.inspection is not None
    assert not bench.model.inspection.not_needed
    assert rail(bench)["repair"].total == 3


def test_a_lock_that_turns_out_unknown_brings_the_steps_back(bench: Bench) -> None:
    lock(bench)
    bench.press(Qt.Key.Key_Escape)
    bench.wait_step("ID-05")
    bench.press(UNKNOWN, "2", ENTER)
    bench.wait_step("ID-08")
    assert bench.model.stage is Stage.STEP
    inspection = bench.model.inspection
    assert inspection is not None
    assert isinstance(inspection.observations["ID-05"].answer, Unknown)
    assert not inspection.not_needed


def test_parked_or_restarted_the_same_steps_are_not_needed(bench: Bench, sit: Sit) -> None:
    lock(bench)
    before = bench.model.inspection
    assert before is not None
    bench.model.park()
    bench.wait(lambda: bench.model.stage is Stage.IDLE and not bench.model.busy)
    bench.scan(CODE)
    bench.wait(lambda: bench.model.inspection is not None)
    bench.wait_step("ID-05")
    assert bench.model.inspection is not None
    assert bench.model.inspection.not_needed == before.not_needed
    again = sit()
    again.wait_step("ID-05")
    assert again.model.inspection is not None
    assert again.model.inspection.not_needed == before.not_needed
    assert again.model.inspection.observations["ID-05"].answer == Choice("on_locked")
    again.press(ENTER)
    again.wait(lambda: again.model.stage is Stage.SEAL)


def test_a_parked_unit_counts_only_what_is_still_needed(bench: Bench) -> None:
    lock(bench)
    bench.model.park()
    bench.wait(lambda: bench.model.stage is Stage.IDLE and bench.model.day.drafts)
    rows = [row.text() for row in bench.view.idle.findChildren(OptionRow) if row.text().startswith(CODE)]
    assert [words.split(" · ")[-1] for words in rows] == ["已答 4/4"]
