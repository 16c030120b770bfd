"""What shapes of sheet there are, and which column means what.

The quality engineer assigns the columns once; :func:`guess` only proposes. The assignment is remembered per
channel (:mod:`station.standards.importing.memory`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from station.standards.importing.vocabulary import plain
from station.workbook.reading import Sheet

Role = Literal[
    "clause",
    "grade",
    "item",
    "surface",
    "question",
    "option",
    "code",
    "weight",
    "text",
    "limit",
    "unit",
    "method",
    "condition",
]
"""What a column holds. ``item`` and ``surface`` say what a row is about, ``text`` and ``limit`` what it
demands, ``code`` the channel's own number of an option."""

Shape = Literal["rows", "grade_columns", "grade_rows", "questions"]
"""``rows``: one demand a row, its grade in a column. ``grade_columns``: one criterion a row, one grade a
column. ``grade_rows``: one grade a row, one criterion a column. ``questions``: one option a row, no overall
grade."""

_HEADINGS: Mapping[Role, tuple[str, ...]] = {
    "clause": ("clause", "no", "id", "ref", "条款", "编号", "序号", "条款号"),
    "grade": ("grade", "class", "level", "condition grade", "等级", "成色", "级别", "档位"),
    "item": (
        *("item", "criterion", "criteria", "term", "aspect", "part", "feature", "check", "component"),
        *("项目", "检测项", "检查项", "检测项目", "部位", "指标", "项", "维度", "类别"),
    ),
    "surface": ("surface", "zone", "area", "location", "位置", "面", "区域", "表面"),
    "question": ("question", "问题", "问项", "题目", "检测问题", "属性"),
    "option": ("option", "options", "answer", "choice", "选项", "答案", "选项内容", "选项描述"),
    "code": ("code", "option code", "选项编码", "编码", "代码"),
    "weight": (
        "weight",
        "points",
        "score",
        "deduction",
        "factor",
        "权重",
        "分值",
        "扣分",
        "系数",
        "扣减",
        "得分",
    ),
    "text": (
        *("text", "description", "standard", "requirement", "definition", "rule", "wording"),
        *("标准", "说明", "描述", "要求", "判定标准", "内容", "定义", "条文"),
    ),
    "limit": (
        *("limit", "value", "threshold", "max", "distance", "viewing distance", "not visible from"),
        *("限值", "数值", "阈值", "距离", "可见距离", "不可见距离", "上限"),
    ),
    "unit": ("unit", "units", "单位"),
    "method": ("method", "tool", "how", "方法", "检测方法", "检测方式", "方式"),
    "condition": ("condition", "light", "viewing condition", "条件", "观察条件", "光照", "检测条件"),
}
_GRADE = re.compile(
    r"(?:grade|class|等级|成色)?\s*(?:[a-fs][+-]{0,2}|[a-d]{2}|[1-9]\d?(?:\.\d)?(?:成|新|成新)|\d{2}新|new|mint|premium"
    r"|pristine|excellent|very good|good|fair|acceptable|poor|as new|like new"
    r"|全新|准新|充新|靓机|小花|大花|外爆"
    r"|优秀|良好|一般|较差)\s*(?:级|grade|等|档)?",
    re.IGNORECASE,
)
_LOOKED_AT = 20
"""Rows from the top in which headings are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Which sheet is read, how, and what its columns mean.

    ``columns`` gives the column letter of each role. ``named`` are the columns of a table by what stands for
    them: grade codes for ``grade_columns``, terms for ``grade_rows``. ``heading_row`` counts from 1; 0 when
    the sheet has none.
    """

    sheet: str
    shape: Shape
    heading_row: int
    columns: Mapping[Role, str] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)


def column_letter(place: int) -> str:
    """The letters of a column counted from 0: A, B, …, AA."""
    letters = ""
    place += 1
    while place:
        place, digit = divmod(place - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


def column_place(letters: str) -> int:
    """The place, counted from 0, of a column given by its letters."""
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - 64
    return place - 1


def guess(sheets: Sequence[Sheet]) -> Assignment | None:
    """The assignment that headings suggest, for a person to confirm; None when there are none."""
    proposals = [(_worth(one), one) for sheet in sheets if (one := _guess_sheet(sheet)) is not None]
    return max(proposals, key=lambda pair: pair[0])[1] if proposals else None


def _worth(one: Assignment) -> int:
    return len(one.columns) + len(one.named)


def _guess_sheet(sheet: Sheet) -> Assignment | None:
    best: Assignment | None = None
    for number, cells in enumerate(sheet.rows[:_LOOKED_AT], start=1):
        one = _from_heading(sheet, number, [cell.strip() for cell in cells])
        if one is not None and (best is None or _worth(one) > _worth(best)):
            best = one
    return best


def _from_heading(sheet: Sheet, number: int, row: Sequence[str]) -> Assignment | None:
    columns: dict[Role, str] = {}
    for place, heading in enumerate(row):
        role = role_of(heading)
        if role is not None and role not in columns:
            columns[role] = column_letter(place)
    grades = {cell: column_letter(place) for place, cell in enumerate(row) if looks_like_grade(cell)}
    shape, named = _shape(sheet, number, row, columns, grades)
    if shape is None:
        return None
    return Assignment(sheet=sheet.title, shape=shape, heading_row=number, columns=columns, named=named)


def _shape(
    sheet: Sheet, number: int, row: Sequence[str], columns: dict[Role, str], grades: dict[str, str]
) -> tuple[Shape | None, Mapping[str, str]]:
    if len(grades) >= 2:
        columns.setdefault("item", column_letter(0))
        return "grade_columns", grades
    if "option" in columns:
        return "questions", {}
    told = {"text", "limit"} & columns.keys()
    if "grade" in columns and told:
        return "rows", {}
    first = [sheet.cell(place, 0) for place in range(number, len(sheet.rows))]
    if sum(map(looks_like_grade, first)) >= 2 and len(row) >= 2 and not told:
        columns.clear()
        columns["grade"] = column_letter(0)
        return "grade_rows", {cell: column_letter(place) for place, cell in enumerate(row) if place and cell}
    return ("rows", {}) if "item" in columns and told else (None, {})


def role_of(heading: str) -> Role | None:
    """The role that a heading names, its unit in brackets left aside; None when it names none."""
    told = plain(re.sub(r"[（(\[].*?[)）\]]", "", heading))
    return next((role for role, names in _HEADINGS.items() if told in map(plain, names)), None)


def looks_like_grade(cell: str) -> bool:
    """Whether a cell reads like the code or name of a grade: A+, 95新, Like new."""
    return _GRADE.fullmatch(cell.strip()) is not None
