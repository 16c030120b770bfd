"""What stands on disk, what is refused, and what a restart brings back."""

from __future__ import annotations

from PySide6.QtCore import Qt

from station.model.answer import Choice, Unknown, UnknownReason
from station.texts import Lang
from tests.ui.inspect.conftest import ENTER, Sit
from ui.context import Context
from ui.screens.inspect.viewmodel import Stage
from ui.theme import State
from ui.widgets.action_button import ActionButton


def test_the_next_step_shows_only_after_the_answer_is_on_disk(sit: Sit, context: Context) -> None:
    bench = sit()
    bench.open_by_hand("R-10", "smartphone")
    stored: list[bool] = []

    def look(_item: str) -> None:
        current = context.keep.desk.current()
        stored.append(current is not None and "ID-01" in current.observations)

    bench.model.step_shown.connect(look)
    bench.press("X7", ENTER)
    bench.wait_step("ID-02")
    assert stored == [True]


def test_nothing_is_preselected_and_enter_alone_answers_nothing(sit: Sit) -> None:
    bench = sit()
    bench.open_by_hand("R-10", "smartphone")
    bench.press("X7", ENTER)
    bench.wait_step("ID-02")
    bench.press(ENTER, ENTER)
    assert not bench.model.busy
    assert bench.answered() == 1


def test_a_restart_comes_back_to_the_same_step_with_every_answer(sit: Sit) -> None:
    bench = sit()
    bench.open_by_hand("R-10", "smartphone")
    bench.press("X7", ENTER)
    bench.wait_step("ID-02")
    bench.press("2", ENTER)
    bench.wait_step("ID-03")
    again = sit()
    again.wait_step("ID-03")
    inspection = again.model.inspection
    assert inspection is not None
    assert inspection.observations["ID-02"].answer == Choice("box_differs")


def test_backspace_goes_back_and_shows_the_stored_answer(sit: Sit) -> None:
    bench = sit()
    bench.open_by_hand("R-10", "smartphone")
    bench.press("X7", ENTER)
    bench.wait_step("ID-02")
    bench.press("2", ENTER)
    bench.wait_step("ID-03")
    bench.press(Qt.Key.Key_Backspace)
    bench.wait_step("ID-02")
    step = bench.view.step.card.step
    draft = step.draft() if step else None
    assert draft is not None
    assert draft.answer == Choice("box_differs")
    bench.press(ENTER)
    bench.wait_step("ID-03")
    assert bench.model.inspection is not None
    assert len(bench.model.inspection.history) == 2


def test_ctrl_z_takes_back_the_last_answer_and_says_so(sit: Sit, context: Context) -> None:
    bench = sit()
    bench.open_by_hand("R-10", "smartphone")
    bench.press("X7", ENTER)
    bench.wait_step("ID-02")
    bench.press("2", ENTER)
    bench.wait_step("ID-03")
    bench.press_control(Qt.Key.Key_Z)
    bench.wait_step("ID-02")
    assert bench.answered() == 1
    assert context.messages.history[0].what == "已撤销“各处号码是否一致”的答案，原来的答案留在历史里。"
    step = bench.view.step.card.step
    assert step is not None and step.draft() is None


def test_unknown_with_a_reason(sit: Sit) -> None:
    bench = sit()
    bench.open_by_hand("R-10", "smartphone")
    bench.press(Qt.Key.Key_F2, ENTER, "2", "torn", ENTER)
    bench.wait_step("ID-02")
    assert bench.model.inspection is not None
    answer = bench.model.inspection.observations["ID-01"].answer
    assert answer == Unknown(UnknownReason.NOT_INSPECTABLE, "torn")


def test_next_stays_enabled_while_asking_why_though_something_was_saved(sit: Sit) -> None:
    bench = sit()
    bench.open_by_hand("R-10", "smartphone")
    bench.press(Qt.Key.Key_F2)
    card = bench.view.step.card
    following = next(one for one in card.findChildren(ActionButton) if one.words() == "下一步")
    bench.wait(following.isEnabled)
    card.set_busy(True)
    assert not following.isEnabled()
    card.set_busy(False)
    assert following.isEnabled()
    bench.press(Qt.Key.Key_Escape)
    bench.wait(lambda: not following.isEnabled())


