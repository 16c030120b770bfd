"""A channel standard as a workbook in our template, which a quality engineer can read and change in a
spreadsheet program; importing it gives the same standard back.

Sheets: ``standard`` (one field a row), ``clauses``, ``originals``, ``axes``, ``grades``, ``surfaces``,
``criteria``, ``questions``, ``rulings``; rules stand in the notation of :mod:`station.standards.notation`.
There are no formulas, and a text that a spreadsheet program could take for one is marked as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from station.errors import KnownError
from station.standards.channel import (
    Axis,
    ChannelStandard,
    Criterion,
    QuestionOption,
    Viewing,
)
from station.standards.channel_file import channel_document
from station.standards.notation import rule_text
from station.texts import Lang, text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

TEMPLATE = "template"
"""The field of the first sheet that tells our template; its value is the template's version, ``1``."""
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "standard": ("field", "value", "zh", "en"),
    "clauses": ("clause", "zh", "en"),
    "originals": ("clause", "text"),
    "axes": ("axis", "zh", "en", "aggregation", "otherwise", "open_end"),
    "grades": ("axis", "grade", "zh", "en", "not_given"),
    "surfaces": ("axis", "surface", "zh", "en"),
    "criteria": (
        *("part", "axis", "surface", "grade", "clause", "rule", "methods", "evidence"),
        *("distance_cm", "light_at_least_lx", "light_at_most_lx", "at_most_s"),
    ),
    "questions": ("number", "target", "clause", "code", "zh", "en", "rule", "weight"),
    "rulings": ("clause", "by", "at", "zh", "en", "finding"),
}
"""Every sheet of the template with its headings."""
VIEWING = ("distance_cm", "light_at_least_lx", "light_at_most_lx", "at_most_s")
"""The columns of a viewing condition."""
UNSTATED = "-"
"""A viewing condition that is named without a figure."""
TABLES = {"clauses", "originals", "axes", "graded", "surfaces", "gates", "rows", "questions", "attributes"}
"""Parts of a standard's document that stand on sheets of their own."""

_LONGEST = 32_767
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_x(?=[0-9A-Fa-f]{4}_)")
_Row = Sequence[str]


def workbook_bytes(standard: ChannelStandard) -> bytes:
    """The standard as an .xlsx file.

    Raises:
        KnownError: STD-047 when a text is too long for a cell.
    """
    from openpyxl import Workbook

    workbook = Workbook()
    help_sheet: Worksheet = workbook.worksheets[0]
    help_sheet.title = "help"
    for lang in Lang:
        for line in text(lang, "importing.template").splitlines():
            _append(help_sheet, (line,))
    for name, rows in _sheets(standard):
        sheet = workbook.create_sheet(name)
        for row in (COLUMNS[name], *rows):
            _append(sheet, row)
        sheet.freeze_panes = "A2"
    workbook.active = workbook.worksheets.index(workbook["standard"])
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def _append(sheet: Worksheet, row: _Row) -> None:
    number = sheet.max_row + (sheet.max_row > 1 or sheet["A1"].value is not None)
    for place, told in enumerate(row, start=1):
        if not told:
            continue
        if len(told) > _LONGEST:
            raise KnownError("STD-047", sheet=sheet.title, text=told[:40])
        cell = sheet.cell(number, place, _CONTROL.sub(_escaped, told))
        cell.data_type = "s"  # a text that begins like a formula stays a text
        if told[0] in "=+-@\t\r":
            cell.quotePrefix = True


def _escaped(found: re.Match[str]) -> str:
    """The way .xlsx writes signs that XML cannot hold, and what looks like it."""
    return "_x005F_x" if found[0] == "_x" else f"_x{ord(found[0]):04X}_"


def _sheets(standard: ChannelStandard) -> Iterator[tuple[str, list[_Row]]]:
    scales = standard.scales
    yield "standard", list(_fields(standard))
    yield "clauses", [(clause, one.zh, one.en) for clause, one in standard.clauses.items()]
    yield "originals", list(standard.originals.items())
    yield "axes", [_axis(axis) for axis in standard.axes]
    yield "grades", [row for axis in scales for row in _grades(axis)]
    surfaces = [(axis.id, one.id, one.title.zh, one.title.en) for axis in scales for one in axis.surfaces]
    yield "surfaces", list(surfaces)
    yield "criteria", list(_criteria(standard))
    yield "questions", list(_questions(standard))
    rulings = [
        (one.clause, one.by, one.at, one.says.zh, one.says.en, one.finding) for one in standard.rulings
    ]
    yield "rulings", [tuple(cell or "" for cell in row) for row in rulings]


def _fields(standard: ChannelStandard) -> Iterator[_Row]:
    yield (TEMPLATE, "1")
    document = channel_document(standard)
    for name, value in document.items():
        if name not in TABLES and name != "rulings":
            yield from _field(name, value)


def _field(name: str, value: Any) -> Iterator[_Row]:
    if isinstance(value, dict) and value.keys() == {"zh", "en"}:
        yield (name, "", value["zh"], value["en"])
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _field(f"{name}.{key}", inner)
    elif isinstance(value, list):
        yield (name, " ".join(value))
    else:
        yield (name, str(value))


def _axis(axis: Axis) -> _Row:
    open_end = axis.open_end or ""
    return (axis.id, axis.title.zh, axis.title.en, axis.aggregation, axis.otherwise, open_end)


def _grades(axis: Axis) -> Iterator[_Row]:
    for grade in axis.graded:
        yield (axis.id, grade.code, grade.title.zh, grade.title.en, grade.not_given or "")


def _criteria(standard: ChannelStandard) -> Iterator[_Row]:
    yield from (_criterion("gate", "", "", "", gate) for gate in standard.gates)
    for axis in standard.scales:
        for grade in axis.graded:
            yield from (_criterion("grade", axis.id, "", grade.code, one) for one in grade.criteria)
        for surface in axis.surfaces:
            for held in surface.graded:
                yield ("surface", axis.id, surface.id, held.code)
                told = ("surface", axis.id, surface.id, held.code)
                yield from (_criterion(*told, one) for one in held.criteria)
        for row in axis.rows:
            yield ("row", axis.id, "", row.gives, row.clause, rule_text(row.when))


def _criterion(part: str, axis: str, surface: str, grade: str, one: Criterion) -> _Row:
    methods = " ".join(method.value for method in one.methods)
    told = (part, axis, surface, grade, one.clause, rule_text(one.require), methods, " ".join(one.evidence))
    return (*told, *_viewing(one.viewing))


def _viewing(viewing: Viewing | None) -> Iterator[str]:
    if viewing == Viewing():
        yield UNSTATED
    elif viewing is not None:
        values = (getattr(viewing, name) for name in VIEWING)
        yield from ("" if value is None else str(value) for value in values)


def _questions(standard: ChannelStandard) -> Iterator[_Row]:
    asked = [("question", one.clause, one.options) for one in standard.questions]
    asked += [(str(one.target), one.clause, one.options) for one in standard.attributes]
    for number, (target, clause, options) in enumerate(asked, start=1):
        yield from (_option(str(number), target, clause, option) for option in options)


def _option(number: str, target: str, clause: str, option: QuestionOption) -> _Row:
    when = "" if option.when is None else rule_text(option.when)
    return (number, target, clause, option.code, option.title.zh, option.title.en, when, option.weight)
