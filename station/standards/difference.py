"""What differs between two versions of a channel standard: every change, one by one.

A standard is taken apart into places, each holding one thing (a grade's title, what a criterion demands, a
ruling …); places are compared. Version and publication are left out: they differ by their nature.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import TypeAdapter

from station.model.checklist import Title
from station.standards.channel import ChannelStandard
from station.standards.places_of import Place, Thing, places_of
from station.standards.rule_direction import Direction, Ranks, changed_parts, direction, flipped
from station.standards.rules import Leaf, Rule, cited

_SCHEMA: TypeAdapter[Thing | None] = TypeAdapter(Title | str | tuple[str, ...] | Rule | None)
_DEMANDS = {"gate", "criterion"}
_LEAVES = get_args(Leaf)
_STRICTNESS: Mapping[str, tuple[str, ...]] = {
    "when_silent": ("ignore", "undetermined"),
    "otherwise": ("undetermined", "not_accepted"),
}
"""Fields whose values can be ordered, the mildest first."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. ``place`` says where, ``item`` which check item, where it is about a single one.

    ``before`` is None for what was added, ``after`` for what was removed. A rule of which only some parts
    changed gives one change for each part.
    """

    sort: str
    place: Place
    item: str | None
    before: Thing | None
    after: Thing | None
    direction: Direction = "other"

    @property
    def clause(self) -> str:
        """The clause it is about; empty where there is none."""
        return self.place.clause


def difference(old: ChannelStandard, new: ChannelStandard) -> tuple[Change, ...]:
    """Every change from ``old`` to ``new``, in the order of the file; nothing for equal standards."""
    before, after = places_of(old), places_of(new)
    ranks = new.vocabulary.ranks
    changes: list[Change] = []
    for place in dict.fromkeys([*before, *after]):
        changes += _at(place, before.get(place), after.get(place), ranks)
    return tuple(changes)


def _at(place: Place, before: Thing | None, after: Thing | None, ranks: Ranks) -> list[Change]:
    if before == after:
        return []
    if before is None or after is None:
        return [_come_or_gone(place, before, after)]
    if place.sort == "order":
        return _reordered(place, before, after)
    if isinstance(before, (Title, str, tuple)) or isinstance(after, (Title, str, tuple)):
        return [Change("changed", place, None, before, after, _field_direction(place, before, after))]
    return _rule_changes(place, before, after, ranks)


def _come_or_gone(place: Place, before: Thing | None, after: Thing | None) -> Change:
    sort = "added" if before is None else "removed"
    is_demand = place.sort in _DEMANDS
    told: Direction = ("stricter" if before is None else "looser") if is_demand else "other"
    return Change(sort, place, _item(before) or _item(after), before, after, told)


def _reordered(place: Place, before: Thing, after: Thing) -> list[Change]:
    """Only what stands in both: what came or went is told by itself."""
    if not isinstance(before, tuple) or not isinstance(after, tuple):
        raise TypeError("an order is a tuple")
    kept = [one for one in before if one in after], [one for one in after if one in before]
    return [] if kept[0] == kept[1] else [Change("changed", place, None, before, after)]


def _rule_changes(place: Place, before: Rule, after: Rule, ranks: Ranks) -> list[Change]:
    """One change for each part that differs; of what is no demand nobody can say whether it asks more."""
    changes = []
    for old, new, negated in changed_parts(before, after):
        is_demand = place.sort in _DEMANDS
        told = flipped(direction(old, new, ranks), negated) if is_demand else "other"
        changes.append(Change("changed", place, _item(old) or _item(new), old, new, told))
    return changes


def _item(thing: Thing | None) -> str | None:
    items = cited(thing) if isinstance(thing, _LEAVES) else ()
    return items[0] if len(items) == 1 else None


def _field_direction(place: Place, before: Thing, after: Thing) -> Direction:
    order = _STRICTNESS.get(place.where[-1] if place.where else "", ())
    if before not in order or after not in order:
        return "other"
    return "stricter" if order.index(str(after)) > order.index(str(before)) else "looser"


def thing_document(thing: Thing | None) -> Any:
    """What stood at a place, as JSON; rules with the keys of a standard's file."""
    return _SCHEMA.dump_python(thing, mode="json", exclude_defaults=True)