def test_an_invalid_imei_is_refused_and_opens_nothing(sit: Sit) -> None:
    bench = sit()
    bench.wait(lambda: not bench.model.busy)
    bench.scan("356938035643800")
    bench.wait(lambda: bench.refused == ["SCAN-002"])
    assert bench.model.stage is Stage.IDLE


def test_an_unknown_imei_opens_by_hand_as_that_imei(sit: Sit) -> None:
    bench = sit()
    bench.open_by_hand("490154203237518", "smartphone")
    assert bench.model.inspection is not None
    assert bench.model.inspection.unit.imei == "490154203237518"


def test_parked_and_taken_up_again_by_scanning_the_unit(sit: Sit) -> None:
    bench = sit()
    bench.open_by_hand("R-10", "smartphone")
    bench.press("X7", ENTER)
    bench.wait_step("ID-02")
    bench.press(Qt.Key.Key_F8)
    bench.wait(lambda: bench.model.stage is Stage.IDLE and not bench.model.busy)
    bench.scan("R-10")
    bench.wait(lambda: bench.shown[-1] == "ID-02" and bench.model.stage is Stage.STEP)


def test_switching_the_language_in_a_step_keeps_the_pick(sit: Sit, context: Context) -> None:
    bench = sit()
    bench.open_by_hand("R-10", "smartphone")
    bench.press("X7", ENTER)
    bench.wait_step("ID-02")
    bench.press("3")
    context.translator.set_language(Lang.EN)
    bench.press(ENTER)
    bench.wait_step("ID-03")
    assert bench.model.inspection is not None
    assert bench.model.inspection.observations["ID-02"].answer == Choice("housing_differs")


def test_verdicts_are_live_from_the_first_answer(sit: Sit) -> None:
    bench = sit()
    bench.open_by_hand("R-10", "smartphone")
    bench.press("X7", ENTER)
    bench.wait_step("ID-02")
    bench.wait(lambda: bench.model.verdicts)
    assert bench.model.inspection is not None
    channels = {verdict.channel for verdict in bench.model.verdicts}
    assert channels == set(bench.model.inspection.checklist.channels)


def test_several_codes_in_view_offer_the_choice(sit: Sit) -> None:
    bench = sit()
    bench.wait(lambda: not bench.model.busy)
    bench.view.cameras.codes_seen.emit(("2000000000015", "R-10"))
    assert bench.model.stage is Stage.IDLE
    bench.press("2")
    bench.wait(lambda: bench.refused == ["SCAN-001"])
    assert bench.view.idle.form.code == "R-10"


def test_another_units_identifier_is_recorded_only_when_scanned_again(sit: Sit, context: Context) -> None:
    unit = context.keep.desk.unit_by_hand("R-10", "smartphone", "352099001761481")
    bench = sit()
    bench.wait(lambda: not bench.model.busy)
    bench.model.open_unit(unit)
    bench.wait_step("ID-01")
    bench.scan("356938035643809")
    bench.wait(lambda: bench.refused == ["SCAN-005"] and not bench.model.busy)
    assert bench.answered() == 0
    bench.scan("356938035643809")
    bench.wait_step("ID-02")


def test_the_units_own_label_is_no_news(sit: Sit, context: Context) -> None:
    unit = context.keep.desk.unit_by_hand("R-10", "smartphone", "352099001761481")
    bench = sit()
    bench.wait(lambda: not bench.model.busy)
    bench.model.open_unit(unit)
    bench.wait_step("ID-01")
    bench.scan("R-10")
    bench.wait(lambda: context.messages.history)
    assert [(one.state, one.code) for one in context.messages.history] == [(State.OK, "")]
    assert (bench.refused, bench.answered()) == ([], 0)
    bench.scan("352099001761481")
    bench.wait_step("ID-02")
    bench.scan("352099001761481")
    bench.wait(lambda: len(context.messages.history) == 2)
    assert not any(one.must_be_seen for one in context.messages.history)


def test_a_code_without_use_in_the_step_says_how_to_change_units(sit: Sit, context: Context) -> None:
    bench = sit()
    bench.open_by_hand("R-10", "smartphone")
    bench.press("X7", ENTER)
    bench.wait_step("ID-02")
    bench.scan("R-11")
    bench.wait(lambda: context.messages.history[0].code == "SCAN-006")
    assert "F8" in context.messages.history[0].do
    assert bench.shown[-1] == "ID-02"
