"""What an analysis shows, as plain data: drawn on screen, printed, written into a workbook.

Whoever analyses makes these; whoever draws knows nothing else. So what is on the screen is what prints.
All texts are already in the reader's language, all numbers are in the unit stated.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """How a chart is drawn."""

    BARS = "bars"
    """One bar per category and series, side by side."""
    STACKED = "stacked"
    """One bar per category, its series on top of each other."""
    PARETO = "pareto"
    """Bars from the tallest; the series drawn as a line is the cumulated share in % of the right axis."""
    LINES = "lines"
    """A line per series over the categories."""
    CONTROL = "control"
    """A line with centre, limits, phases and marked points."""
    HISTOGRAM = "histogram"
    """Touching bars; categories are the classes' lower edges."""


class Role(StrEnum):
    """What a drawn value means; colour and dash follow from it, never from the place in a list."""

    PLAIN = "plain"
    CENTRE = "centre"
    LIMIT = "limit"
    ZONE = "zone"
    SPECIFICATION = "specification"
    TARGET = "target"
    CUMULATED = "cumulated"


class Light(StrEnum):
    """How a figure stands against its target. Without a target, or with too few samples, it is NONE."""

    OK = "ok"
    ATTENTION = "attention"
    BAD = "bad"
    NONE = "none"


@dataclass(frozen=True)
class Mark:
    """A point that a rule marks: its place in the series, the rule's short name and its sentence."""

    index: int
    rule: str
    sentence: str


@dataclass(frozen=True)
class Series:
    """Values over a chart's categories; None where there is nothing to say (never drawn as 0).

    ``low`` and ``high`` are the ends of each value's interval, empty where none is stated. ``drill`` holds
    one opaque key per value that leads to its units, empty where nothing lies behind.
    """

    name: str
    values: tuple[float | None, ...]
    role: Role = Role.PLAIN
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    marks: tuple[Mark, ...] = ()
    drill: tuple[str, ...] = ()


@dataclass(frozen=True)
class LimitLine:
    """A horizontal line, stepped where its values change: one per category, None where it does not run."""

    name: str
    role: Role
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Chart:
    """One chart. ``phases`` are the places at which a new phase begins (0 not among them)."""

    key: str
    shape: Shape
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    category_title: str = ""
    value_title: str = ""
    unit: str = ""
    lines: tuple[LimitLine, ...] = ()
    phases: tuple[int, ...] = ()
    samples: int | None = None
    note: str = ""
