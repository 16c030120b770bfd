"""A sheet with assigned columns, taken apart into the clauses it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from station.errors import KnownError
from station.standards.importing.layout import Assignment, Role, column_place
from station.workbook.reading import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceClause:
    """One clause as it stands in the workbook.

    ``place`` is sheet and cell. ``text`` is what the clause demands, as written; ``term`` what its row or
    column is about. A clause belongs to a ``grade``, or to a ``question`` as one of its options (``code``
    and ``weight`` as the channel writes them).
    """

    id: str
    place: str
    text: str
    term: str = ""
    grade: str | None = None
    question: str | None = None
    code: str = ""
    weight: str = ""
    method: str = ""
    condition: str = ""


def source_clauses(sheets: Sequence[Sheet], assignment: Assignment) -> tuple[SourceClause, ...]:
    """Every clause of the assigned sheet, in order, each with an id of its own.

    Raises:
        KnownError: STD-042 when the sheet holds none.
    """
    sheet = next(one for one in sheets if one.title == assignment.sheet)
    table = _Table(sheet, assignment)
    found = tuple(_with_own_ids({
        "rows": table.rows,
        "grade_columns": table.grade_columns,
        "grade_rows": table.grade_rows,
        "questions": table.questions,
    }[assignment.shape]()))  # fmt: skip
    if not found:
        raise KnownError("STD-042", sheet=sheet.title)
    return found


def _with_own_ids(clauses: Iterator[SourceClause]) -> Iterator[SourceClause]:
    seen: dict[str, int] = {}
    for clause in clauses:
        seen[clause.id] = seen.get(clause.id, 0) + 1
        again = seen[clause.id]
        yield clause if again == 1 else replace(clause, id=f"{clause.id}.{again}")


class _Table:
    """The rows below the heading, by role."""

    def __init__(self, sheet: Sheet, assignment: Assignment) -> None:
        self._sheet, self._assignment = sheet, assignment
        self._places = {role: column_place(letters) for role, letters in assignment.columns.items()}
        self._named = {name: column_place(letters) for name, letters in assignment.named.items()}
        self._last: dict[Role, str] = {}

    def _numbers(self) -> range:
        return range(self._assignment.heading_row, len(self._sheet.rows))

    def _cell(self, row: int, role: Role) -> str:
        return self._sheet.cell(row, self._places[role]) if role in self._places else ""

    def _carried(self, row: int, role: Role) -> str:
        """A cell that stands for the empty ones below it, as people leave them."""
        told = self._cell(row, role)
        if told:
            self._last[role] = told
        return self._last.get(role, "")

    def _place(self, row: int, role_or_place: Role | int) -> str:
        place = role_or_place if isinstance(role_or_place, int) else self._places.get(role_or_place, 0)
        letters = next(
            (one for one in (*self._assignment.columns.values(), *self._assignment.named.values())
             if column_place(one) == place),
            "A",
        )  # fmt: skip
        return f"{self._sheet.title}!{letters}{row + 1}"

    def _heading(self, role: Role) -> str:
        """What the heading adds to a bare number: "not visible from", its unit in brackets."""
        if role not in self._places or self._assignment.heading_row == 0:
            return ""
        return self._sheet.cell(self._assignment.heading_row - 1, self._places[role])

    def _limit(self, row: int) -> str:
        told, unit = self._cell(row, "limit"), self._cell(row, "unit")
        if not told:
            return ""
        with_unit = f"{told} {unit}".strip()
        return f"{self._heading('limit')} {with_unit}".strip() if told[:1].isdigit() else with_unit

    def _shared(self, row: int, clause: str) -> SourceClause:
        about = [self._carried(row, "item"), self._carried(row, "surface")]
        return SourceClause(
            id=self._cell(row, "clause") or clause,
            place=self._place(row, "item"),
            text="",
            term=" ".join(part for part in about if part),
            method=self._cell(row, "method"),
            condition=self._cell(row, "condition"),
        )

    def rows(self) -> Iterator[SourceClause]:
        """One demand a row."""
        for row in self._numbers():
            text = "; ".join(part for part in (self._cell(row, "text"), self._limit(row)) if part)
            grade = self._carried(row, "grade")
            if text and grade:
                shared = self._shared(row, f"R{row + 1}")
                where: Role = "text" if self._cell(row, "text") else "limit"
                yield replace(shared, text=text, grade=grade, place=self._place(row, where))

    def grade_columns(self) -> Iterator[SourceClause]:
        """One criterion a row, one grade a column."""
        for row in self._numbers():
            shared = self._shared(row, f"R{row + 1}")
            for grade, place in self._named.items():
                if text := self._sheet.cell(row, place):
                    id_ = f"{shared.id}-{grade}"
                    yield replace(shared, id=id_, text=text, grade=grade, place=self._place(row, place))

    def grade_rows(self) -> Iterator[SourceClause]:
        """One grade a row, one criterion a column."""
        for row in self._numbers():
            grade = self._cell(row, "grade")
            for number, (term, place) in enumerate(self._named.items(), start=1):
                if grade and (text := self._sheet.cell(row, place)):
                    id_ = f"C{number}-{grade}"
                    at = self._place(row, place)
                    yield SourceClause(id=id_, place=at, text=text, term=term, grade=grade)

    def questions(self) -> Iterator[SourceClause]:
        """One option a row, under the question that stands beside or above it."""
        asking: Role = "question" if "question" in self._places else "item"
        for row in self._numbers():
            question = self._carried(row, asking)
            if option := self._cell(row, "option"):
                shared = self._shared(row, f"R{row + 1}")
                yield replace(
                    shared,
                    place=self._place(row, "option"),
                    text=option,
                    term=question or shared.term,
                    question=question or shared.term,
                    code=self._cell(row, "code"),
                    weight=self._cell(row, "weight"),
                )
