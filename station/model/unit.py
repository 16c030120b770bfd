"""The physical thing on the bench, and what is known about it before inspection."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from station.model.private import PrivateText

INTERNAL = "internal"
"""Names the internal standard among the target channels of a work order: then everything is asked."""


@dataclass(frozen=True, slots=True)
class CatalogueModel:
    """One entry of the model catalogue. ``mass_g`` and ``thickness_mm`` are the maker's nominal values."""

    key: str
    category: str
    brand: str
    name: str
    storage: str = ""
    colour: str = ""
    tac: tuple[str, ...] = ()
    barcodes: tuple[str, ...] = ()
    mass_g: Decimal | None = None
    thickness_mm: Decimal | None = None


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """What the platform says about the unit before inspection; ``customer`` is whom it was bought from."""

    code: str
    category: str
    channels: tuple[str, ...]
    model_key: str = ""
    imei: str = ""
    serial: str = ""
    source: str = ""
    customer: PrivateText | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """The one physical thing on the bench.

    ``code`` is what was scanned or typed to open it; ``work_order`` is None when it was opened by hand, and
    leaves its ``customer`` to the unit.
    """

    code: str
    category: str
    imei: str = ""
    serial: str = ""
    model: CatalogueModel | None = None
    work_order: WorkOrder | None = None
    customer: PrivateText | None = None


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a scan means. ``unit`` is None when nothing matched; ``candidates`` holds several matches.

    ``earlier`` names the records of the unit sealed at this station before, the latest first.
    """

    code: str
    unit: Unit | None = None
    candidates: tuple[Unit, ...] = field(default_factory=tuple)
    earlier: tuple[str, ...] = ()
