"""Channel standards as they lie in ``resources/standards/channels``: loading and cross-checks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Any

from pydantic import TypeAdapter

from station.model.checklist import CheckItem, InternalStandard, ItemKind
from station.standards.channel import NOT_ACCEPTED, Axis, ChannelStandard, Vocabulary
from station.standards.rules import (
    AtWorst,
    Bounds,
    DefectLimit,
    Good,
    Leaf,
    Number,
    Options,
    Rule,
    cited,
    leaves,
    parts,
)
from station.standards.toml_file import check_document, malformed, read_document
from station.standards.units import convertible

MEASURE_UNITS = {
    "count": "1",
    "total_length": "mm",
    "total_area": "mm²",
    "longest": "mm",
    "widest": "mm",
    "farthest_visible": "cm",
}
"""The unit in which each measure over defects is taken."""

SUMMED = ("count", "total_length", "total_area")
"""Measures that add up over defects; only these can be asked for every 100 cm²."""

_SCHEMA = TypeAdapter(ChannelStandard)
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_NUMBERS = {ItemKind.NUMBER, ItemKind.COUNT}
_JUDGED_GOOD = {ItemKind.CHOICE, ItemKind.SCALE, ItemKind.PASS_FAIL, ItemKind.COUNT, ItemKind.DEFECTS}


def load_channel_file(path: Path, internal_of: Callable[[str], InternalStandard]) -> ChannelStandard:
    """The channel standard in ``path``, checked against the internal standard of its category.

    Raises:
        KnownError: STD-001 naming the first place that is wrong; STD-003 when the category is unknown.
    """
    standard = read_channel_file(path, internal_of)
    for where, why in misfits(standard, internal_of(standard.category)):
        raise malformed(path, where, why)
    return standard


def read_channel_file(path: Path, internal_of: Callable[[str], InternalStandard]) -> ChannelStandard:
    """The channel standard in ``path``, whether or not its rules fit the internal standard: what lint reads.

    Raises:
        KnownError: STD-001 when it is no channel standard file; STD-003 when the category is unknown.
    """
    document = read_document(path)
    if document.pop("schema", None) != 1:
        raise malformed(path, "schema", "must be 1")
    document["vocabulary"] = Vocabulary.of(internal_of(str(document.get("category"))))
    return check_document(path, document, _SCHEMA)


def standard_of(document: dict[str, Any], file: str, internal: InternalStandard) -> ChannelStandard:
    """The standard that a document with the keys of a standard file says, checked like a file.

    Raises:
        KnownError: STD-001 naming ``file`` and the first place that is wrong.
    """
    whole = {**document, "vocabulary": Vocabulary.of(internal)}
    standard = check_document(Path(file), whole, _SCHEMA)
    for where, why in misfits(standard, internal):
        raise malformed(Path(file), where, why)
    return standard


def channel_document(standard: ChannelStandard) -> dict[str, Any]:
    """The standard as one JSON object, with the keys of its file."""
    document = _SCHEMA.dump_python(standard, mode="json", exclude={"vocabulary"}, exclude_defaults=True)
    return {"id": standard.id, **document}


def misfits(standard: ChannelStandard, internal: InternalStandard) -> Iterator[tuple[str, str]]:
    """Clauses without text, empty branches, and rules that do not fit the items they name."""
    yield from _naming_problems(standard)
    for clause in _named_clauses(standard):
        if clause not in standard.clauses:
            yield clause, "the clause has no text"
    if (standard.aggregation == "axes") != bool(standard.axes):
        yield "aggregation", "axes belong to standards with several axes, and only there"
    yield from _question_problems(standard)
    yield from _joined_problems(standard)
    for axis in standard.scales:
        yield from ((axis.id or "aggregation", why) for why in _scale_problems(axis))
    for item in standard.silence.watched:
        if (found := internal.item(item)) is None or found.kind is not ItemKind.DEFECTS:
            yield "silence", f"{item} is not a list of defects"
    for clause, rule in standard.rules():
        yield from ((clause, why) for why in rule_problems(rule, internal))


def _question_problems(standard: ChannelStandard) -> Iterator[tuple[str, str]]:
    if (standard.aggregation == "itemised") != bool(standard.questions):
        yield "aggregation", "questions belong to itemised standards, and only there"
    asked = [(question.clause, question.options) for question in standard.questions]
    asked += [(attribute.clause, attribute.options) for attribute in standard.attributes]
    for clause, options in asked:
        if all(option.when is None for option in options):
            yield clause, "a question needs a rule"


def _naming_problems(standard: ChannelStandard) -> Iterator[tuple[str, str]]:
    """Names that no file can have, and dates that cannot be compared."""
    if not _NAME.fullmatch(standard.id):
        yield "id", "must be lower-case letters, digits and hyphens"
    for place in ("version", "valid_from"):
        if not _is_day(getattr(standard, place) or standard.version):
            yield place, "must be a date such as 2026-11-22"


def _is_day(told: str) -> bool:
    """Whether a date is told in full, so that dates compare as text."""
    try:
        return date.fromisoformat(told).isoformat() == told
    except ValueError:
        return False


def _joined_problems(standard: ChannelStandard) -> Iterator[tuple[str, str]]:
    named = [axis.id for axis in standard.axes]
    if len(set(named)) != len(named) or "" in named:
        yield "axes", "every axis needs a name of its own"
    pattern = [field for _, field, _, _ in Formatter().parse(standard.joined) if field is not None]
    if sorted(pattern) != sorted(named):
        yield "joined", "names every axis once"


def _scale_problems(axis: Axis) -> Iterator[str]:
    codes = [grade.code for grade in axis.graded]
    if not axis.given:
        yield "a scale needs grades"
    if len(set(codes)) != len(codes):
        yield "a grade is given twice"
    if (axis.aggregation == "worst_surface") != bool(axis.surfaces):
        yield "surfaces belong to worst_surface, and only there"
    if (axis.aggregation == "first_match") != bool(axis.rows):
        yield "rows belong to first_match, and only there"
    if axis.aggregation != "best_grade" and any(grade.criteria for grade in axis.graded):
        yield "criteria of a grade belong to best_grade, and only there"
    if (axis.otherwise == "undetermined") != bool(axis.open_end):
        yield "open_end belongs to scales that end undetermined, and only there"
    if any(not surface.graded for surface in axis.surfaces):
        yield "a surface needs grades"
    named = [one.code for surface in axis.surfaces for one in surface.graded]
    named += [row.gives for row in axis.rows if row.gives != NOT_ACCEPTED]
    yield from (f"no grade {code}" for code in named if code not in codes)


def _named_clauses(standard: ChannelStandard) -> Iterator[str]:
    yield from (clause for clause, _ in standard.rules())
    yield from (question.clause for question in standard.questions)
    yield from (ruling.clause for ruling in standard.rulings)
    yield from (question.clause for question in standard.attributes)
    for axis in standard.scales:
        yield from (grade.not_given for grade in axis.graded if grade.not_given)
        yield from [axis.open_end] if axis.open_end else []


def rule_problems(rule: Rule, internal: InternalStandard) -> Iterator[str]:
    """What keeps a rule from fitting the items it names, in words for the file's author."""
    if any(not parts(branch) for branch in _branches(rule)):
        yield "a branch is empty"
    for leaf in leaves(rule):
        if not cited(leaf):
            yield "a rule names no item"
        if isinstance(leaf, Bounds) and (leaf.at_least, leaf.at_most, leaf.above, leaf.below) == (None,) * 4:
            yield "no bound is given"
        for item_id in cited(leaf):
            item = internal.item(item_id)
            yield from [f"no check item {item_id}"] if item is None else _leaf_problems(leaf, item)


