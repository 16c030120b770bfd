"""What became of an audit: which units were looked at, what differs, whether the lot is accepted.

Nobody enters a result: the records say it. Of an inspector's sample a unit is settled by the first record
of the same unit that somebody else sealed after the plan, without cleaning it, and that settles every
verdict the audited record settled. It is nonconforming when a channel's result differs, or a critical check
item that both know. Of a purchased lot a unit is settled by the newest record of its work order that counts:
conforming when any channel takes it, nonconforming when every channel refuses it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from station.analysis.figures import Figures
from station.analysis.scope import Scope
from station.errors import KnownError
from station.model.checklist import ItemKind, ItemSeverity
from station.model.record import Record
from station.model.standing import Standing
from station.model.verdict import Result
from station.standards.library import home_library
from station.store.audits import Audit, Audited, Drawn
from station.store.index.query import Query, RecordSummary
from station.store.records import RecordBook
from station.store.rollups.facts import OPEN, SELLABLE

_MOST_LOOKS = 50
"""Records of one unit that are looked at."""
_CLASSES = "SELECT class FROM verdicts WHERE sequence = ?"
_UNSETTLED = frozenset({Result.BOUND.value, Result.UNDETERMINED.value})

Document = Mapping[str, Any]


class Found(StrEnum):
    """How one unit of the sample stands."""

    OPEN = "open"
    """Nobody looked yet."""
    UNSETTLED = "unsettled"
    """Somebody looked, and the record does not say."""
    CONFORMING = "conforming"
    NONCONFORMING = "nonconforming"


class State(StrEnum):
    """How an audit stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class UnitResult:
    """One unit of the sample: the record that settles it, who sealed that, and what differs (channel ids and
    check items)."""

    drawn: Drawn
    found: Found
    record: str = ""
    person: str = ""
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditResult:
    """An audit and its units, in the order they were drawn."""

    audit: Audit
    units: tuple[UnitResult, ...]

    def count(self, *found: Found) -> int:
        """How many units stand so."""
        return sum(one.found in found for one in self.units)

    @property
    def state(self) -> State:
        """Rejected as soon as enough are nonconforming; accepted when no unit is open any more."""
        if self.count(Found.NONCONFORMING) >= self.audit.reject:
            return State.REJECTED
        return State.OPEN if self.count(Found.OPEN, Found.UNSETTLED) else State.ACCEPTED


def judged(figures: Figures, audit: Audit) -> AuditResult:
    """How an audit stands today.

    Raises:
        KnownError: FIG-002 an inspector's, without the right to figures of single inspectors.
    """
    if audit.kind is Audited.INSPECTOR:
        figures.refuse_people(Scope(), "person")
        return AuditResult(audit, tuple(_looked_again(figures, audit, one) for one in audit.drawn))
    return AuditResult(audit, tuple(_inspected(figures, one) for one in audit.drawn))


def _looked_again(figures: Figures, audit: Audit, drawn: Drawn) -> UnitResult:
    book = RecordBook(figures.store)
    audited = book.get(drawn.of)
    looks = [one for one in _records_of(book, drawn) if _is_second_look(audit, one)]
    results = [_compared(figures, drawn, audited, book.get(one.id)) for one in looks]
    settled = (one for one in results if one.found is not Found.UNSETTLED)
    return next(settled, results[0] if results else UnitResult(drawn, Found.OPEN))


def _is_second_look(audit: Audit, one: RecordSummary) -> bool:
    return one.sequence > audit.sequence and one.person_id != audit.subject


def _records_of(book: RecordBook, drawn: Drawn) -> list[RecordSummary]:
    """Records of the unit that count, the oldest first; amendments of the drawn one look at nothing."""
    pages = (book.search(Query(unit=code, practice=book.is_practice), _MOST_LOOKS) for code in drawn.codes)
    found = {one.sequence: one for page in pages for one in page.rows}
    ordered = [found[sequence] for sequence in sorted(found)]
    versions = {drawn.of}
    for one in ordered:
        if one.amends in versions:
            versions.add(one.id)
    return [one for one in ordered if one.standing is Standing.CURRENT and one.id not in versions]


def _compared(figures: Figures, drawn: Drawn, audited: Record, again: Record) -> UnitResult:
    first, second = audited.document, again.document
    person = str(second["inspector"]["id"])
    ours, theirs = _results(first), _results(second)
    common = ours.keys() & theirs.keys()
    is_open = any(theirs[one][0] in _UNSETTLED and ours[one][0] not in _UNSETTLED for one in common)
    known = dict(_critical(figures, first)), dict(_critical(figures, second))
    items = known[0].keys() & known[1].keys()
    if second.get("cleanings") or is_open or not (common or items):
        return UnitResult(drawn, Found.UNSETTLED, again.id, person)
    differs = [one for one in common if ours[one] != theirs[one]]
    differs += [one for one in items if known[0][one] != known[1][one]]
    found = Found.NONCONFORMING if differs else Found.CONFORMING
    return UnitResult(drawn, found, again.id, person, tuple(sorted(differs)))


def _results(document: Document) -> dict[str, tuple[str, ...]]:
    """Result and grades by channel; of itemised ones also the options."""
    return {
        one["channel"]: (one["result"], *one.get("grades", ()), *map(str, one.get("options", ())))
        for one in document["verdicts"]
    }


def _critical(figures: Figures, document: Document) -> Iterator[tuple[str, object]]:
    """Known answers to critical items: the option, whether any defect, that the part is missing."""
    critical = _critical_items(figures, str(document["internal_standard"]["category"]))
    for one in document["observations"]:
        answer = one["answer"]
        if not one["current"] or one["item"] not in critical or "unknown" in answer:
            continue
        yield one["item"], bool(answer["defects"]) if "defects" in answer else str(answer)


def _critical_items(figures: Figures, category: str) -> frozenset[str]:
    """Those with options or defects: two measurements of one thing are seldom the same, nor are two texts."""
    try:
        standard = home_library(figures.store.home).internal_standard(category)
    except KnownError:
        return frozenset()
    critical = (one for one in standard.items if one.severity is ItemSeverity.CRITICAL)
    return frozenset(one.id for one in critical if one.options or one.kind is ItemKind.DEFECTS)


def _inspected(figures: Figures, drawn: Drawn) -> UnitResult:
    """The newest record of the work order, whoever sealed it."""
    book = RecordBook(figures.store)
    for one in reversed(_records_of(book, drawn)):
        order = book.get(one.id).document["unit"].get("work_order") or {}
        if order.get("code") == drawn.of:
            return UnitResult(drawn, _taken(figures, one.sequence), one.id, one.person_id)
    return UnitResult(drawn, Found.OPEN)


def _taken(figures: Figures, sequence: int) -> Found:
    with figures.store.counted.lend(figures.watch.goes) as connection:
        classes = {row[0] for row in connection.execute(_CLASSES, (sequence,))}
    if SELLABLE in classes:
        return Found.CONFORMING
    return Found.UNSETTLED if OPEN in classes or not classes else Found.NONCONFORMING
