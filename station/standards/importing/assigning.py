"""Assigning columns: the proposal of the headings, changed by what a person says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

from station.errors import KnownError
from station.standards.importing.layout import Assignment, Role, Shape, column_letter, column_place, guess
from station.standards.importing.vocabulary import plain
from station.workbook.reading import Sheet

_TABLE = {"grade": "grade_columns", "item": "grade_rows"}
_NEEDED: Mapping[Shape, tuple[tuple[Role, ...], ...]] = {
    "rows": (("grade",), ("text", "limit")),
    "grade_columns": (),
    "grade_rows": (("grade",),),
    "questions": (("option",),),
}
"""For each shape the roles it cannot do without; of those in one bracket any will do."""


Told = Assignment | Mapping[str, str]
"""Columns as an assignment, or in a person's words (see :func:`assign`)."""


def chosen(sheets: Sequence[Sheet], told: Told | None, known: Assignment | None) -> Assignment | None:
    """What a person says, over what is known of the channel where it fits, over what the headings suggest.

    Raises:
        KnownError: STD-040, STD-041.
    """
    if isinstance(told, Assignment):
        return checked(sheets, told)
    fits = known is not None and known.sheet in {sheet.title for sheet in sheets}
    proposed = known if fits else guess(sheets)
    return assign(sheets, told, proposed) if told else proposed


def assign(sheets: Sequence[Sheet], told: Mapping[str, str], proposed: Assignment | None) -> Assignment:
    """The proposal with what a person said.

    ``told`` maps a role to a column letter or heading, ``grade:CODE`` and ``item:TERM`` to the columns of a
    table, and may name ``sheet``, ``shape`` and ``heading_row``.

    Raises:
        KnownError: STD-040 for a role, sheet or column that is not there; STD-041 when a role is missing.
    """
    if "shape" in told and told["shape"] not in get_args(Shape):
        raise KnownError("STD-040", role="shape", column=told["shape"])
    sheet = _sheet(sheets, told.get("sheet") or (proposed.sheet if proposed else sheets[0].title))
    row = told.get("heading_row") or (proposed.heading_row if proposed else 1)
    heading = _whole(str(row))
    columns = dict(proposed.columns) if proposed else {}
    named = {} if _tables(told) or proposed is None else dict(proposed.named)
    for name, column in told.items():
        sort, _, word = name.partition(":")
        if word and sort in _TABLE:
            named[word] = _letter(sheet, heading, name, column)
        elif name in get_args(Role):
            columns[_role(name)] = _letter(sheet, heading, name, column)
        elif name not in {"sheet", "shape", "heading_row"}:
            raise KnownError("STD-040", role=name, column=column)
    shape = _shape(told, columns, proposed)
    return checked(
        sheets,
        Assignment(sheet=sheet.title, shape=shape, heading_row=heading, columns=columns, named=named),
    )


def checked(sheets: Sequence[Sheet], assignment: Assignment) -> Assignment:
    """The assignment, when the workbook has its sheet and it has what its shape needs.

    Raises:
        KnownError: STD-040, STD-041.
    """
    _sheet(sheets, assignment.sheet)
    lacking = [
        " / ".join(roles)
        for roles in _NEEDED[assignment.shape]
        if not any(role in assignment.columns for role in roles)
    ]
    if assignment.shape in _TABLE.values() and not assignment.named:
        lacking.append("grade:…" if assignment.shape == "grade_columns" else "item:…")
    if lacking:
        raise KnownError("STD-041", roles=lacking, sheet=assignment.sheet)
    return assignment


def _tables(told: Mapping[str, str]) -> set[str]:
    return {name.partition(":")[0] for name in told if ":" in name}


def _shape(told: Mapping[str, str], columns: Mapping[Role, str], proposed: Assignment | None) -> Shape:
    tables = [_TABLE[sort] for sort in _tables(told) if sort in _TABLE]
    wanted = told.get("shape") or (tables[0] if tables else None)
    for shape in get_args(Shape):
        if shape == wanted:
            return _shape_of(shape)
    if proposed is not None:
        return proposed.shape
    return "questions" if "option" in columns else "rows"


def _shape_of(name: str) -> Shape:
    shapes: dict[str, Shape] = {shape: shape for shape in get_args(Shape)}
    return shapes[name]


def _role(name: str) -> Role:
    roles: dict[str, Role] = {role: role for role in get_args(Role)}
    return roles[name]


def _whole(told: str) -> int:
    if not told.isdecimal():
        raise KnownError("STD-040", role="heading_row", column=told)
    return int(told)


def _sheet(sheets: Sequence[Sheet], title: str) -> Sheet:
    for sheet in sheets:
        if sheet.title == title:
            return sheet
    raise KnownError("STD-040", role="sheet", column=title)


def _letter(sheet: Sheet, heading_row: int, name: str, column: str) -> str:
    """A column by its heading, or by its letters."""
    headings = sheet.rows[heading_row - 1] if 0 < heading_row <= len(sheet.rows) else ()
    for place, heading in enumerate(headings):
        if heading and plain(heading) == plain(column):
            return column_letter(place)
    width = max((len(row) for row in sheet.rows), default=0)
    if column.isascii() and column.isalpha() and column_place(column) < width:
        return column.upper()
    raise KnownError("STD-040", role=name, column=column)
