"""Audits by sampling: each plan is an entry of the ledger that names what was drawn before anybody looks."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from station.errors import KnownError
from station.model.event import EventKind
from station.store.clock import from_text
from station.store.connection import Row
from station.store.database import Store
from station.store.events import write_event

_PLANNED = "SELECT sequence, at, body FROM ledger WHERE kind = ? ORDER BY sequence"


class Audited(StrEnum):
    """Whose lot it is."""

    INSPECTOR = "inspector"
    """The sealed records of one inspector; the sample is inspected again by somebody else."""
    SOURCE = "source"
    """The work orders of one source, a purchased lot; the sample is inspected."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One unit of the sample: the number of its record, or of its work order, and what it is known by."""

    of: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """One plan, as the ledger states it.

    ``since`` and ``until`` are business days as text, empty where open. ``lot`` is its size, ``letter`` the
    code letter whose plan is used, ``severity`` normal or tightened; up to ``accept`` nonconforming units the
    lot is accepted. ``drawn`` are the first ``n`` of the lot by SHA-256 of ``seed`` and name. ``before``
    names the decided audits that the severity follows from, ``resumed`` says why a discontinued subject is
    audited again.
    """

    id: str
    kind: Audited
    subject: str
    since: str
    until: str
    lot: int
    aql: str
    level: str
    edition: str
    severity: str
    letter: str
    n: int
    accept: int
    seed: str
    drawn: tuple[Drawn, ...]
    before: tuple[str, ...] = ()
    resumed: str = ""
    person: str = ""
    sequence: int = 0
    at: datetime | None = None

    @property
    def reject(self) -> int:
        """From so many nonconforming units on the lot is not accepted."""
        return self.accept + 1

    @property
    def line(self) -> tuple[Audited, str, str, str]:
        """Audits of one line follow each other by the switching rules."""
        return self.kind, self.subject, self.aql, self.level


_NOT_STATED = frozenset({"person", "sequence", "at"})


def state_audit(store: Store, audit: Audit) -> Audit:
    """Write a plan into the ledger; the plan with its place there.

    Raises:
        KnownError: STO-002 read-only, STO-003 the disk is full.
    """
    body = {name: value for name, value in asdict(audit).items() if name not in _NOT_STATED}
    with store.write() as connection:
        write_event(store, connection, EventKind.AUDIT_PLANNED, body, person=audit.person)
    return find_audit(store, audit.id)


def audits(store: Store) -> tuple[Audit, ...]:
    """Every plan, the oldest first."""
    with store.read() as connection:
        return tuple(_audit(row) for row in connection.execute(_PLANNED, (EventKind.AUDIT_PLANNED,)))


def find_audit(store: Store, audit: str) -> Audit:
    """The plan with this number.

    Raises:
        KnownError: AUD-001 there is none.
    """
    found = next((one for one in audits(store) if one.id == audit), None)
    if found is None:
        raise KnownError("AUD-001", audit=audit)
    return found


def _audit(row: Row) -> Audit:
    said: dict[str, Any] = json.loads(row.body)
    drawn = tuple(Drawn(one["of"], tuple(one["codes"])) for one in said["drawn"])
    told = {name: said[name] for name in Audit.__dataclass_fields__ if name in said}
    kept = {"kind": Audited(said["kind"]), "drawn": drawn, "before": tuple(said["before"])}
    return Audit(**{**told, **kept, "sequence": row.sequence, "at": from_text(row.at)})
