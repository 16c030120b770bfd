"""Choices, scales, pass/fail, text and scans by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt

from station.model.answer import Choice, Text
from station.model.observation import Method
from station.texts import Lang
from tests.steps.conftest import ShowStep
from tests.steps.keys import press
from ui.i18n import Translator

ENTER = Qt.Key.Key_Return


def test_a_digit_picks_and_enter_gives_it(show: ShowStep) -> None:
    shown = show("ID-02")
    press(shown.step, "2", ENTER)
    assert [one.answer for one in shown.given] == [Choice("box_differs")]


def test_the_last_digit_counts(show: ShowStep) -> None:
    shown = show("ID-02")
    press(shown.step, "2", "1", ENTER)
    assert [one.answer for one in shown.given] == [Choice("all_agree")]


def test_a_scale_stands_best_first(show: ShowStep) -> None:
    shown = show("CM-01")
    best = min(shown.step.item.options, key=lambda option: option.rank)
    press(shown.step, "1", ENTER)
    assert [one.answer for one in shown.given] == [Choice(best.value)]


def test_a_digit_without_an_option_picks_nothing(show: ShowStep) -> None:
    shown = show("CM-04")
    press(shown.step, "9", ENTER)
    assert shown.given == []


def test_switching_the_language_keeps_the_pick(show: ShowStep, words: Translator) -> None:
    shown = show("ID-02")
    press(shown.step, "3")
    words.set_language(Lang.EN)
    shown.step.retranslate()
    press(shown.step, ENTER)
    assert [one.answer for one in shown.given] == [Choice("housing_differs")]


def test_the_stored_answer_is_shown_again(show: ShowStep) -> None:
    draft = show("ID-02", Choice("unreadable")).step.draft()
    assert draft is not None
    assert draft.answer == Choice("unreadable")


def test_a_scan_answers_at_once_and_is_marked_scanned(show: ShowStep) -> None:
    shown = show("ID-01")
    assert shown.step.take_code("356938035643809")
    assert [(one.answer, one.source.method) for one in shown.given] == [
        (Text("356938035643809"), Method.SCANNER)
    ]


def test_typing_a_code_is_marked_manual(show: ShowStep) -> None:
    shown = show("ID-01")
    press(shown.step, "F2LXQ", ENTER)
    assert [(one.answer, one.source.method) for one in shown.given] == [(Text("F2LXQ"), Method.MANUAL)]
