"""Reading a workbook in our template back as a channel standard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from station.errors import KnownError
from station.model.checklist import InternalStandard
from station.standards.channel import ChannelStandard
from station.standards.channel_file import standard_of
from station.standards.exporting import COLUMNS, TEMPLATE, UNSTATED, VIEWING
from station.standards.notation_reading import RuleTextError, read_rule
from station.workbook.reading import Sheet

_LISTS = {"silence.watched"}
_TITLES = {"name", "notes", "silence.says"}
_Row = Mapping[str, str]


def is_template(sheets: Sequence[Sheet]) -> bool:
    """Whether the workbook is one of ours, whatever its sheets are called in between."""
    return any(sheet.title == "standard" and _told(sheet).get(TEMPLATE) for sheet in sheets)


def read_template(sheets: Sequence[Sheet], file: str, internal: InternalStandard) -> ChannelStandard:
    """The standard that the sheets say.

    Raises:
        KnownError: STD-048 naming sheet and row of the first thing that is wrong; STD-001 where the parts do
            not make a standard.
    """
    return standard_of(_Template(sheets).document(), file, internal)


def _told(sheet: Sheet) -> dict[str, str]:
    return {row[0]: row[1] for row in sheet.rows if len(row) > 1}


class _Template:
    """The sheets as tables of named columns."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._tables = {sheet.title: list(_rows(sheet)) for sheet in sheets if sheet.title in COLUMNS}

    def _rows(self, sheet: str) -> list[tuple[int, _Row]]:
        return self._tables.get(sheet, [])

    def document(self) -> dict[str, Any]:
        """The standard with the keys of its file."""
        document = self._header()
        document["clauses"] = {row["clause"]: _title(row) for _, row in self._rows("clauses")}
        document["originals"] = {row["clause"]: row["text"] for _, row in self._rows("originals")}
        document["gates"] = [self._criterion(at, row) for at, row in self._of_part("gate")]
        scales = [self._axis(row) for _, row in self._rows("axes")]
        if scales:
            document["axes"] = scales
        else:
            document |= self._scale("")
        asked = list(self._asked())
        document["questions"] = [one for target, one in asked if target == "question"]
        document["attributes"] = [{**one, "target": sort} for sort, one in asked if sort != "question"]
        document["rulings"] = [_ruling(row) for _, row in self._rows("rulings")]
        return document

    def _header(self) -> dict[str, Any]:
        document: dict[str, Any] = {}
        for _, row in self._rows("standard"):
            *path, name = row["field"].split(".")
            if row["field"] == TEMPLATE or not name:
                continue
            place = document
            for step in path:
                place = place.setdefault(step, {})
            place[name] = _value(row)
        return document

    def _axis(self, row: _Row) -> dict[str, Any]:
        told = {name: row[name] for name in ("aggregation", "otherwise", "open_end") if row[name]}
        return {"id": row["axis"], "title": _title(row), **told, **self._scale(row["axis"])}

    def _scale(self, axis: str) -> dict[str, Any]:
        graded = [self._grade(axis, row) for _, row in self._rows("grades") if row["axis"] == axis]
        surfaces = [self._surface(axis, row) for _, row in self._rows("surfaces") if row["axis"] == axis]
        rows = [
            {"clause": row["clause"], "when": self._rule("criteria", at, row), "gives": row["grade"]}
            for at, row in self._of_part("row", axis)
        ]
        return {"graded": graded, "surfaces": surfaces, "rows": rows}

    def _grade(self, axis: str, row: _Row) -> dict[str, Any]:
        held = [
            self._criterion(at, one)
            for at, one in self._of_part("grade", axis)
            if one["grade"] == row["grade"]
        ]
        told = {"code": row["grade"], "title": _title(row), "criteria": held}
        return {**told, "not_given": row["not_given"]} if row["not_given"] else told

    def _surface(self, axis: str, row: _Row) -> dict[str, Any]:
        graded: dict[str, list[Any]] = {}
        for at, one in self._of_part("surface", axis):
            if one["surface"] == row["surface"]:
                held = graded.setdefault(one["grade"], [])
                held.extend([self._criterion(at, one)] if one["rule"] else [])
        told = [{"code": code, "criteria": held} for code, held in graded.items()]
        return {"id": row["surface"], "title": _title(row), "graded": told}

    def _of_part(self, part: str, axis: str = "") -> Iterator[tuple[int, _Row]]:
        for at, row in self._rows("criteria"):
            if row["part"] == part and row["axis"] == axis:
                yield at, row

    def _criterion(self, at: int, row: _Row) -> dict[str, Any]:
        told: dict[str, Any] = {"clause": row["clause"], "require": self._rule("criteria", at, row)}
        told |= {name: row[name].split() for name in ("methods", "evidence") if row[name]}
        viewing = {name: row[name] for name in VIEWING if row[name] and row[name] != UNSTATED}
        return {**told, "viewing": viewing} if any(row[name] for name in VIEWING) else told

    def _asked(self) -> Iterator[tuple[str, dict[str, Any]]]:
        rows = self._rows("questions")
        for _, held in groupby(rows, key=lambda one: (one[1]["number"], one[1]["target"], one[1]["clause"])):
            options = list(held)
            first = options[0][1]
            told = [self._option(at, row) for at, row in options]
            yield first["target"] or "question", {"clause": first["clause"], "options": told}

    def _option(self, at: int, row: _Row) -> dict[str, Any]:
        told: dict[str, Any] = {"code": row["code"], "title": _title(row), "weight": row["weight"]}
        return {**told, "when": self._rule("questions", at, row)} if row["rule"] else told

    def _rule(self, sheet: str, at: int, row: _Row) -> Any:
        try:
            return read_rule(row["rule"])
        except RuleTextError as error:
            raise KnownError("STD-048", sheet=sheet, row=at, why=str(error)) from error


def _rows(sheet: Sheet) -> Iterator[tuple[int, _Row]]:
    """The rows below the headings, by column; the number is the one the spreadsheet shows."""
    headings = sheet.rows[0] if sheet.rows else ()
    lacking = set(COLUMNS[sheet.title][:1]) - set(headings)
    if lacking:
        raise KnownError("STD-048", sheet=sheet.title, row=1, why=", ".join(sorted(lacking)))
    for number, row in enumerate(sheet.rows[1:], start=2):
        if any(row):
            told = dict(zip(headings, row, strict=False))
            yield number, {name: told.get(name, "") for name in COLUMNS[sheet.title]}


def _title(row: _Row) -> dict[str, str]:
    return {"zh": row["zh"], "en": row["en"]}


def _value(row: _Row) -> Any:
    if row["field"] in _LISTS:
        return row["value"].split()
    return _title(row) if row["field"] in _TITLES else row["value"]


def _ruling(row: _Row) -> dict[str, Any]:
    told = {name: row[name] for name in ("clause", "by", "at")}
    return {**told, "says": _title(row), **({"finding": row["finding"]} if row["finding"] else {})}
