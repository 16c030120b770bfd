"""Internal standards as they lie in ``resources/standards/internal``: schema and loading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, model_validator

from station.model.checklist import (
    CheckItem,
    Cleaning,
    Condition,
    Group,
    InternalStandard,
    ItemKind,
    ItemSeverity,
    Limits,
    Option,
    Title,
    Zone,
)
from station.model.defect import DefectKind
from station.model.observation import Method
from station.model.second_person import CountersignPolicy, OverrideKind, OverridePolicy
from station.standards.toml_file import check_document, malformed, read_document

_OPTION_KINDS = {ItemKind.CHOICE, ItemKind.SCALE, ItemKind.PASS_FAIL}
_NUMBER_KINDS = {ItemKind.NUMBER, ItemKind.COUNT}


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _NamedPart(_Part):
    id: str
    title: Title


class _ZonePart(_NamedPart):
    parent: str | None = None
    area_cm2: Decimal | None = None


class _OptionPart(_Part):
    value: str
    title: Title
    good: bool = False


class _ItemPart(_Part):
    id: str
    group: str
    kind: ItemKind
    severity: ItemSeverity
    title: Title
    look_for: Title
    methods: tuple[Method, ...]
    evidence: tuple[str, ...] = ()
    unit: str | None = None
    resolution: Decimal | None = None
    limits: Limits = Limits()
    quantity: str | None = None
    instrument_demanded: bool = False
    zones: tuple[str, ...] = ()
    defect_kinds: tuple[DefectKind, ...] = ()
    views: tuple[str, ...] = ()
    may_be_missing: bool = False
    after: Condition | None = None
    options: tuple[_OptionPart, ...] = ()
    seconds: int = 10
    cleaning: Cleaning | None = None
    settled: bool = False

    @model_validator(mode="after")
    def _fits_its_kind(self) -> _ItemPart:
        if (self.kind in _OPTION_KINDS) != bool(self.options):
            raise ValueError(f"{self.id}: options belong to choice, scale and pass_fail, and only there")
        if self.options and not any(option.good for option in self.options):
            raise ValueError(f"{self.id}: no option is good")
        if self.cleaning and not self._names_own(self.cleaning):
            raise ValueError(f"{self.id}: cleaning names an option or kind that the item does not have")
        if (self.kind in _NUMBER_KINDS) != (self.unit is not None):
            raise ValueError(f"{self.id}: a unit belongs to number and count, and only there")
        if (self.kind is ItemKind.DEFECTS) != bool(self.zones and self.defect_kinds):
            raise ValueError(f"{self.id}: zones and kinds belong to defects, and only there")
        return self

    def _names_own(self, cleaning: Cleaning) -> bool:
        own = {*(option.value for option in self.options), *self.defect_kinds}
        return {*cleaning.options, *cleaning.kinds, *cleaning.by_option} <= own

    def check_item(self) -> CheckItem:
        options = tuple(
            Option(option.value, option.title, rank, option.good) for rank, option in enumerate(self.options)
        )
        return CheckItem(
            id=self.id,
            group=self.group,
            kind=self.kind,
            title=self.title,
            look_for=self.look_for,
            severity=self.severity,
            unit=self.unit,
            resolution=self.resolution,
            options=options,
            zones=self.zones,
            defect_kinds=tuple(kind.value for kind in self.defect_kinds),
            methods=tuple(method.value for method in self.methods),
            evidence=self.evidence,
            views=self.views,
            quantity=self.quantity,
            instrument_demanded=self.instrument_demanded,
            limits=self.limits,
            may_be_missing=self.may_be_missing,
            after=self.after,
            seconds=self.seconds,
            cleaning=self.cleaning,
            settled=self.settled,
        )


class _CountersignPart(_Part):
    critical: bool = False
    override: bool = False
    borderline: bool = False
    items: tuple[str, ...] = ()

    def policy(self) -> CountersignPolicy:
        return CountersignPolicy(self.critical, self.override, self.borderline, self.items)


class _OverridePart(_Part):
    demanded: tuple[OverrideKind, ...] = ()
    items: tuple[str, ...] = ()

    def policy(self) -> OverridePolicy:
        return OverridePolicy(self.demanded, self.items)


class _StandardFile(_Part):
    schema_: Literal[1]
    category: str
    version: str
    title: Title
    groups: tuple[_NamedPart, ...]
    zones: tuple[_ZonePart, ...]
    views: tuple[_NamedPart, ...]
    items: tuple[_ItemPart, ...]
    countersign: _CountersignPart = _CountersignPart()
    override: _OverridePart = _OverridePart()

    def standard(self) -> InternalStandard:
        return InternalStandard(
            category=self.category,
            title=self.title,
            version=self.version,
            groups=tuple(Group(group.id, group.title) for group in self.groups),
            zones=tuple(Zone(zone.id, zone.title, zone.parent, zone.area_cm2) for zone in self.zones),
            views={view.id: view.title for view in self.views},
            items=tuple(item.check_item() for item in self.items),
            countersign=self.countersign.policy(),
            override=self.override.policy(),
        )


_SCHEMA = TypeAdapter(_StandardFile)


def load_internal(path: Path) -> InternalStandard:
    """The internal standard in ``path``; scale options rank in file order, best first.

    Raises:
        KnownError: STD-001 naming the first place that is wrong.
    """
    document = read_document(path)
    document["schema_"] = document.pop("schema", None)
    standard = check_document(path, document, _SCHEMA).standard()
    for where, why in _loose_ends(standard):
        raise malformed(path, where, why)
    return standard


def _loose_ends(standard: InternalStandard) -> Iterable[tuple[str, str]]:
    """Names that point nowhere, and names given twice."""
    ids = Counter(item.id for item in standard.items)
    yield from ((item, "given twice") for item, count in ids.items() if count > 1)
    known = {
        "group": {group.id for group in standard.groups},
        "zone": {zone.id for zone in standard.zones},
        "view": set(standard.views),
        "item": set(ids),
    }
    for owner, sort, name in _references(standard):
        if name not in known[sort]:
            yield owner, f"no such {sort}: {name}"


def _references(standard: InternalStandard) -> Iterable[tuple[str, str, str]]:
    yield from (("countersign", "item", item) for item in standard.countersign.items)
    yield from (("override", "item", item) for item in standard.override.items)
    for zone in standard.zones:
        if zone.parent is not None:
            yield zone.id, "zone", zone.parent
    for item in standard.items:
        yield item.id, "group", item.group
        yield from ((item.id, "zone", zone) for zone in item.zones)
        yield from ((item.id, "view", view) for view in item.views)
        if item.after is not None:
            yield item.id, "item", item.after.item