def _branches(rule: Rule) -> Iterator[Rule]:
    if not isinstance(rule, Options | AtWorst | Good | Number | DefectLimit):
        yield rule
    for part in parts(rule):
        yield from _branches(part)


def _leaf_problems(leaf: Leaf, item: CheckItem) -> Iterator[str]:
    match leaf:
        case Options() | AtWorst():
            values = leaf.allowed if isinstance(leaf, Options) else (leaf.option,)
            yield from (f"{item.id} has no option {value}" for value in values if item.option(value) is None)
        case Number():
            if item.kind not in _NUMBERS or not convertible(leaf.unit, item.unit or ""):
                yield f"{item.id} is not measured in {leaf.unit}"
        case Good():
            if item.kind not in _JUDGED_GOOD:
                yield f"{item.id} has no good state"
        case DefectLimit():
            yield from _defect_problems(leaf, item)


def _defect_problems(leaf: DefectLimit, item: CheckItem) -> Iterator[str]:
    if item.kind is not ItemKind.DEFECTS:
        yield f"{item.id} is not a list of defects"
    if not convertible(leaf.unit, MEASURE_UNITS[leaf.measure]):
        yield f"{leaf.measure} is not told in {leaf.unit}"
    if leaf.scope == "per_100cm2" and leaf.measure not in SUMMED:
        yield f"{leaf.measure} does not grow with the surface"
