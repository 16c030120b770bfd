"""Clauses and their words: what no rule belongs to, what has no measure, and what nobody has ruled on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from station.model.checklist import InternalStandard
from station.standards.channel import ChannelStandard
from station.standards.channel_file import MEASURE_UNITS, misfits
from station.standards.findings import Finding, finding
from station.standards.lint.space import is_vague
from station.standards.rules import Bounds, DefectLimit, Leaf, Presumed, Rule, cited, leaves, parts
from station.standards.units import convertible

_VISIBLE = re.compile(r"visib|seen|noticeab|可见|看见|看得见|看不见|看不到|肉眼", re.IGNORECASE)
_DISTANCE = re.compile(
    r"\d\s*(cm|mm|m|in|inch|inches|ft|feet|foot|″|\"|厘米|毫米|公分|英寸|寸|米)(?![a-z])"
    r"|arm'?s?[ -]length|一臂",
    re.IGNORECASE,
)
_OWN_FINDING = re.compile(r"^no check item |has no option |the clause has no text")
_NOT_IN_ONES = re.compile(r" (measured|told) in 1$")
_NUMBER = re.compile(r"\d")
_UNIT = re.compile(
    r"\d\s*(%|％|‰|°|cm|mm|m|in|inch|inches|ft|g|kg|oz|lb|d|days?|months?|years?|v|a|mah|″|\""
    r"|厘米|毫米|公分|英寸|寸|米|克|天|日|个月|年|伏|安|度|百分)",
    re.IGNORECASE,
)


def word_findings(standard: ChannelStandard, internal: InternalStandard) -> Iterator[Finding]:
    """Findings about the clauses themselves."""
    rules: dict[str, list[Rule]] = {}
    for clause, rule in standard.rules():
        rules.setdefault(clause, []).append(rule)
    bare = [one for clause, own in rules.items() for one in _bare_numbers(clause, own, internal)]
    yield from bare
    yield from _malformed(standard, internal, {one.clause for one in bare})
    named = _named(standard, set(rules))
    yield from (finding("rule_without_clause", one) for one in named if one not in standard.clauses)
    yield from (finding("clause_without_rule", one) for one in standard.clauses if one not in named)
    for clause, own in rules.items():
        yield from _open_words(clause, own)
        yield from _lacking_units(clause, standard.originals.get(clause, ""), own)
    if not (standard.silence.by and standard.silence.at):
        yield finding("silence_unruled", "")


def _malformed(standard: ChannelStandard, internal: InternalStandard, bare: set[str]) -> Iterator[Finding]:
    """What keeps the file from loading, apart from what has a finding of its own."""
    for where, why in misfits(standard, internal):
        unitless = where in bare and _NOT_IN_ONES.search(why)
        if not unitless and not _OWN_FINDING.search(why):
            yield finding("malformed_rule", where, why=why)


def _named(standard: ChannelStandard, ruled: set[str]) -> dict[str, None]:
    """Clauses that something in the standard rests on, in order."""
    named = dict.fromkeys(clause for clause, _ in standard.rules() if clause in ruled)
    named |= dict.fromkeys(question.clause for question in standard.questions)
    named |= dict.fromkeys(attribute.clause for attribute in standard.attributes)
    for axis in standard.scales:
        named |= dict.fromkeys(grade.not_given for grade in axis.graded if grade.not_given)
        named |= dict.fromkeys([axis.open_end] if axis.open_end else [])
    return named


def _open_words(clause: str, rules: list[Rule]) -> Iterator[Finding]:
    if any(is_vague(rule) for rule in rules):
        yield finding("vague_wording", clause)
    if any(_presumes(rule) for rule in rules):
        yield finding("presumption", clause)


def _presumes(rule: Rule) -> bool:
    return isinstance(rule, Presumed) or any(_presumes(part) for part in parts(rule))


def _bare_numbers(clause: str, rules: list[Rule], internal: InternalStandard) -> Iterator[Finding]:
    """Limits without a unit on what is measured in one; a share such as 0.8 of 100 % needs none."""
    for leaf in (leaf for rule in rules for leaf in leaves(rule)):
        if not isinstance(leaf, Bounds) or leaf.unit != "1" or not (limits := _limits(leaf)):
            continue
        for item in cited(leaf):
            unit = _unit_of(leaf, item, internal)
            if not convertible("1", unit) or (unit == "%" and max(limits) > 1):
                yield finding("unit_missing", clause, item, words=f"{max(limits):f}")


def _limits(bounds: Bounds) -> list[Decimal]:
    told = (bounds.at_least, bounds.at_most, bounds.above, bounds.below)
    return [limit for limit in told if limit is not None]


def _unit_of(leaf: Leaf, item: str, internal: InternalStandard) -> str:
    """The unit of what a leaf limits; of nothing where the item is unknown or no number."""
    if isinstance(leaf, DefectLimit):
        return MEASURE_UNITS[leaf.measure]
    found = internal.item(item)
    return (found.unit if found else None) or "1"


def _lacking_units(clause: str, original: str, rules: list[Rule]) -> Iterator[Finding]:
    """The words of the source have a number or speak of being visible, and leave out unit or distance."""
    found = [leaf for rule in rules for leaf in leaves(rule)]
    measured = any(isinstance(leaf, Bounds) and leaf.unit != "1" for leaf in found)
    if measured and _NUMBER.search(original) and not _UNIT.search(original):
        yield finding("unit_missing", clause, words=original)
    judged_by_eye = any(isinstance(leaf, DefectLimit) for leaf in found)
    if judged_by_eye and _VISIBLE.search(original) and not _DISTANCE.search(original):
        yield finding("distance_missing", clause, words=original)
