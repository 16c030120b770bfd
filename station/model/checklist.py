"""Check items and the checklist made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from station.model.second_person import (
    NOBODY_COUNTERSIGNS,
    NOTHING_OVERRIDDEN,
    CountersignPolicy,
    OverridePolicy,
)

BENCH_CHECK = "bench_check"
"""Category of the daily check of the instruments, which is no unit's inspection."""


class ItemKind(StrEnum):
    """What sort of answer a check item takes; each kind has one widget in ``ui/steps``."""

    CHOICE = "choice"
    SCALE = "scale"
    PASS_FAIL = "pass_fail"
    NUMBER = "number"
    COUNT = "count"
    DEFECTS = "defects"
    TEXT = "text"
    PHOTO = "photo"
    SCAN = "scan"


class ItemSeverity(StrEnum):
    """How much hangs on an item."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Title:
    """A text of the standard in both languages."""

    zh: str
    en: str

    def of(self, lang: str) -> str:
        """The text in ``lang`` (``zh`` or ``en``)."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Option:
    """One option. ``rank`` orders scale options, 0 the best; ``good`` marks what a sound unit has."""

    value: str
    title: Title
    rank: int
    good: bool = False


@dataclass(frozen=True, slots=True)
class Zone:
    """A named surface of the unit; ``parent`` groups (``Z3T`` belongs to ``Z3``).

    ``area_cm2`` is the nominal area of the surface on a typical unit of the category.
    """

    id: str
    title: Title
    parent: str | None = None
    area_cm2: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What cleaning can change about an item: these options, or defects of these kinds, in ``minutes``.

    ``by_option`` gives the minutes of an option that takes another time.
    """

    minutes: Decimal
    options: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    by_option: Mapping[str, Decimal] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Limits:
    """Plausible and accepted range of a number in the item's unit; outside asks *measure again / confirm*."""

    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """An item is asked only when another item's answer is one of ``options``."""

    item: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One thing to observe.

    ``unit`` is the item's unit for numbers (``1`` for counts). ``quantity`` names what an instrument must
    measure (``mass``, ``length``, ``voltage``); with ``instrument_demanded`` a typed value needs a reason.
    ``views`` are the photo views demanded as evidence (ids of the internal standard's views).
    ``may_be_missing`` allows *not fitted*. ``after`` is the condition under which the item is asked.
    ``seconds`` is how long observing it takes, ``cleaning`` what a cleaning step can change about it;
    ``settled`` marks a fact about the past or the making of the unit, which nothing done to it can change.
    """

    id: str
    group: str
    kind: ItemKind
    title: Title
    look_for: Title
    severity: ItemSeverity
    unit: str | None = None
    resolution: Decimal | None = None
    options: tuple[Option, ...] = ()
    zones: tuple[str, ...] = ()
    defect_kinds: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    views: tuple[str, ...] = ()
    quantity: str | None = None
    instrument_demanded: bool = False
    limits: Limits = Limits()
    may_be_missing: bool = False
    after: Condition | None = None
    seconds: int = 10
    cleaning: Cleaning | None = None
    settled: bool = False

    def option(self, value: str) -> Option | None:
        """The option with this value, or None."""
        return next((option for option in self.options if option.value == value), None)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of check items, as shown in the rail."""

    id: str
    title: Title


@dataclass(frozen=True, slots=True)
class InternalStandard:
    """The versioned list of check items for one product category.

    ``version`` is the date it came into force (``YYYY-MM-DD``). ``views`` maps photo views to their titles.
    ``items`` stand in working order.
    """

    category: str
    title: Title
    version: str
    groups: tuple[Group, ...]
    zones: tuple[Zone, ...]
    views: Mapping[str, Title]
    items: tuple[CheckItem, ...]
    countersign: CountersignPolicy = NOBODY_COUNTERSIGNS
    override: OverridePolicy = NOTHING_OVERRIDDEN

    def item(self, item_id: str) -> CheckItem | None:
        """The item with this id, or None."""
        return next((item for item in self.items if item.id == item_id), None)


@dataclass(frozen=True, slots=True)
class Demand:
    """What a channel's clause wants of the way an item is observed; empty where it says nothing."""

    channel: str
    clause: str
    methods: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    """What one unit is asked: items in working order, and who asks for each.

    ``asked_by`` maps an item id to the channels whose standard needs it; items nobody needs are the internal
    standard's own. With ``targeted`` the list was compiled for ``channels``: it holds no more than decides
    them, and ends as soon as nothing can change their verdicts. ``demands`` says which clauses want an item
    observed in a certain way.
    """

    category: str
    internal_version: str
    channels: tuple[str, ...]
    items: tuple[CheckItem, ...]
    asked_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    targeted: bool = False
    demands: Mapping[str, tuple[Demand, ...]] = field(default_factory=dict)
    countersign: CountersignPolicy = NOBODY_COUNTERSIGNS
    override: OverridePolicy = NOTHING_OVERRIDDEN

    def item(self, item_id: str) -> CheckItem | None:
        """The item with this id, or None."""
        return next((item for item in self.items if item.id == item_id), None)
