"""The fortnight itself: turns of the crew, units that come back, what channels reported, audits."""

from __future__ import annotations

import csv
import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from station.analysis.audit_planning import Request, plan_audit
from station.analysis.figures import Figures
from station.model.event import EventKind
from station.model.record import Record
from station.standards.library import home_library
from station.store.audits import Audited
from station.store.channel_results import import_channel_results
from station.store.clock import from_text
from station.store.database import Store
from station.store.ledger import append
from ui.screens.analysis.example.crew import CREW, Turn, turns
from ui.screens.analysis.example.documents import Before, Source, told, told_again
from ui.screens.analysis.example.units import Document, Unit, drawn_unit

_SEED = 7
_DAYS, _FIRST_WEEK = 13, 6
_COMES_BACK, _SEEN_OTHERWISE = 0.05, 0.35
_REPORTED, _REPORTED_OTHERWISE, _REPORTED_LOWER = 0.25, 0.14, 0.8
_AUDITS = ((1, 0, 1.0), (2, 3, 1.0), (3, 0, 0.4))
"""Who is audited, how many units the second look grades otherwise, the share that is looked at so far."""
_AQL, _LEVEL = "2.5", "I"


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A record of the example, the unit it is about, and the hash of its document in the ledger."""

    document: Document
    unit: Unit
    sha256: str


@dataclass(frozen=True, slots=True)
class _Look:
    """A second look in its turn; ``other``: it grades otherwise."""

    first: _Sealed
    turn: Turn
    other: bool


class _Warehouse:
    """Seals the turns of the crew, one after the other."""

    def __init__(self, store: Store, of: Record, chance: random.Random) -> None:
        standards = home_library(store.home).channel_standards()
        self.source = Source(of.document, {one.id: one.grades for one in standards})
        self.sealed: list[_Sealed] = []
        self._store, self._chance = store, chance

    def seal(self, worked: Sequence[Turn | _Look]) -> None:
        """Every turn; now and then a unit comes back to somebody else."""
        with self._store.write() as connection:
            for one in worked:
                turn, look = (one.turn, one) if isinstance(one, _Look) else (one, self._come_back(one))
                chance = _chance(str(len(self.sealed)))
                unit = look.first.unit if look else drawn_unit(chance)
                document = self._told(look, turn, unit, chance)
                entry = append(self._store, connection, EventKind.RECORD_SEALED, turn.at, document)
                self.sealed.append(_Sealed(document, unit, entry.body_sha256))

    def _told(self, look: _Look | None, turn: Turn, unit: Unit, chance: random.Random) -> Document:
        number = len(self.sealed)
        if look is None:
            return told(self.source, number, turn, unit, chance)
        first = Before(look.first.document, look.first.sha256)
        return told_again(self.source, first, number, turn, unit, chance, other=look.other)

    def _come_back(self, turn: Turn) -> _Look | None:
        if not self.sealed or self._chance.random() >= _COMES_BACK:
            return None
        first = self._chance.choice(self.sealed)
        if first.document["earlier"] or first.document["inspector"]["id"] == turn.who.id:
            return None
        return _Look(first, turn, self._chance.random() < _SEEN_OTHERWISE)


def fill_fortnight(store: Store, of: Record, now: datetime) -> None:
    """Append a fortnight of records until ``now`` (UTC), and what followed from them.

    Runs on the database lane.
    """
    chance = _chance("")
    warehouse, worked = _Warehouse(store, of, chance), turns(chance, now, _DAYS)
    first_week = [one for one in worked if one.day < _FIRST_WEEK]
    warehouse.seal(first_week)
    later = worked[len(first_week) :]
    looks = _audited(store, warehouse.sealed, [one for one in later if one.who is CREW[0]])
    warehouse.seal(sorted([*later, *looks], key=_at))
    _report(store, warehouse, chance)


def _chance(of: str) -> random.Random:
    """Its own for each record: audits draw by records' numbers, which differ from station to station."""
    return random.Random(f"{_SEED} {of}")  # noqa: S311 - pictures, not secrets


def _at(one: Turn | _Look) -> datetime:
    return one.turn.at if isinstance(one, _Look) else one.at


def _audited(store: Store, sealed: Sequence[_Sealed], turns_of_auditor: Sequence[Turn]) -> list[_Look]:
    """Plans audits of what was sealed; the looks at what was drawn, between the auditor's own units."""
    figures = Figures(store, people=True)
    figures.behind(None)
    by_record = {one.document["record"]: one for one in sealed}
    looks: list[_Look] = []
    for place, others, share in _AUDITS:
        person, seed = CREW[place].id, f"example-{place}"
        request = Request(Audited.INSPECTOR, person, _AQL, *_days(sealed), _LEVEL, seed)
        audit = plan_audit(figures, request)
        drawn = [by_record[one.of] for one in audit.drawn]
        drawn.sort(key=lambda one: one.document["verdicts"][0]["result"] != "grade")
        for nth, one in enumerate(drawn[: round(audit.n * share)]):
            after = turns_of_auditor[2 * len(looks) % len(turns_of_auditor)]
            turn = Turn(after.at + timedelta(minutes=9), after.who, after.day)
            looks.append(_Look(one, turn, nth < others))
    return looks


def _days(sealed: Sequence[_Sealed]) -> tuple[date, date]:
    days = [from_text(one.document["sealed_at"]).astimezone().date() for one in sealed]
    return min(days), max(days)


def _report(store: Store, warehouse: _Warehouse, chance: random.Random) -> None:
    """Channels report what they made of some units, mostly the same."""
    source = warehouse.source
    rows = [
        (one.document["record"], given["channel"], _theirs(given["grades"][0], source, given, chance))
        for one in warehouse.sealed
        for given in one.document["verdicts"]
        if given["result"] == "grade" and chance.random() < _REPORTED
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "channel-results.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("unit", "channel", "result"), *rows])
        import_channel_results(store, path, source.grades)


def _theirs(ours: str, source: Source, given: Document, chance: random.Random) -> str:
    if chance.random() >= _REPORTED_OTHERWISE:
        return ours
    scale = [*source.grades[given["channel"]], "not_accepted"]
    place = scale.index(ours)
    return scale[place + 1] if chance.random() < _REPORTED_LOWER else scale[max(0, place - 1)]
