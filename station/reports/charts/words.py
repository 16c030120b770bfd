"""Numbers and small sentences of an analysis as they stand on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from station.model.analysis_page import Cell, Column, Tile
from station.model.charts import Light
from station.texts import Lang, text

_DASH = "–"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    lang: Lang

    def say(self, key: str, /, **values: object) -> str:
        """A text of the area ``charts``."""
        return text(self.lang, f"charts.{key}", **values)

    def figure(self, value: float | Decimal | None, decimals: int) -> str:
        """A number with its places; nothing to say is a dash, never 0."""
        return _DASH if value is None else f"{value:,.{decimals}f}"

    def cell(self, value: Cell, column: Column) -> str:
        """What stands in a cell of ``column``."""
        if isinstance(value, str):
            return value
        return self.figure(value, column.decimals)

    def below(self, tile: Tile) -> Iterator[str]:
        """The small lines of a tile: samples and interval, target and how it stands, the period before."""
        if tile.samples is not None:
            yield self.say("samples", n=f"{tile.samples:,}")
        if tile.low is not None and tile.high is not None:
            low, high = (self.figure(end, tile.decimals) for end in (tile.low, tile.high))
            yield self.say("interval", low=low, high=high)
        yield " · ".join(self._compared(tile)) or tile.note

    def _compared(self, tile: Tile) -> Iterator[str]:
        if tile.target is not None:
            target = self.figure(tile.target, tile.decimals)
            yield self.say("target" if tile.light is Light.NONE else f"light.{tile.light}", target=target)
        elif tile.light is not Light.NONE:
            yield self.say(f"state.{tile.light}")
        if tile.before is not None:
            yield self.say("before", before=self.figure(tile.before, tile.decimals))
