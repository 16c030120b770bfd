"""Documents of the example's records: the real one with other people, times, answers and results."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate
from typing import Any

from station.store.clock import to_text
from ui.screens.analysis.example.crew import Inspector, Turn
from ui.screens.analysis.example.units import (
    Document,
    Unit,
    reading,
    seen_defects,
    unknown_share,
    verdict,
)

_CLEANED, _MEASURED_AGAIN = 0.035, 0.03
_WEIGHTS = {"defects": 5.0, "unit": 2.5}
_BY_GAUGE = {
    "WD-01": ("scale", "instrument"),
    "WD-02": ("caliper", "instrument"),
    "PB-02": ("reader", "tool"),
    "PB-03": ("reader", "tool"),
    "ID-11": ("service", "query"),
}
_CALIPER = ("FR-03", "FR-04")


@dataclass(frozen=True, slots=True)
class Source:
    """The real record that is told again, and the grades of every channel, best first."""

    document: Mapping[str, Any]
    grades: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier record of a unit, and the hash of its document."""

    document: Document
    sha256: str


def told(of: Source, number: int, turn: Turn, unit: Unit, chance: random.Random) -> Document:
    """One unit of the fortnight as it was sealed in its turn."""
    took = max(80, round(turn.who.pace_s * (0.8 + 0.5 * unit.worn) * chance.lognormvariate(0, 0.18)))
    document = _signed(of.document, number, turn, took)
    brand, name = unit.named
    model = {"brand": brand, "name": name, "category": "smartphone", "storage": "128 GB", "colour": ""}
    code = f"R-{turn.at:%Y%m%d}-{1000 + number}"
    return document | {
        "unit": {**of.document["unit"], "code": code, "imei": "", "serial": "", "model": model},
        "observations": _observed(of.document["observations"], unit, turn, took, chance),
        "verdicts": [
            verdict(one, of.grades.get(one["channel"], ()), unit, chance) for one in of.document["verdicts"]
        ],
        "cleanings": [{"item": "CL-01"}] if chance.random() < _CLEANED else [],
    }


def told_again(
    of: Source, before: Before, number: int, turn: Turn, unit: Unit, chance: random.Random, *, other: bool
) -> Document:
    """The same unit as somebody else sealed it again; ``other``: one channel's grade differs."""
    first, took = before.document, round(turn.who.pace_s)
    document = _signed(first, number, turn, took)
    named = {"record": first["record"], "sha256": before.sha256, "sealed_at": first["sealed_at"]}
    verdicts = list(first["verdicts"])
    graded = [place for place, one in enumerate(verdicts) if one["result"] == "grade"]
    if other and graded:
        place = chance.choice(graded)
        verdicts[place] = _graded_otherwise(verdicts[place], of.grades[verdicts[place]["channel"]])
    seen = _observed([one for one in first["observations"] if one["current"]], unit, turn, took, chance)
    return document | {"verdicts": verdicts, "observations": seen, "earlier": [named], "cleanings": []}


def _graded_otherwise(one: Mapping[str, Any], grades: Sequence[str]) -> Document:
    place = grades.index(one["grades"][0])
    return {**one, "grades": [grades[place + 1 if place + 1 < len(grades) else place - 1]]}


def _signed(of: Mapping[str, Any], number: int, turn: Turn, took: int) -> Document:
    """The same record, sealed by somebody else at another time."""
    return {
        **of,
        "record": f"{turn.at:%Y%m%d}-{of['station']['id']}-{5000 + number}",
        "sealed_at": to_text(turn.at),
        "started_at": to_text(turn.at - timedelta(seconds=took)),
        "duration_s": took,
        "inspector": {**of["inspector"], "id": turn.who.id, "name": turn.who.name},
        "countersign": {"demanded_by": []},
        "earlier": [],
    }


def _observed(
    of: Sequence[Document], unit: Unit, turn: Turn, took: int, chance: random.Random
) -> list[Document]:
    """Every answer of the unit at the time its step took; a few are measured again."""
    ends = list(accumulate(_weight(one) * chance.uniform(0.6, 1.5) for one in of))
    found: list[Document] = []
    for one, end in zip(of, ends, strict=True):
        at = turn.at - timedelta(seconds=took * (1 - end / ends[-1]) + 1)
        answered = _answered(one, unit, turn, chance) | {"taken_at": to_text(at)}
        if answered["item"] in _CALIPER and chance.random() < _MEASURED_AGAIN:
            earlier = {**answered, "id": f"{answered['id']}.first", "current": False}
            found.append(earlier)
            answered |= {"replaces": earlier["id"]}
        found.append(answered)
    return found


def _weight(one: Document) -> float:
    return next((weight for name, weight in _WEIGHTS.items() if name in one["answer"]), 1.0)


def _answered(one: Document, unit: Unit, turn: Turn, chance: random.Random) -> Document:
    item, answer, who = one["item"], one["answer"], turn.who
    if chance.random() < unknown_share(who, turn.day):
        return {**one, "replaces": None, "answer": {"unknown": "not_inspectable", "reason": ""}}
    if "unknown" in answer:
        return {**one}
    if "defects" in answer:
        return {**one, "answer": {"defects": seen_defects(item, unit, who, chance)}}
    value = reading(item, unit, turn.day, who, chance)
    if not value:
        return {**one}
    return {**one, "answer": {**answer, "value": value}, "source": _source(one, who, chance)}


def _source(one: Document, who: Inspector, chance: random.Random) -> Document:
    gauge = ("caliper", "instrument") if one["item"] in _CALIPER else _BY_GAUGE.get(one["item"])
    if gauge is None or chance.random() < who.types:
        return {**one["source"]}
    return {**one["source"], "device": gauge[0], "method": gauge[1], "reason": ""}
