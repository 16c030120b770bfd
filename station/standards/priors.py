"""How often facts turn out how: assumptions that order questions and draw simulated units, never grades."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from math import exp
from pathlib import Path
from statistics import NormalDist
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, TypeAdapter, with_config

from station.model.checklist import CheckItem, InternalStandard
from station.places import RESOURCES
from station.standards.toml_file import check_document, malformed, read_document

Chance = Annotated[float, Field(ge=0, le=1)]
_NARROW = 1e-9
"""Spread of a number that is always the same."""
PRIORS = RESOURCES / "standards" / "priors"


@dataclass(frozen=True, slots=True)
class UnitCondition:
    """A sort of unit and how many of all units are of it."""

    id: str
    share: Chance


@dataclass(frozen=True, slots=True)
class ItemPrior:
    """What is expected of one item, by condition where it is a tuple; what is not given is left to the rest.

    ``options`` weighs option values, ``number`` gives mean and spread in the item's unit, ``defects`` the
    expected number of defects.
    """

    faulty: tuple[Chance, ...] = ()
    options: Mapping[str, float] = field(default_factory=dict)
    number: tuple[tuple[float, float], ...] = ()
    defects: tuple[float, ...] = ()


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Priors:
    """The assumptions for one category; ``faulty`` is by severity of the item, then by condition."""

    category: str
    confidence: Literal["own", "measured"]
    conditions: tuple[UnitCondition, ...]
    faulty: Mapping[str, tuple[Chance, ...]]
    items: Mapping[str, ItemPrior] = field(default_factory=dict)

    def of(self, item: CheckItem) -> ItemPrior:
        """What is expected of ``item``."""
        return self.items.get(item.id, ItemPrior())

    def faulty_by_condition(self, item: CheckItem) -> tuple[float, ...]:
        """The chance, by condition, that ``item`` is not as on a sound unit."""
        prior = self.of(item)
        if prior.defects:
            return tuple(1 - exp(-expected) for expected in prior.defects)
        return prior.faulty or self.faulty.get(item.severity.value) or tuple(0.5 for _ in self.conditions)

    def chance_faulty(self, item: CheckItem) -> float:
        """The chance over all units that ``item`` is not as on a sound unit."""
        chances = zip(self.conditions, self.faulty_by_condition(item), strict=True)
        return sum(condition.share * chance for condition, chance in chances)

    def option_weights(self, item: CheckItem) -> dict[str, float]:
        """How likely each option is among the good and among the other ones.

        Where nothing is said, a slighter fault is likelier than a graver one.
        """
        given = self.of(item).options
        return {option.value: given.get(option.value, 1 / (1 + option.rank)) for option in item.options}

    def spreads(self, item: CheckItem) -> list[tuple[float, NormalDist]]:
        """The distribution of a number, as a mixture over the conditions: share and normal distribution.

        Where nothing is said, a sound unit has 0 and a faulty one anything within the item's limits.
        """
        told = self.of(item).number
        if told:
            pairs = zip(self.conditions, told, strict=True)
            return [(one.share, NormalDist(mean, max(spread, _NARROW))) for one, (mean, spread) in pairs]
        faulty, high = self.chance_faulty(item), float(item.limits.high or 100)
        return [(1 - faulty, NormalDist(0, _NARROW)), (faulty, NormalDist(high / 2, high / 4))]


UNIFORM = UnitCondition("any", 1.0)
"""The only condition where nothing is assumed."""


@cache
def _schema() -> TypeAdapter[Priors]:
    return TypeAdapter(Priors)


@cache
def priors_of(category: str) -> Priors:
    """The assumptions that ship for a category; either way is equally likely where there are none.

    Raises:
        KnownError: STD-001 when the file is malformed.
    """
    path = PRIORS / f"{category}.toml"
    return load_priors(path) if path.exists() else Priors(category, "own", (UNIFORM,), {})


def load_priors(path: Path) -> Priors:
    """The assumptions in ``path``.

    Raises:
        KnownError: STD-001 naming the first place that is wrong.
    """
    document = read_document(path)
    document.pop("schema", None)
    priors = check_document(path, document, _schema())
    for name, given in _rows(priors):
        if len(given) not in (0, len(priors.conditions)):
            raise malformed(path, name, "needs one number for each condition")
    return priors


def _rows(priors: Priors) -> list[tuple[str, tuple[object, ...]]]:
    rows: list[tuple[str, tuple[object, ...]]] = [*priors.faulty.items()]
    for name, item in priors.items.items():
        rows += [(name, item.faulty), (name, item.number), (name, item.defects)]
    return rows


def loose_ends(priors: Priors, internal: InternalStandard) -> list[str]:
    """Items and options of the priors that the internal standard does not have."""
    known = {item.id: {option.value for option in item.options} for item in internal.items}
    return [
        name
        for name, prior in priors.items.items()
        if name not in known or not set(prior.options) <= known[name]
    ]
