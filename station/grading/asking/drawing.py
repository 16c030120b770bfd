"""Simulated units: facts drawn as the priors say, correlated through the condition of the unit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from station.model.answer import Answer, Choice, Defects, Measured, Text
from station.model.checklist import CheckItem, InternalStandard, ItemKind
from station.model.defect import Defect, DefectKind, Depth
from station.standards.priors import Priors

SEVERE = ("chip", "crack", "deformation", "missing", "line", "leak")
"""Kinds seen on one defect in ten; the others share the rest."""
_DEPTHS = (Depth.NOT_TACTILE, Depth.NOT_TACTILE, Depth.TACTILE, Depth.THROUGH_COATING, Depth.THROUGH_PART)


def draw_units(
    internal: InternalStandard, priors: Priors, count: int, seed: int
) -> Iterator[dict[str, Answer]]:
    """``count`` units with every fact known, the same for the same seed.

    What cannot be seen, because the answer it waits for rules it out, is left out.
    """
    random = Random(seed)  # noqa: S311 - simulated units, not a secret
    shares = [condition.share for condition in priors.conditions]
    for _ in range(count):
        condition = random.choices(range(len(shares)), shares)[0]
        facts: dict[str, Answer] = {}
        for item in internal.items:
            facts[item.id] = _answer(item, condition, priors, random)
        yield {item.id: facts[item.id] for item in internal.items if _is_seen(item, facts)}


def _is_seen(item: CheckItem, facts: dict[str, Answer]) -> bool:
    if item.after is None:
        return True
    answer = facts[item.after.item]
    return isinstance(answer, Choice) and answer.value in item.after.options


def _answer(item: CheckItem, condition: int, priors: Priors, random: Random) -> Answer:
    faulty = random.random() < priors.faulty_by_condition(item)[condition]
    if item.options:
        return _choice(item, priors, faulty, random)
    match item.kind:
        case ItemKind.NUMBER | ItemKind.COUNT:
            return _number(item, condition, priors, faulty, random)
        case ItemKind.DEFECTS:
            return _defects(item, condition, priors, faulty, random)
        case _:
            return Text("490154203237518")


def _choice(item: CheckItem, priors: Priors, faulty: bool, random: Random) -> Choice:
    weights = priors.option_weights(item)
    options = [option for option in item.options if option.good != faulty] or list(item.options)
    return Choice(random.choices(options, [weights[option.value] for option in options])[0].value)


def _number(item: CheckItem, condition: int, priors: Priors, faulty: bool, random: Random) -> Measured:
    prior = priors.of(item)
    low, high = float(item.limits.low or 0), float(item.limits.high or 100)
    if prior.number:
        value = random.gauss(*prior.number[condition])
    else:
        value = random.uniform(low, high) if faulty else low
    steps = round(min(max(value, low), high) / float(item.resolution or 1))
    return Measured(steps * (item.resolution or Decimal(1)), item.unit or "1")


def _defects(item: CheckItem, condition: int, priors: Priors, faulty: bool, random: Random) -> Defects:
    if not faulty:
        return Defects()
    expected = max(1.0, (priors.of(item).defects or (1.0,) * len(priors.conditions))[condition])
    count = min(8, 1 + int(random.expovariate(1 / expected)))
    return Defects(tuple(_defect(item, random) for _ in range(count)))


def _defect(item: CheckItem, random: Random) -> Defect:
    weights = [1 if kind in SEVERE else 9 for kind in item.defect_kinds]
    length = Decimal(str(round(min(60.0, 0.5 + random.expovariate(1 / 6)), 1)))
    return Defect(
        zone=random.choice(item.zones),
        kind=DefectKind(random.choices(item.defect_kinds, weights)[0]),
        length_mm=length,
        width_mm=Decimal(str(round(0.02 + random.expovariate(1 / 0.1), 2))),
        depth=random.choice(_DEPTHS),
        visible_cm=Decimal(min(60, 5 * round(random.expovariate(1 / 18) / 5))),
        visible_lit=random.random() < 0.25,
    )
