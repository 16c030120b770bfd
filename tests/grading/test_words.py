"""Wording, claims, presumptions: how far words and knowledge go, for every state of the facts behind them."""

from collections.abc import Mapping

import pytest

from station.grading.judge import judge
from station.grading.seen import Seen
from station.grading.truth import Truth, both, either, opposite
from station.model.answer import NOT_INSPECTED, Answer, Choice, NotFitted
from station.standards.channel import Vocabulary
from station.standards.library import internal_standard
from station.standards.rules import AllOf, AnyOf, AtWorst, Claim, Good, Not, Options, Presumed, Rule, Vague

VOCABULARY = Vocabulary.of(internal_standard("smartphone"))
T, F, U, V = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.VAGUE

CLEAN = AtWorst(rule="at_worst", item="CM-01", option="clean")
WHOLE = AtWorst(rule="at_worst", item="CM-01", option="aperture_scratch")
LIGHT = Vague(rule="vague", surely=CLEAN, at_least=WHOLE)
TRAY = Options(rule="options", item="PT-04", allowed=("original",))
SOUND = Good(rule="good", items=("CM-04",))


def truth(rule: Rule, facts: Mapping[str, Answer]) -> Truth:
    return judge(rule, Seen(facts, VOCABULARY))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Choice("clean"), T),
        (Choice("hairline"), V),
        (Choice("aperture_scratch"), V),
        (Choice("crack"), F),
        (NOT_INSPECTED, U),
        (NotFitted(), T),
    ],
)
def test_words_are_met_broken_or_left_open(answer: Answer, expected: Truth) -> None:
    assert truth(LIGHT, {"CM-01": answer}) is expected
    assert truth(Not(rule="not", of=LIGHT), {"CM-01": answer}) is opposite(expected)


def test_words_whose_second_half_is_not_known_are_unknown() -> None:
    words = Vague(rule="vague", surely=CLEAN, at_least=TRAY)
    assert truth(words, {"CM-01": Choice("crack")}) is U
    assert truth(words, {"CM-01": Choice("crack"), "PT-04": Choice("missing")}) is F
    assert truth(words, {"PT-04": Choice("original")}) is U


@pytest.mark.parametrize(
    ("answer", "claimed", "presumed"), [("original", T, T), ("missing", F, F), (None, F, T)]
)
def test_a_claim_must_be_proven_and_a_presumption_refuted(
    answer: str | None, claimed: Truth, presumed: Truth
) -> None:
    facts = {"PT-04": Choice(answer)} if answer else {}
    assert truth(Claim(rule="claim", of=TRAY), facts) is claimed
    assert truth(Presumed(rule="presumed", of=TRAY), facts) is presumed


@pytest.mark.parametrize(
    ("lens", "tray", "every", "one"),
    [
        ("clean", "original", T, T),
        ("clean", None, U, T),
        ("hairline", "original", V, T),
        ("hairline", None, U, U),
        ("hairline", "missing", F, V),
        ("crack", None, F, U),
        ("crack", "missing", F, F),
    ],
)
def test_all_and_any_of_four_truths(lens: str, tray: str | None, every: Truth, one: Truth) -> None:
    facts = {"CM-01": Choice(lens)} | ({"PT-04": Choice(tray)} if tray else {})
    assert truth(AllOf(rule="all", of=(LIGHT, TRAY)), facts) is every
    assert truth(AnyOf(rule="any", of=(LIGHT, TRAY)), facts) is one


def test_a_part_not_fitted_is_sound_unless_demanded() -> None:
    assert truth(SOUND, {"CM-04": NotFitted()}) is T
    assert truth(Good(rule="good", items=("CM-04",), part_demanded=True), {"CM-04": NotFitted()}) is F


def test_nothing_demanded_holds_and_nothing_offered_does_not() -> None:
    assert (both([]), either([])) == (T, F)
