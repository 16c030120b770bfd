"""Defects by keyboard alone."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from PySide6.QtCore import Qt

from station.model.answer import Defects
from station.model.defect import Defect, DefectKind, Depth
from station.model.reading import Reading, ReadingStatus
from station.ports import SourceInfo
from station.texts import Lang
from tests.steps.conftest import Shown, ShowStep
from tests.steps.keys import press
from ui.i18n import Translator
from ui.steps.defect_words import defect_sentence

ENTER, F4, BACK = Qt.Key.Key_Return, Qt.Key.Key_F4, Qt.Key.Key_Backspace
SCRATCH = Defect(
    "Z1", DefectKind.SCRATCH, Decimal("8.0"), Decimal("0.10"), Depth.NOT_TACTILE, Decimal("35"), False
)


def _answer(shown: Shown) -> Defects:
    (given,) = shown.given
    assert isinstance(given.answer, Defects)
    return given.answer


def _describe_scratch(shown: Shown) -> None:
    press(shown.step, Qt.Key.Key_Right, ENTER, "1", "8.0", ENTER, "0.10", ENTER, "2", "35", ENTER, "2")


def test_looked_and_found_none_is_said_explicitly(show: ShowStep) -> None:
    shown = show("FG-01")
    press(shown.step, ENTER)
    assert shown.given == []
    press(shown.step, "0", ENTER)
    assert _answer(shown) == Defects(())


def test_one_scratch_from_zone_to_distance(show: ShowStep) -> None:
    shown = show("FG-01")
    _describe_scratch(shown)
    press(shown.step, ENTER)
    assert _answer(shown) == Defects((SCRATCH,))


def test_measures_that_were_not_taken_stay_open(show: ShowStep) -> None:
    shown = show("FG-01")
    press(shown.step, Qt.Key.Key_Right, ENTER, "1", F4, ENTER)
    assert _answer(shown) == Defects((Defect("Z1", DefectKind.SCRATCH),))


def test_backspace_goes_back_one_question(show: ShowStep) -> None:
    shown = show("FG-01")
    press(shown.step, Qt.Key.Key_Right, ENTER, "1", BACK, "2", F4, ENTER)
    assert [defect.kind for defect in _answer(shown).defects] == [DefectKind.WEAR]


def test_a_caliper_reading_fills_the_size(show: ShowStep) -> None:
    shown = show("FG-01")
    press(shown.step, Qt.Key.Key_Right, ENTER, "1")
    caliper = SourceInfo("caliper", "length", unit="mm")
    taken_at = datetime(2026, 11, 22, tzinfo=UTC)
    frame = Reading(ReadingStatus.OK, "length", Decimal("4.20"), "mm", True, b"01A", taken_at, 1)
    shown.step.accept_reading(caliper, frame)
    press(shown.step, F4, ENTER)
    assert [defect.length_mm for defect in _answer(shown).defects] == [Decimal("4.20")]
    assert shown.given[0].source.device == "caliper"


def test_a_defect_is_removed_and_changed(show: ShowStep) -> None:
    shown = show("FG-01", Defects((SCRATCH, Defect("Z2", DefectKind.WEAR))))
    press(shown.step, Qt.Key.Key_Up, Qt.Key.Key_Delete)
    press(shown.step, "e", "1", F4, ENTER)
    assert [(one.zone, one.kind) for one in _answer(shown).defects] == [("Z2", DefectKind.SCRATCH)]


def test_escape_discards_what_is_being_described(show: ShowStep) -> None:
    shown = show("FG-01", Defects((SCRATCH,)))
    press(shown.step, F4, Qt.Key.Key_Right, ENTER, "1", Qt.Key.Key_Escape, ENTER)
    assert _answer(shown) == Defects((SCRATCH,))


def test_switching_the_language_keeps_the_draft(show: ShowStep, words: Translator) -> None:
    shown = show("FG-01")
    press(shown.step, Qt.Key.Key_Right, ENTER, "1", "8")
    words.set_language(Lang.EN)
    shown.step.retranslate()
    press(shown.step, ENTER, F4, ENTER)
    assert [one.length_mm for one in _answer(shown).defects] == [Decimal("8")]


def test_a_defect_reads_like_a_sentence(show: ShowStep) -> None:
    zones = show("FG-01").step.asked.zones
    assert defect_sentence(SCRATCH, Translator(Lang.EN), zones) == (
        "Display area · scratch · 8.0 × 0.10 mm · not tactile · visible at 35 cm · not visible when lit"
    )
    assert defect_sentence(SCRATCH, Translator(Lang.ZH), zones) == (
        "屏幕显示区 · 划痕 · 8.0 × 0.10 mm · 不刮手 · 35 cm 可见 · 亮屏不可见"
    )
