"""What became of a record after it was sealed: replaced, voided, countersigned. Never part of the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from station.model.standing import Countersign, Standing


@dataclass(frozen=True, slots=True)
class Demand:
    """Why a second signature is demanded: ``critical``, ``override``, ``borderline`` or ``amended``."""

    because: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """One signed act upon a record.

    ``record`` is the other record, where there is one: of an amendment the new record, of the record that
    amends the old one. ``reason`` is a reason code, ``says`` the person's words, ``statement`` what was
    signed as (zh, en), ``sequence`` the ledger entry that says so.
    """

    record: str
    reason: str
    says: str
    person: str
    name: str
    role: str
    at: datetime
    statement: tuple[str, str]
    sequence: int


@dataclass(frozen=True, slots=True)
class RecordLife:
    """One record's standing and who brought it about; ``demanded`` is why a second signature is needed."""

    standing: Standing = Standing.CURRENT
    countersign: Countersign = Countersign.NONE
    amends: Deed | None = None
    amended_by: Deed | None = None
    voided: Deed | None = None
    countersigned: Deed | None = None
    demanded: tuple[Demand, ...] = ()
    pruned: Mapping[str, datetime] = field(default_factory=dict)
    """Photos (SHA-256) that are no longer here, and when the retention policy removed them."""
