"""Twenty channels of five grades and forty criteria on forty items, with facts of used phones.

Random but fixed by the seed: options, numbers, counts and limits on defects, one criterion in ten with two
alternatives. Later grades ask less, so a standard is a ladder as published ones are.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from station.model.answer import NOT_INSPECTED, Answer, Choice, Defects, Measured
from station.model.checklist import Title
from station.model.defect import Defect, DefectKind, Depth
from station.standards.channel import ChannelStandard, Criterion, Grade, Silence, Vocabulary
from station.standards.rules import AnyOf, DefectLimit, Number, Options, Rule, Which

CHANNELS, GRADES, CRITERIA = 20, 5, 40
OPTIONS = ("o0", "o1", "o2", "o3", "o4", "o5")
CHOSEN = tuple(f"C{number:02}" for number in range(20))
NUMBERS = tuple(f"N{number:02}" for number in range(12))
LISTS = tuple(f"D{number:02}" for number in range(8))
PAIRED = range(0, CRITERIA, 4)
"""Items that a standard may let pass for the sake of the next one."""
KINDS = (DefectKind.SCRATCH, DefectKind.WEAR, DefectKind.DENT, DefectKind.CHIP)
WORDS = Title("文字", "words")

_RANKS = {option: rank for rank, option in enumerate(OPTIONS)}
VOCABULARY = Vocabulary(
    surface_of={item: item for item in LISTS},
    ranks=dict.fromkeys(CHOSEN, _RANKS),
    good={item: frozenset(OPTIONS[:1]) for item in CHOSEN},
    places={item: tuple((item, kind) for kind in KINDS) for item in LISTS},
)


def channels(seed: int) -> tuple[ChannelStandard, ...]:
    """The standards; every item is asked by every grade."""
    chance = random.Random(seed)
    return tuple(_channel(f"channel-{number:02}", chance) for number in range(CHANNELS))


def _channel(name: str, chance: random.Random) -> ChannelStandard:
    strictness = {item: chance.randrange(3) for item in (*CHOSEN, *NUMBERS, *LISTS)}
    grades = tuple(_grade(step, strictness, chance) for step in range(GRADES))
    silence = Silence(when_silent="ignore", by="bench", at="2026-11-22", says=WORDS)
    return ChannelStandard(
        id=name,
        name=WORDS,
        category="bench",
        version="2026-11-22",
        source="bench",
        confidence="own",
        language="en",
        aggregation="best_grade",
        silence=silence,
        clauses={"1": WORDS},
        vocabulary=VOCABULARY,
        graded=grades,
        otherwise="not_accepted",
    )


def _grade(step: int, strictness: dict[str, int], chance: random.Random) -> Grade:
    rules = [_rule(item, slack + step) for item, slack in strictness.items()]
    for place in chance.sample(PAIRED, CRITERIA // 10):
        rules[place] = AnyOf(rule="any", of=(rules[place], rules[place + 1]))
    return Grade("ABCDE"[step], WORDS, tuple(Criterion("1", rule) for rule in rules))


def _rule(item: str, slack: int) -> Rule:
    if item in CHOSEN:
        return Options(rule="options", item=item, allowed=OPTIONS[: min(slack + 1, len(OPTIONS))])
    if item in NUMBERS:
        return Number(rule="number", item=item, at_least=Decimal(92 - 6 * slack), unit="%")
    number = LISTS.index(item)
    if number % 2:
        which = Which(kinds=KINDS[number % 4 :], length_above_mm=Decimal(number % 3))
        return DefectLimit(rule="defects", items=(item,), which=which, at_most=Decimal(slack))
    return DefectLimit(
        rule="defects", items=(item,), measure="longest", at_most=Decimal(2 + 4 * slack), unit="mm"
    )


def units(seed: int, count: int) -> Sequence[dict[str, Answer]]:
    """Facts of phones: mostly sound, some worn, a few facts unknown, on a third of the phones defects."""
    chance = random.Random(seed)
    return [_unit(chance) for _ in range(count)]


_CHOICES = {option: Choice(option) for option in OPTIONS}
_PERCENTS = [Measured(Decimal(number), "%") for number in range(101)]


def _unit(chance: random.Random) -> dict[str, Answer]:
    wear = chance.choice((0.02, 0.05, 0.15))
    facts: dict[str, Answer] = {item: _CHOICES[_option(chance, wear)] for item in CHOSEN}
    facts |= {item: _PERCENTS[_percent(chance, wear)] for item in NUMBERS}
    facts |= {item: Defects(_defects(item, chance, wear)) for item in LISTS}
    return facts | {item: NOT_INSPECTED for item in facts if chance.random() < 0.02}


def _option(chance: random.Random, wear: float) -> str:
    return chance.choice(OPTIONS[1:]) if chance.random() < wear else OPTIONS[0]


def _percent(chance: random.Random, wear: float) -> int:
    return chance.randint(60, 91) if chance.random() < wear else chance.randint(92, 100)


def _defects(item: str, chance: random.Random, wear: float) -> tuple[Defect, ...]:
    if chance.random() > wear:
        return ()
    return tuple(_defect(item, chance) for _ in range(chance.randint(1, 3)))


def _defect(item: str, chance: random.Random) -> Defect:
    found = Defect(
        item,
        chance.choice(KINDS),
        length_mm=Decimal(chance.randint(1, 200)) / 10,
        width_mm=Decimal(chance.randint(1, 20)) / 10,
        depth=chance.choice(tuple(Depth)),
    )
    return replace(found, length_mm=None) if chance.random() < 0.1 else found
