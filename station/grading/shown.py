"""What was observed and what the limit is, as short text that needs no language.

Digits, units, option values and kinds of defect; :mod:`station.grading.wording` turns them into words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from station.grading.defects import matching, spans
from station.grading.seen import Seen
from station.grading.span import ZERO
from station.grading.telling import telling_item, telling_leaf
from station.model.answer import Answer, Choice, Defects, Measured, NotFitted, Photos, Text, Unknown
from station.model.defect import Defect
from station.model.verdict import Deciding
from station.standards.channel_file import MEASURE_UNITS
from station.standards.rules import AtWorst, Bounds, DefectLimit, Good, Leaf, Number, Options, Rule
from station.standards.units import convert

UNKNOWN = "?"
NOT_FITTED = "not_fitted"
_SIGNS = (("at_least", "≥"), ("at_most", "≤"), ("above", ">"), ("below", "<"))


def told(clause: str, rule: Rule, seen: Seen) -> Deciding:
    """The observation on which the truth of a clause's rule rests, and what the clause asks of it."""
    leaf = telling_leaf(rule, seen)
    item = telling_item(leaf, seen)
    return Deciding(clause, item, shown_observation(leaf, item, seen), shown_limit(leaf, item, seen))


def shown_answer(answer: Answer) -> str:
    """An answer as short text."""
    match answer:
        case Unknown():
            return UNKNOWN
        case NotFitted():
            return NOT_FITTED
        case Choice(value) | Text(value):
            return value
        case Measured():
            return quantity(answer.value, answer.unit)
        case Defects(defects):
            return tally(defects)
        case Photos(photos):
            return str(len(photos))


def tally(defects: Iterable[Defect]) -> str:
    """Defects by kind and zone: ``2 × scratch Z4``; none is ``0``."""
    counted = Counter((defect.kind.value, defect.zone) for defect in defects)
    return ", ".join(f"{count} × {kind} {zone}" for (kind, zone), count in counted.items()) or "0"


def quantity(value: Decimal, unit: str) -> str:
    """A number with its unit; counts stand alone."""
    return f"{value:f}" if unit == "1" else f"{value:f} {unit}"


def shown_limit(leaf: Leaf, item: str, seen: Seen) -> str:
    """The limit that a leaf sets for one of its items."""
    match leaf:
        case Options():
            return " / ".join(leaf.allowed)
        case AtWorst():
            return f"≤ {leaf.option}"
        case Good():
            good = seen.vocabulary.good.get(item, frozenset())
            ranks = seen.vocabulary.ranks.get(item, {})
            return " / ".join(sorted(good, key=lambda value: ranks[value])) or "0"
        case Number():
            return _bounds(leaf)
        case DefectLimit():
            depth = [leaf.which.depth_at_least] if leaf.which.depth_at_least else []
            return " ".join([*depth, *leaf.which.kinds, _bounds(leaf)])


def _bounds(bounds: Bounds) -> str:
    given = ((sign, getattr(bounds, name)) for name, sign in _SIGNS)
    return ", ".join(f"{sign} {quantity(limit, bounds.unit)}" for sign, limit in given if limit is not None)


def shown_observation(leaf: Leaf, item: str, seen: Seen) -> str:
    """What was observed, told in the way the leaf asks."""
    if isinstance(leaf, DefectLimit):
        return _shown_defects(leaf, seen)
    return shown_answer(seen.answer(item))


def _shown_defects(leaf: DefectLimit, seen: Seen) -> str:
    counted = tally(defect for defect, _ in matching(leaf, seen))
    if counted == "0":
        return UNKNOWN if any(seen.defects(item) is None for item in leaf.items) else counted
    return counted if leaf.measure == "count" else f"{counted}, {_worst(leaf, seen)}"


def _worst(leaf: DefectLimit, seen: Seen) -> str:
    """The worst place; with ``≥`` where a size was not taken or an item not looked at."""
    measured = list(spans(leaf, seen))
    known = [span.high for span in measured if span.high is not None]
    if len(known) == len(measured):
        return _legible(max(known), leaf)
    least = max(span.low for span in measured)
    return UNKNOWN if least == ZERO else f"≥ {_legible(least, leaf)}"


def _legible(size: Decimal, leaf: DefectLimit) -> str:
    """A size in the unit of its limit, to a thousandth at most: 30 cm are 11.811 in."""
    converted = convert(size, MEASURE_UNITS[leaf.measure], leaf.unit)
    return UNKNOWN if converted is None else quantity(round(converted, 3).normalize(), leaf.unit)
