"""The matrix in words: demands, who is strictest, and conflicts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from station.model.checklist import InternalStandard
from station.standards.demands import Demand
from station.standards.matrix import MatrixRow
from station.standards.matrix_conflicts import Conflict
from station.standards.rule_wording import RuleWording
from station.standards.strictness import Strictest
from station.texts import Lang, text

_METHODS = frozenset({"manual", "instrument", "camera", "scanner", "tool", "query"})
_MEASURES = frozenset({"distance", "size"})


@dataclass(frozen=True)
class MatrixWording:
    """Words of one language for a matrix over one internal standard."""

    internal: InternalStandard
    lang: Lang
    at_most: int = 0
    """Channels named in one sentence before the rest is counted; 0 names all."""

    @cached_property
    def rules(self) -> RuleWording:
        """Words for the rules themselves."""
        return RuleWording(self.internal, self.lang)

    def demand(self, demand: Demand) -> str:
        """What is demanded, and whether that is vague or hangs on a condition."""
        told = self.rules.leaf(demand.leaf)
        told += text(self.lang, "matrix.vague") if demand.vague else ""
        return told + ("" if demand.plain else text(self.lang, "matrix.conditional"))

    def place(self, demand: Demand) -> str:
        """Where a demand stands: gate, grade, row or option."""
        return text(self.lang, f"matrix.sort.{demand.sort}", name=demand.name)

    def strictest(self, strictest: Strictest) -> str:
        """Who is strictest, for which grade, and what they demand."""
        level = text(self.lang, f"matrix.level.{strictest.level}")
        channels = self._shortened(strictest.channels)
        words = self._listed(dict.fromkeys(self.demand(one) for one in strictest.demands))
        return text(self.lang, "matrix.line.strictest", level=level, channels=channels, words=words)

    def conflict(self, conflict: Conflict) -> str:
        """What does not go together, and what each channel wants."""
        sort = text(self.lang, f"matrix.conflict.{conflict.sort}")
        told = self._shortened(
            text(self.lang, "matrix.line.told", channel=channel, wants=self._listed(map(self._want, wants)))
            for channel, wants in conflict.by_channel.items()
        )
        return text(self.lang, "matrix.line.conflict", sort=sort, told=told)

    def _shortened(self, told: Iterable[str]) -> str:
        every = list(told)
        shown = every[: self.at_most] if self.at_most else every
        rest = len(every) - len(shown)
        return self._listed([*shown, text(self.lang, "matrix.more", count=rest)] if rest else shown)

    def lines(self, row: MatrixRow) -> Iterable[str]:
        """One row as plain lines: the item, each channel's demands, the strictest, the conflicts."""
        yield text(self.lang, "matrix.line.item", item=row.item.id, title=row.item.title.of(self.lang))
        for cell in row.cells.values():
            for demand in cell.demands:
                where, words = self.place(demand), self.demand(demand)
                yield text(self.lang, "matrix.line.cell", channel=cell.channel, name=where, words=words)
            if cell.watched and not cell.demands:
                yield f"  {cell.channel}: {text(self.lang, 'matrix.watched')}"
        if row.only is not None:
            yield f"  {text(self.lang, 'matrix.only')}"
        yield from (self.strictest(one) for one in row.strictest)
        yield from (self.conflict(one) for one in row.conflicts)

    def _want(self, token: str) -> str:
        if token in _METHODS:
            return text(self.lang, f"reports.method.{token}")
        return text(self.lang, f"matrix.want.{token}") if token in _MEASURES else token

    def _listed(self, words: Iterable[str]) -> str:
        return text(self.lang, "rules.join.items").join(words)
