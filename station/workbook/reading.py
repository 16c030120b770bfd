"""Reading a guarded workbook: every sheet as rows of text, with the digits and per cents a person sees."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.errors import KnownError
from station.workbook.guard import check_workbook
from station.workbook.limits import STANDARDS, Limits
from station.workbook.scan import Scan

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

_HIDDEN_SIGN = re.compile(r"_x((?![dD][89a-fA-F])[0-9A-Fa-f]{4})_")
# A damaged workbook that passed the guard fails in any of these ways inside openpyxl.
_UNREADABLE = (OSError, ValueError, LookupError, TypeError, AttributeError, zipfile.BadZipFile, EOFError)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as text, blanks kept. Rows end at their last filled cell; merged cells all carry the text."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    hidden: bool = False

    def cell(self, row: int, column: int) -> str:
        """The text at a place counted from 0, without blanks around it; empty outside the filled part."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return self.rows[row][column].strip()


def read_workbook(path: Path, limits: Limits = STANDARDS) -> tuple[Sheet, ...]:
    """Every sheet of the workbook at ``path``.

    Raises:
        KnownError: what :func:`station.workbook.guard.check_workbook` refuses; IMP-006 for a formula, with
            its sheet and cell.
    """
    scan = check_workbook(path, limits)
    from openpyxl import load_workbook

    try:
        # by content: openpyxl refuses a name without the ending
        with path.open("rb") as file, closing(load_workbook(file, read_only=True)) as workbook:
            return tuple(_sheets(path, workbook, scan))
    except _UNREADABLE as error:
        raise KnownError("IMP-001", file=path.name, why=str(error) or type(error).__name__) from error


def _sheets(path: Path, workbook: Workbook, scan: Scan) -> Iterator[Sheet]:
    sheets: list[Any] = workbook.worksheets
    if not sheets:
        raise KnownError("IMP-001", file=path.name, why="it holds no sheet of cells")
    for sheet in sheets:
        part = sheet._worksheet_path
        if scan.formula is not None and scan.formula[0] == part:
            raise KnownError("IMP-006", file=path.name, sheet=sheet.title, cell=scan.formula[1])
        sheet.reset_dimensions()  # what a sheet says about its size is not believed
        rows = [[_text(cell) for cell in row] for row in sheet.iter_rows()]
        _spread(rows, scan.merged.get(part, []), scan.limits.cells)
        yield Sheet(sheet.title, tuple(map(_trimmed, _filled(rows))), sheet.sheet_state != "visible")


def _text(cell: Any) -> str:
    value = cell.value
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value).upper()
    if isinstance(value, int | float):
        return _number(Decimal(repr(value)), cell.number_format or "")
    if isinstance(value, datetime | date):
        return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
    return _HIDDEN_SIGN.sub(lambda found: chr(int(found[1], 16)), str(value))


def _number(value: Decimal, shown_as: str) -> str:
    """A number as its digits; ``0.85`` shown as per cent is ``85%``."""
    per_cent = "%" in shown_as
    scaled = value * 100 if per_cent else value
    told = format(scaled, "f")
    told = told.rstrip("0").rstrip(".") if "." in told else told
    return told + "%" * per_cent


def _spread(rows: list[list[str]], merged: list[str], most: int) -> None:
    """Give every cell of a merged range the text of its first; ``most`` cells are filled at all."""
    from openpyxl.utils.cell import range_boundaries

    left = most
    for ref in merged:
        first_column, first_row, last_column, last_row = (int(edge or 1) for edge in range_boundaries(ref))
        for row in range(first_row - 1, min(last_row, len(rows))):
            width = last_column - len(rows[row])
            left -= last_column - first_column + 1
            if left < 0:
                return
            rows[row].extend([""] * width)
            start = rows[first_row - 1][first_column - 1] if first_row <= len(rows) else ""
            rows[row][first_column - 1 : last_column] = [start] * (last_column - first_column + 1)


def _filled(rows: list[list[str]]) -> list[list[str]]:
    last = max((number for number, row in enumerate(rows, start=1) if any(row)), default=0)
    return rows[:last]


def _trimmed(row: list[str]) -> tuple[str, ...]:
    last = max((number for number, cell in enumerate(row, start=1) if cell), default=0)
    return tuple(row[:last])
