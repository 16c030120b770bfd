"""Channels side by side: what each demands of every item, who is strictest, what does not go together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from station.model.checklist import CheckItem, InternalStandard
from station.standards.channel import ChannelStandard
from station.standards.demands import Demand, Level, demands_of
from station.standards.library import Library, shipped
from station.standards.matrix_conflicts import Conflict, conflicts
from station.standards.strictness import Strictest, strictest


@dataclass(frozen=True, slots=True)
class Cell:
    """What one channel demands of one item.

    ``demands`` stand gates first, then grades best first (or rows, or options). ``best`` are those a unit
    must meet for the best grade, ``accepting`` those that the worst grade still makes; both include gates.
    ``watched`` says that the channel wants the list looked at because its silence leaves the grade open.
    """

    channel: str
    demands: tuple[Demand, ...]
    watched: bool = False

    @property
    def best(self) -> tuple[Demand, ...]:
        """What the best grade demands."""
        return self.at("best")

    @property
    def accepting(self) -> tuple[Demand, ...]:
        """What the worst grade still demands."""
        return self.at("accepting")

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses that speak about the item, each once."""
        return tuple(dict.fromkeys(demand.clause for demand in self.demands))

    def at(self, level: Level) -> tuple[Demand, ...]:
        """The demands of one level."""
        return tuple(demand for demand in self.demands if level in demand.levels)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One item: a cell for each channel that asks it, who is strictest, and what does not go together.

    ``only`` names the channel that asks when no other one does.
    """

    item: CheckItem
    cells: Mapping[str, Cell]
    strictest: tuple[Strictest, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def only(self) -> str | None:
        """The one channel that asks, where it is alone."""
        return next(iter(self.cells)) if len(self.cells) == 1 else None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Items that somebody asks (in working order) by channels."""

    internal: InternalStandard
    channels: tuple[ChannelStandard, ...]
    rows: tuple[MatrixRow, ...]

    def row(self, item: str) -> MatrixRow | None:
        """The row of an item; None when nobody asks it."""
        return next((row for row in self.rows if row.item.id == item), None)


def matrix(category: str, channels: Sequence[str] = (), library: Library | None = None) -> Matrix:
    """The matrix of the named channels, of all channels in force for the category when none is named.

    Raises:
        KnownError: STD-003 when the category has no internal standard, STD-002 for a channel not known.
    """
    library = library or shipped()
    internal = library.internal_standard(category)
    named = tuple(library.channel_standard(name) for name in channels)
    standards = named or library.channel_standards(category)
    asked = {standard.id: demands_of(standard) for standard in standards}
    rows = (_row(item, standards, asked) for item in internal.items)
    return Matrix(internal, standards, tuple(row for row in rows if row.cells))


def _row(
    item: CheckItem,
    standards: Sequence[ChannelStandard],
    asked: Mapping[str, Mapping[str, tuple[Demand, ...]]],
) -> MatrixRow:
    cells = {
        standard.id: Cell(
            standard.id, asked[standard.id].get(item.id, ()), item.id in standard.silence.watched
        )
        for standard in standards
        if item.id in standard.items
    }
    found = {channel: cell.demands for channel, cell in cells.items() if cell.demands}
    return MatrixRow(item, cells, strictest(item, found), conflicts(item, found))


__all__ = ["Cell", "Conflict", "Demand", "Level", "Matrix", "MatrixRow", "Strictest", "matrix"]
