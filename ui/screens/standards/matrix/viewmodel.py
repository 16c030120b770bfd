"""What the matrix page knows: cells in words, ready to be drawn; no widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from station.places import Home
from station.standards.compiler import compiled
from station.standards.demands import Demand
from station.standards.library import home_library
from station.standards.matrix import Cell, Matrix, MatrixRow, matrix
from station.standards.matrix_wording import MatrixWording
from station.standards.rule_wording import RuleWording
from station.standards.rules import AtWorst, DefectLimit, Good, Number, Options
from station.texts import Lang, text
from ui.context import Context


@dataclass(frozen=True, slots=True)
class CellLook:
    """One cell as shown: its words, whether it is the strictest, and the conflict it takes part in."""

    words: str = ""
    strictest: bool = False
    conflict: str = ""
    only: bool = False
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One item as shown; ``told`` says in full what is strictest and what conflicts."""

    item: str
    title: str
    cells: tuple[CellLook, ...]
    told: tuple[str, ...]
    has_conflict: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One channel of the matrix: its id and name, and how many items it asks."""

    id: str
    name: str
    items: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A matrix in words. ``steps`` is what asking for all its channels at once costs, of ``of`` items."""

    category: str
    channels: tuple[Side, ...]
    lines: tuple[Line, ...]
    steps: int
    of: int


class MatrixModel(QObject):
    """``shown(Shown)`` after every reading."""

    shown = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def read(self, category: str, channels: Sequence[str]) -> None:
        """Work out the matrix of these channels of a category (all of them when none is named)."""
        home, lang = self._context.home, self._context.translator.lang
        chosen = tuple(channels)
        self._context.reckoning.run(lambda: read_matrix(home, category, chosen, lang), self.shown.emit)


def read_matrix(home: Home, category: str, channels: tuple[str, ...], lang: Lang) -> Shown:
    """The matrix in words, on the reckoning lane.

    Raises:
        KnownError: STD-002, STD-003.
    """
    found = matrix(category, channels, home_library(home))
    words = MatrixWording(found.internal, lang, at_most=3)
    sides = tuple(Side(one.id, one.name.of(lang), len(one.items)) for one in found.channels)
    names = {side.id: side.name for side in sides}
    lines = tuple(_line(one, found, words, names) for one in found.rows)
    steps = len(compiled(found.internal, found.channels).items)
    return Shown(category, sides, lines, steps, len(found.internal.items))


def _line(one: MatrixRow, found: Matrix, words: MatrixWording, names: dict[str, str]) -> Line:
    strict = {channel for best in one.strictest if best.level == "best" for channel in best.channels}
    marks: dict[str, str] = {
        channel: conflict.sort for conflict in one.conflicts for channel in conflict.by_channel
    }
    cells = tuple(_cell(one, channel.id, strict, marks, words) for channel in found.channels)
    told = [words.strictest(best).strip() for best in one.strictest]
    told += [words.conflict(conflict).strip() for conflict in one.conflicts]
    for channel, name in names.items():
        told = [sentence.replace(channel, name) for sentence in told]
    title = one.item.title.of(words.lang)
    return Line(one.item.id, title, cells, tuple(told), bool(one.conflicts))


def _cell(
    one: MatrixRow, channel: str, strict: set[str], marks: dict[str, str], words: MatrixWording
) -> CellLook:
    cell = one.cells.get(channel)
    if cell is None:
        return CellLook()
    mark = marks.get(channel, "")
    conflict = text(words.lang, f"standards.matrix.conflict.{mark}") if mark else ""
    told = _told(cell, one.item.title.of(words.lang), words)
    clause = next(iter(cell.clauses), "")
    return CellLook(told, channel in strict, conflict, one.only == channel, clause)


def _told(cell: Cell, title: str, words: MatrixWording) -> str:
    demands = cell.best or cell.demands
    if not demands:
        return text(words.lang, "standards.matrix.watched")
    told = dict.fromkeys(_short(demand, title, words.rules) for demand in demands)
    return text(words.lang, "rules.join.all").join(told)


def _short(demand: Demand, title: str, words: RuleWording) -> str:
    """The demand without the item's title, which stands at the head of the row."""
    leaf = demand.leaf
    match leaf:
        case Number():
            return words.bounds(leaf)
        case Good():
            return text(words.lang, "standards.matrix.sound")
        case Options():
            told = (words.option(leaf.item, value) for value in leaf.allowed)
            return text(words.lang, "rules.join.or").join(told)
        case AtWorst():
            option = words.option(leaf.item, leaf.option)
            return text(words.lang, "standards.matrix.or_better", option=option)
        case DefectLimit():
            return words.leaf(leaf).replace(title, "").strip(" ：:·")
