"""Tables in .csv and .xlsx files, read as rows of text with the columns a caller asks for."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError

from station.errors import KnownError
from station.workbook.guard import check_workbook, megabytes
from station.workbook.limits import TABLES

LARGEST_FILE = TABLES.packed
"""Bytes of the largest file read."""
LARGEST_UNPACKED = TABLES.unpacked
"""Bytes of the largest workbook once unpacked."""
MOST_ROWS = 200_000
"""Most rows read from one file."""

# A damaged or encrypted workbook fails in any of these ways inside zipfile, the XML parser or openpyxl.
_UNREADABLE = (
    *(OSError, ValueError, LookupError, TypeError, AttributeError, RuntimeError, EOFError),
    *(csv.Error, zipfile.BadZipFile, zlib.error, ParseError),
)
_ENCODINGS = ("utf-8-sig", "gb18030")
_ZIP = b"PK\x03\x04"
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name and the other headings it may carry; compared without case and blanks."""

    name: str
    headings: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number as the spreadsheet shows it, and the text of every known column."""

    number: int
    cells: Mapping[str, str]


RowTold = Callable[[int], None]
"""Hears the number of a row now and then; what it raises ends the reading."""
_TOLD_EVERY = 500


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as read: the heading of every known column by its name, other headings, and the rows."""

    headings: Mapping[str, str]
    ignored: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def read_sheet(
    path: Path, columns: Sequence[Column], told: RowTold = lambda _row: None
) -> tuple[SheetRow, ...]:
    """The rows of :func:`read_table`, which see."""
    return read_table(path, columns, told).rows


def read_table(path: Path, columns: Sequence[Column], told: RowTold = lambda _row: None) -> Sheet:
    """The rows below the heading that are not blank. Column order is free, further columns are ignored.

    Raises:
        KnownError: IMP-001 unreadable, IMP-002 a required column is missing, IMP-003 too large; and what
            ``told`` raises.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise KnownError("IMP-003", file=path.name, limit=megabytes(LARGEST_FILE))
        table = _workbook_rows(path) if _is_workbook(path) else _csv_rows(path)
        return _rows(path, table, columns, told)
    except _UNREADABLE as error:
        raise KnownError("IMP-001", file=path.name, why=str(error) or type(error).__name__) from error


def _is_workbook(path: Path) -> bool:
    """By name, or by its first bytes: what comes over standard input has no name."""
    with path.open("rb") as file:
        return path.suffix.lower() == ".xlsx" or file.read(len(_ZIP)) == _ZIP


def _csv_rows(path: Path) -> Iterator[list[str]]:
    text = _decoded(path.read_bytes())
    if "\0" in text:
        raise ValueError("not a text file")
    heading = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=heading.count)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _decoded(content: bytes) -> str:
    """Chinese spreadsheet programs save CSV as GB 18030 unless told otherwise."""
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("neither UTF-8 nor GB 18030")


def _workbook_rows(path: Path) -> Iterator[list[str]]:
    check_workbook(path, TABLES)
    from openpyxl import load_workbook

    # by content: openpyxl refuses a name without the ending
    with path.open("rb") as file, closing(load_workbook(file, read_only=True, data_only=True)) as workbook:
        for row in workbook.worksheets[0].iter_rows(values_only=True):
            yield [_cell_text(cell) for cell in row]


def _cell_text(cell: object) -> str:
    """A number typed into a cell comes back as a float; codes and IMEIs must keep their digits."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _rows(path: Path, table: Iterable[list[str]], columns: Sequence[Column], told: RowTold) -> Sheet:
    numbered = enumerate(table, start=1)
    heading = next(numbered, (1, []))[1]
    places = _places(path, heading, columns)
    rows = []
    for number, cells in numbered:
        if number > MOST_ROWS:
            raise KnownError("IMP-003", file=path.name, limit=MOST_ROWS)
        if number % _TOLD_EVERY == 0:
            told(number)
        row = {name: cells[place].strip() if place < len(cells) else "" for name, place in places.items()}
        if any(row.values()):
            rows.append(SheetRow(number, {column.name: row.get(column.name, "") for column in columns}))
    headings = {name: heading[place].strip() for name, place in places.items()}
    others = (one.strip() for place, one in enumerate(heading) if place not in places.values())
    return Sheet(headings, tuple(filter(None, others)), tuple(rows))


def _places(path: Path, heading: list[str], columns: Sequence[Column]) -> dict[str, int]:
    found = {_plain(cell): place for place, cell in reversed(list(enumerate(heading)))}
    places = {}
    for column in columns:
        names = [_plain(name) for name in (column.name, *column.headings)]
        place = next((found[name] for name in names if name in found), None)
        if place is not None:
            places[column.name] = place
    missing = [column.name for column in columns if column.required and column.name not in places]
    if missing:
        raise KnownError("IMP-002", file=path.name, columns=missing)
    return places


def _plain(heading: str) -> str:
    return "".join(heading.casefold().replace("_", " ").split())
