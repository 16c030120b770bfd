"""Why a channel says so: opened by key, led through by key, for few channels and for all of them."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from station.grading.evaluate import evaluate
from station.model.answer import Choice
from station.model.verdict import Verdict
from station.standards.library import channel_standards, home_library, internal_standard
from station.texts import Lang
from tests.ui.inspect.conftest import ENTER, Bench, Sit
from ui.context import Context
from ui.i18n import Translator
from ui.screens.inspect.verdict_page import VerdictPage
from ui.screens.inspect.verdict_words import VerdictWords
from ui.screens.inspect.verdicts_shown import VerdictsShown
from ui.widgets.surroundings import Surroundings

USED = next(item for item in internal_standard("smartphone").items if item.option("used"))
DOWN, ESCAPE = Qt.Key.Key_Down, Qt.Key.Key_Escape


def _alt(bench: Bench, key: Qt.Key) -> None:
    QTest.keyClick(bench.window.focusWidget() or bench.window, key, Qt.KeyboardModifier.AltModifier)


@pytest.fixture
def bench(sit: Sit) -> Bench:
    """A phone without target channels, open with one answer and the verdicts shown."""
    bench = sit()
    bench.open_by_hand("R-12", "smartphone")
    bench.model.go_to(USED.id)
    bench.wait_step(USED.id)
    digit = [option.value for option in USED.options].index("used") + 1
    bench.press(str(digit), ENTER)
    bench.wait_answered(USED.id)
    bench.wait(lambda: any(one.deciding for one in bench.model.verdicts[:9]))
    return bench


def _shown(bench: Bench) -> VerdictsShown:
    return bench.view.step.verdicts


def _deciding(bench: Bench) -> int:
    """A channel within reach of the digits for which an observation has decided."""
    return next(n for n, one in enumerate(bench.model.verdicts[:9]) if one.deciding)


def test_why_leads_to_the_step_that_decided(bench: Bench) -> None:
    place = _deciding(bench)
    item = bench.model.verdicts[place].deciding[0].item
    _alt(bench, Qt.Key(Qt.Key.Key_1 + place))
    why = _shown(bench).why
    assert why.isVisible() and why.body.rows[0].because.item == item
    bench.press(DOWN, ENTER)
    bench.wait_step(item)
    assert why.isHidden()


def test_other_keys_go_to_the_step_while_the_panel_stays(bench: Bench) -> None:
    bench.model.go_to("ID-06")
    bench.wait_step("ID-06")
    _alt(bench, Qt.Key.Key_1)
    assert _shown(bench).why.isVisible()
    bench.press("1", ENTER)
    bench.wait_answered("ID-06")
    assert _shown(bench).why.isVisible()
    bench.press(ESCAPE)
    assert not _shown(bench).is_open


def test_alt_with_a_digit_never_answers_a_step(bench: Bench) -> None:
    bench.model.go_to("ID-06")
    bench.wait_step("ID-06")
    _alt(bench, Qt.Key.Key_1)
    step = bench.view.step.card.step
    assert step is not None and step.draft() is None


def test_all_channels_are_listed_best_first_and_lead_to_their_why(bench: Bench) -> None:
    shown = _shown(bench)
    assert len(shown.strip.chips) == len(channel_standards("smartphone"))
    _alt(bench, Qt.Key.Key_0)
    assert shown.all.isVisible()
    bench.press(DOWN, ENTER)
    assert shown.all.isHidden() and shown.why.isVisible()
    bench.press(ESCAPE)
    assert not shown.is_open


def _verdicts(count: int, answer: str | None) -> list[Verdict]:
    facts = {USED.id: Choice(answer)} if answer else {}
    standards = channel_standards("smartphone")
    return [evaluate(standards[place % len(standards)], facts) for place in range(count)]


def _around(context: Context, lang: Lang) -> Surroundings:
    return Surroundings(Translator(lang), context.theme, lambda: home_library(context.home))


@pytest.mark.parametrize("lang", Lang)
def test_thirty_verdicts_fit_on_the_page_of_a_small_screen(
    context: Context, qtbot: QtBot, lang: Lang
) -> None:
    around = _around(context, lang)
    standard = home_library(context.home).internal_standard("smartphone")
    page = VerdictPage(around)
    page.resize(1208, 640)
    page.show_verdicts([VerdictWords(around).content(one, standard) for one in _verdicts(30, "used")])
    page.show()
    qtbot.addWidget(page)
    page.grab()
    assert not page.can_turn


def test_one_answer_changes_thirty_chips_within_a_frame_or_two(bench: Bench, context: Context) -> None:
    """Only words are measured here, as CPU time of this thread; ten times the goal, for a loaded machine."""
    around = _around(context, Lang.ZH)
    standard = home_library(context.home).internal_standard("smartphone")
    words, strip = VerdictWords(around), _shown(bench).strip
    before, after = _verdicts(30, None), _verdicts(30, "used")
    strip.show_glances(words.glances(before, standard))
    began = time.thread_time()
    strip.show_glances(words.glances(after, standard))
    assert time.thread_time() - began < 0.08
