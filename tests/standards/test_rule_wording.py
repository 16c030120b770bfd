"""Rules in words: complete in both languages for every shipped standard, and exact where it matters."""

from __future__ import annotations

from decimal import Decimal

import pytest

from station.model.defect import DefectKind, Depth
from station.standards import library
from station.standards.channel import ChannelStandard
from station.standards.rule_wording import RuleWording
from station.standards.rules import (
    AnyOf,
    Case,
    DefectLimit,
    Depends,
    Not,
    Number,
    Options,
    Rule,
    Vague,
    Which,
)
from station.texts import Lang

FLOOR = Number(rule="number", item="PB-02", at_least=Decimal("80"), unit="%")
SCRATCHES = DefectLimit(
    rule="defects",
    items=("FR-01",),
    measure="longest",
    which=Which(zones=("Z3T",), kinds=(DefectKind.SCRATCH,), depth_at_least=Depth.TACTILE),
    scope="surface",
    at_most=Decimal("10"),
    unit="mm",
)
NO_CRACK = DefectLimit(
    rule="defects", items=("BK-02",), which=Which(kinds=(DefectKind.CRACK,)), at_most=Decimal(0)
)


def _words(lang: Lang) -> RuleWording:
    return RuleWording(library.internal_standard("smartphone"), lang)


@pytest.mark.parametrize("standard", library.channel_standards(), ids=lambda standard: standard.id)
@pytest.mark.parametrize("lang", list(Lang))
def test_every_rule_of_every_shipped_standard_can_be_told(standard: ChannelStandard, lang: Lang) -> None:
    words = RuleWording(library.internal_standard(standard.category), lang)
    for _clause, rule in standard.rules():
        assert words.sentence(rule)
        assert words.lines(rule)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (FLOOR, "Battery health ≥ 80 %"),
        (
            SCRATCHES,
            "Frame scratches and wear (Frame top · scratch · felt or deeper): longest per surface ≤ 10 mm",
        ),
        (NO_CRACK, "No defect: Back dents, cracks, paint loss (crack)"),
        (Not(rule="not", of=NO_CRACK), "not: No defect: Back dents, cracks, paint loss (crack)"),
    ],
)
def test_limits_keep_their_numbers_units_and_places(rule: Rule, expected: str) -> None:
    assert _words(Lang.EN).sentence(rule) == expected


def test_a_branch_is_a_heading_with_its_parts_below() -> None:
    lines = _words(Lang.EN).lines(AnyOf(rule="any", of=(FLOOR, NO_CRACK)))
    assert [line.depth for line in lines] == [0, 1, 1]


def test_what_words_leave_open_is_told_as_two_limits() -> None:
    lines = _words(Lang.ZH).lines(Vague(rule="vague", surely=FLOOR, at_least=NO_CRACK))
    assert [line.words for line in lines][::2] == ["满足则必过：", "违反则必不过："]


def test_cases_name_what_they_depend_on() -> None:
    locked = Options(rule="options", item="LK-01", allowed=("off",))
    told = _words(Lang.ZH).sentence(Depends(rule="depends", cases=(Case(when=locked, require=FLOOR),)))
    assert told.startswith("当") and "≥ 80 %" in told
