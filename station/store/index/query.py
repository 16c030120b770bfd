"""What can be asked of the sealed records, and what is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from station.model.standing import Countersign, Standing


@dataclass(frozen=True, slots=True)
class NumberRange:
    """A number of an item between two bounds, in the unit it was recorded in; None leaves a side open."""

    item: str
    low: Decimal | None = None
    high: Decimal | None = None
    low_included: bool = True
    high_included: bool = True


@dataclass(frozen=True, slots=True)
class DefectWanted:
    """A defect of a kind, in a zone, at least so large (largest dimension); empty and None mean any."""

    kind: str = ""
    zone: str = ""
    at_least_mm: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """What a record must have to be found: everything that is stated here.

    ``words`` is the one search field with its small language (:mod:`station.store.index.query_text`).
    ``since`` and ``until`` are days where this station stands, both included. ``item_values`` are pairs of
    item and answer (option value, ``not_fitted``, ``unknown``), ``grades`` pairs of channel and grade.
    ``code`` is the whole unit code, ``unit`` the whole code, IMEI or serial number, ``batch`` a work order's
    whole code or source, ``person`` an id.
    """

    words: str = ""
    code: str = ""
    unit: str = ""
    batch: str = ""
    person: str = ""
    since: date | None = None
    until: date | None = None
    item_values: tuple[tuple[str, str], ...] = ()
    numbers: tuple[NumberRange, ...] = ()
    defects: tuple[DefectWanted, ...] = ()
    grades: tuple[tuple[str, str], ...] = ()
    standing: Standing | None = None
    countersign: Countersign | None = None
    category: str = ""
    practice: bool | None = None


EVERYTHING = Query()
"""Every record."""


@dataclass(frozen=True, slots=True)
class RecordSummary:
    """One line of the list of records. ``results`` maps channel ids to the grades or result given.

    ``person`` is the inspector's name, ``amends`` and ``amended_by`` ids of records, empty where there is
    none.
    """

    id: str
    unit_code: str
    imei: str
    model: str
    person: str
    sealed_at: datetime
    practice: bool
    results: Mapping[str, str]
    sequence: int = 0
    sha256: str = ""
    serial: str = ""
    category: str = ""
    person_id: str = ""
    standing: Standing = Standing.CURRENT
    countersign: Countersign = Countersign.NONE
    amends: str = ""
    amended_by: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Records found, the latest first.

    ``next`` is what to pass as ``before`` for the page after this one; None when this is the last.
    ``searched_to`` is None for a page that is full or the last; else the time allowed was over, and only
    the ledger from this entry on has been looked through: go on with ``next``.
    ``behind`` counts ledger entries that the index has yet to take in: what they say is not found yet.
    """

    rows: tuple[RecordSummary, ...] = field(default_factory=tuple)
    next: int | None = None
    behind: int = 0
    searched_to: int | None = None
