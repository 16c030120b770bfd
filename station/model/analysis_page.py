"""A page of analysis: tiles, charts and tables in reading order (see :mod:`station.model.charts`)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from station.model.charts import Chart, Light

Cell = str | int | float | Decimal | None
"""A number stays a number, so that a workbook can count with it; None is drawn as a dash."""


@dataclass(frozen=True)
class Tile:
    """One large figure. ``value`` None: nothing to say (too few samples), which is never shown as 0.

    ``decimals`` says how many places are shown; ``low`` and ``high`` are the interval's ends, ``target`` the
    value aimed at, ``before`` the figure of the period before.
    """

    key: str
    title: str
    value: float | None
    unit: str = ""
    decimals: int = 0
    samples: int | None = None
    low: float | None = None
    high: float | None = None
    target: float | None = None
    before: float | None = None
    light: Light = Light.NONE
    note: str = ""


@dataclass(frozen=True)
class Column:
    """A column: its title, the unit in the header, places shown; ``numeric`` columns stand right-aligned."""

    title: str
    unit: str = ""
    numeric: bool = False
    decimals: int = 0


@dataclass(frozen=True)
class Table:
    """Rows under columns; ``drill`` holds one opaque key per row, empty where nothing lies behind."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    drill: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Definition:
    """What a figure means and how it is counted, for the sheet of definitions."""

    title: str
    meaning: str


@dataclass(frozen=True)
class AnalysisPage:
    """One page: heading, what it covers in words, and what stands on it in reading order."""

    key: str
    title: str
    covers: str
    tiles: tuple[Tile, ...] = ()
    parts: tuple[Chart | Table, ...] = ()
    definitions: tuple[Definition, ...] = ()


@dataclass(frozen=True)
class AnalysisPages:
    """What one paper or workbook of analysis holds, in reading order."""

    pages: tuple[AnalysisPage, ...]

    def page(self, key: str) -> AnalysisPage | None:
        """The page of this key; None where the paper has none."""
        return next((one for one in self.pages if one.key == key), None)
