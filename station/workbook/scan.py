"""Streaming through the XML of a workbook: counting, and refusing at the first thing that is not allowed."""

from __future__ import annotations

import re
from typing import IO
from xml.etree.ElementTree import ParseError

from station.errors import KnownError
from station.workbook.limits import Limits

_CHUNK = 2**16
_CELL = re.compile(r"([A-Z]{1,7})([0-9]{1,10})")
_ROOTS_OF_MANY = {"worksheet", "sst"}
_BINARY = ("/image", "/printerSettings", "/hyperlink", "/vmlDrawing", "/thumbnail")


class Scan:
    """What streaming through all parts saw.

    ``merged`` holds the merged ranges by the part of their sheet, ``formula`` part and cell of the first
    formula.
    """

    def __init__(self, file: str, limits: Limits) -> None:
        self.file, self.limits = file, limits
        self.merged: dict[str, list[str]] = {}
        self.formula: tuple[str, str] | None = None
        self._cells = self._sheets = 0

    def read(self, name: str, part: IO[bytes]) -> None:
        """Stream through one part.

        Raises:
            KnownError: IMP-001 broken XML, IMP-003 too much of something, IMP-008 entities, endless nesting
                or a sheet that is stored as something else.
        """
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import DefusedXMLParser

        parser = DefusedXMLParser(target=_Part(self, name), forbid_dtd=True)
        try:
            while chunk := part.read(_CHUNK):
                parser.feed(chunk)
            parser.close()
        except DefusedXmlException as error:
            raise self.bomb(name) from error
        except ParseError as error:
            raise KnownError("IMP-001", file=self.file, why=f"{name}: {error}") from error

    def count_sheet(self) -> None:
        """One more sheet."""
        self._sheets += 1
        self.within(self._sheets, self.limits.sheets)

    def count_cell(self) -> None:
        """One more cell, over all sheets."""
        self._cells += 1
        self.within(self._cells, self.limits.cells)

    def within(self, number: int, limit: int) -> None:
        """Refuse what goes past a limit."""
        if number > limit:
            raise KnownError("IMP-003", file=self.file, limit=limit)

    def bomb(self, part: str) -> KnownError:
        """The refusal of a part that is built to unfold without end."""
        return KnownError("IMP-008", file=self.file, part=part)


class _Part:
    """One part on its way through the parser, which calls ``start``, ``end`` and ``close``."""

    def __init__(self, scan: Scan, name: str) -> None:
        self._scan, self._name = scan, name
        self._root = self._cell = ""
        self._depth = self._elements = self._row = self._column = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        self._depth += 1
        self._elements += 1
        if self._depth == 1:
            self._open(name)
        if self._depth > self._scan.limits.depth:
            raise self._scan.bomb(self._name)
        self._scan.within(self._elements, self._most)
        if self._root == "worksheet":
            self._in_sheet(name, attributes)
        elif name == "Relationship":
            self._check_relationship(attributes)

    def end(self, _tag: str) -> None:
        self._depth -= 1

    def close(self) -> None:
        """Nothing is built."""

    def _open(self, root: str) -> None:
        self._root = root
        limits = self._scan.limits
        self._most = limits.elements if root in _ROOTS_OF_MANY else limits.others
        if root == "worksheet":
            self._scan.count_sheet()

    def _check_relationship(self, attributes: dict[str, str]) -> None:
        """What is read as XML later was looked at here: it may not hide under another ending."""
        sort, target = attributes.get("Type", ""), attributes.get("Target", "")
        outside = attributes.get("TargetMode") == "External" or sort.endswith(_BINARY)
        if not outside and not target.lower().endswith(".xml"):
            raise self._scan.bomb(self._name)

    def _in_sheet(self, tag: str, attributes: dict[str, str]) -> None:
        match tag:
            case "row":
                told = attributes.get("r", "")
                self._at(int(told) if told.isdecimal() else self._row + 1, 0)
            case "c":
                self._take_cell(attributes.get("r", ""))
            case "f" if self._scan.formula is None:
                self._scan.formula = (self._name, self._cell)
            case "mergeCell":
                self._scan.merged.setdefault(self._name, []).append(attributes.get("ref", ""))

    def _take_cell(self, place: str) -> None:
        self._scan.count_cell()
        found = _CELL.fullmatch(place)
        if found:
            self._at(int(found[2]), _column_number(found[1]))
        else:
            self._at(self._row, self._column + 1)
        self._cell = place or f"R{self._row}C{self._column}"

    def _at(self, row: int, column: int) -> None:
        self._row, self._column = row, column
        self._scan.within(row, self._scan.limits.row)
        self._scan.within(column, self._scan.limits.column)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
