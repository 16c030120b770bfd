"""Rules as one line of text that a person can read and change in a spreadsheet, and back.

===================================  ==========================================================
``ID-05 is off | on_releasable``     the item's option is one of these
``CM-01 at_worst hairline``          this option or a better one
``good FG-01 FG-02``                 every item is as on a sound unit
``PB-02 >= 80 < 85 %``               the number keeps every limit, in the unit
``count of FG-01 where kinds scratch, length > 3 per surface <= 2``
                                     a measure over the defects that ``where`` selects
``all(…; …)``, ``any(…; …)``         branches; also ``not(…)``, ``claim(…)``, ``presumed(…)``
``vague(surely …; at least …)``      ``vague(rule; rule)``, words without a measure
``depends(case(when; then); else(…))``
===================================  ==========================================================

``fitted`` at the end of a leaf demands the part. A word with blanks or signs stands in double quotes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from station.standards.rules import (
    AllOf,
    AnyOf,
    AtWorst,
    Bounds,
    Claim,
    DefectLimit,
    Depends,
    Good,
    Not,
    Number,
    Options,
    Presumed,
    Rule,
    Vague,
    Which,
)

SIGNS = {"at_least": ">=", "at_most": "<=", "above": ">", "below": "<"}
"""The sign of each limit."""
SIZES = {
    "length_at_least_mm": ("length", ">="),
    "length_above_mm": ("length", ">"),
    "width_at_least_mm": ("width", ">="),
    "width_above_mm": ("width", ">"),
}
"""How each size of a choice of defects is written."""
KEYWORDS = {
    *("is", "at_worst", "good", "of", "where", "per", "fitted", "zones", "kinds", "depth", "length", "width"),
    *("visible", "lit", "all", "any", "not", "claim", "presumed", "vague", "depends", "case", "else"),
}
_PLAIN = re.compile(r"[\w.+%²°/-]+")


def rule_text(rule: Rule) -> str:
    """The rule as one line; :func:`station.standards.notation_reading.read_rule` gives the same rule back."""
    match rule:
        case AllOf():
            return _branch("all", rule.of)
        case AnyOf():
            return _branch("any", rule.of)
        case Not():
            return _branch("not", (rule.of,))
        case Claim():
            return _branch("claim", (rule.of,))
        case Presumed():
            return _branch("presumed", (rule.of,))
        case Vague():
            return _branch("vague", (rule.surely, rule.at_least))
        case Depends():
            return f"depends({'; '.join(_cases(rule))})"
        case _:
            return " ".join(_leaf(rule))


def _branch(name: str, parts: tuple[Rule, ...]) -> str:
    return f"{name}({'; '.join(map(rule_text, parts))})"


def _cases(rule: Depends) -> Iterator[str]:
    yield from (f"case({rule_text(case.when)}; {rule_text(case.require)})" for case in rule.cases)
    if rule.otherwise is not None:
        yield f"else({rule_text(rule.otherwise)})"


def _leaf(rule: Options | AtWorst | Good | Number | DefectLimit) -> Iterator[str]:
    match rule:
        case Options():
            yield f"{word(rule.item)} is {' | '.join(map(word, rule.allowed))}"
        case AtWorst():
            yield f"{word(rule.item)} at_worst {word(rule.option)}"
        case Good():
            yield " ".join(["good", *map(word, rule.items)])
        case Number():
            yield word(rule.item)
            yield _limits(rule)
        case DefectLimit():
            yield f"{rule.measure} of {' '.join(map(word, rule.items))}"
            yield from _where(rule.which)
            yield from [f"per {rule.scope}"] if rule.scope != "device" else []
            yield _limits(rule)
    if not isinstance(rule, DefectLimit) and rule.part_demanded:
        yield "fitted"


def _where(which: Which) -> Iterator[str]:
    told = []
    if which.zones:
        told.append("zones " + " ".join(map(word, which.zones)))
    if which.kinds:
        told.append("kinds " + " ".join(kind.value for kind in which.kinds))
    if which.depth_at_least is not None:
        told.append(f"depth {which.depth_at_least.value}")
    for name, (size, sign) in SIZES.items():
        if (value := getattr(which, name)) is not None:
            told.append(f"{size} {sign} {value}")
    if which.visible_at_cm is not None:
        told.append(f"visible {which.visible_at_cm}")
    if which.visible_lit is not None:
        told.append(f"lit {'yes' if which.visible_lit else 'no'}")
    if told:
        yield "where " + ", ".join(told)


def _limits(bounds: Bounds) -> str:
    told = [f"{sign} {value}" for name, sign in SIGNS.items() if (value := getattr(bounds, name)) is not None]
    return " ".join([*told, *([word(bounds.unit)] if bounds.unit != "1" else [])])


def word(text: str) -> str:
    """One word, in quotes where it would read as something else."""
    if _PLAIN.fullmatch(text) and text not in KEYWORDS:
        return text
    return json.dumps(text, ensure_ascii=False)
