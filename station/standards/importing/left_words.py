"""Words of a sheet below its headings that belong to no clause: a note, a demand without a grade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from station.standards.importing.layout import Assignment, Role, column_letter, column_place
from station.standards.importing.source import SourceClause
from station.workbook.reading import Sheet

_CARRIED: tuple[Role, ...] = ("grade", "item", "surface", "question")
_ROW = re.compile(r"\d+$")


@dataclass(frozen=True, slots=True)
class LeftWords:
    """What one row says without making a clause; ``place`` is sheet and cell."""

    place: str
    words: str


def left_words(
    sheets: Sequence[Sheet], assignment: Assignment, clauses: Sequence[SourceClause]
) -> Iterator[LeftWords]:
    """Every row below the heading of which nothing was read, in order.

    A cell that stands for the empty ones below it has been read where a clause goes on with it.
    """
    sheet = next(one for one in sheets if one.title == assignment.sheet)
    read = sorted({int(_ROW.findall(clause.place)[0]) - 1 for clause in clauses})
    carried = () if assignment.shape == "grade_rows" else _CARRIED
    places = {column_place(assignment.columns[role]) for role in carried if role in assignment.columns}
    for row in range(assignment.heading_row, len(sheet.rows)):
        following = next((one for one in read if one >= row), None)
        if following == row:
            continue
        left = [
            place
            for place in range(len(sheet.rows[row]))
            if sheet.cell(row, place) and not (place in places and _goes_on(sheet, place, row, following))
        ]
        if left:
            at = f"{sheet.title}!{column_letter(left[0])}{row + 1}"
            yield LeftWords(at, " ".join(sheet.cell(row, place) for place in left))


def _goes_on(sheet: Sheet, place: int, row: int, following: int | None) -> bool:
    """Whether the clause in row ``following`` leaves the cell empty, and so does all between."""
    return following is not None and not any(sheet.cell(one, place) for one in range(row + 1, following + 1))
