"""What narrows the list of records beside the words typed: one choice per facet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from station.model.standing import Countersign, Standing
from station.store.index.query import DefectWanted, Query

DAYS: Mapping[str, tuple[int, int] | None] = {
    "today": (0, 0),
    "yesterday": (1, 1),
    "week": (6, 0),
    "month": (29, 0),
}
"""Ranges of days: so many days back, from and to."""

NAMES = ("days", "person", "category", "grade", "defect", "standing", "countersign")
"""The facets, in the order they stand on the screen."""

SEPARATOR = "\x1f"
"""Between the parts of a choice of two, such as channel and grade."""


@dataclass(frozen=True, slots=True)
class Facets:
    """The values chosen by facet; a facet without a choice narrows nothing."""

    chosen: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def get(self, name: str) -> str:
        """The value chosen for a facet, empty when none is."""
        return self.chosen.get(name, "")

    def choose(self, name: str, value: str) -> Facets:
        """With ``value`` chosen for ``name``; an empty value takes the choice back."""
        kept = {one: chosen for one, chosen in self.chosen.items() if one != name}
        return Facets(MappingProxyType(kept | ({name: value} if value else {})))

    def query(self, words: str, today: date) -> Query:
        """What to ask of the records; ``today`` is the day where this station stands."""
        since, until = _days(self.get("days"), today)
        return Query(
            words=words,
            person=self.get("person"),
            category=self.get("category"),
            since=since,
            until=until,
            grades=_pair(self.get("grade")),
            defects=_defects(self.get("defect")),
            standing=Standing(self.get("standing")) if self.get("standing") else None,
            countersign=Countersign(self.get("countersign")) if self.get("countersign") else None,
        )

    @property
    def any(self) -> bool:
        """Whether anything is narrowed."""
        return bool(self.chosen)


def _days(value: str, today: date) -> tuple[date | None, date | None]:
    span = DAYS.get(value)
    if span is None:
        return None, None
    return today - timedelta(days=span[0]), today - timedelta(days=span[1])


def _pair(value: str) -> tuple[tuple[str, str], ...]:
    channel, _, grade = value.partition(SEPARATOR)
    return ((channel, grade),) if value else ()


def _defects(value: str) -> tuple[DefectWanted, ...]:
    kind, _, zone = value.partition(SEPARATOR)
    return (DefectWanted(kind=kind, zone=zone),) if value else ()
