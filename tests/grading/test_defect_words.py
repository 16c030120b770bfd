"""Defects found and defects allowed, as a person would say them."""

import pytest

from station.grading.wording import Wording
from station.model.verdict import Deciding
from station.standards.library import channel_standards, internal_standard
from station.texts import Lang

WATCH = internal_standard("watch")
STANDARD = channel_standards("watch")[0]


def said(shown: str, item: str, lang: Lang) -> str:
    return Wording(STANDARD, WATCH, lang).in_words(shown, item)


@pytest.mark.parametrize(
    ("shown", "en", "zh"),
    [
        ("1 × crack W6", "1 crack on the dial and hands", "表盘与指针 1 处裂纹"),
        (
            "2 × scratch W1, 3 mm",
            "2 scratches on the crystal, 3 mm",
            "表镜 2 处划痕，3 mm",
        ),
        ("dent crack chip ≤ 0", "no dent, crack, chip", "无磕碰、裂纹、缺口"),
        ("dent crack ≤ 3", "dent, crack: at most 3", "磕碰、裂纹 不超过 3"),
        ("scratch ≥ 1 mm, ≤ 2 mm", "scratch: at least 1 mm, at most 2 mm", "划痕 不小于 1 mm，不超过 2 mm"),
        ("tactile scratch ≤ 0", "no scratch (felt or deeper)", "无划痕（刮手及以上）"),
        ("0", "none", "无"),
        ("?", "unknown", "未知"),
        ("1 × retention W1, ?", "1 image retention on the crystal, unknown", "表镜 1 处残影，未知"),
    ],
)
def test_tallies_and_limits_in_words(shown: str, en: str, zh: str) -> None:
    item = next(one.id for one in WATCH.items if one.kind.value == "defects")
    assert said(shown, item, Lang.EN) == en
    assert said(shown, item, Lang.ZH) == zh


@pytest.mark.parametrize("lang", Lang)
def test_no_sentence_names_its_item_twice(lang: Lang) -> None:
    clause = next(iter(STANDARD.clauses))
    decided = Deciding(clause, "WA-09", "1 × crack W6", "0")
    sentence = Wording(STANDARD, WATCH, lang).decided(decided).casefold()
    item = WATCH.item("WA-09")
    assert item is not None
    assert sentence.count(item.title.of(lang).casefold()) == 1
