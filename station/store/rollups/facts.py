"""What one record gives to count: its narrow rows, read from the sealed document."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from station.model.verdict import Result
from station.store.clock import from_text
from station.store.rollups.document import AnswerPart, CountedRecord, ObservationPart, VerdictPart

UNKNOWN, MEASURED, MANUAL, BORDERLINE, REMEASURED, LOOKED, FAULTY = (1 << bit for bit in range(7))
"""What is noted of an answer; ``LOOKED``: its item lists defects, ``FAULTY``: it lists one or more."""

REFUSED, OPEN, SELLABLE = 0, 1, 2
"""What a verdict means for selling the unit at that channel."""

LONGEST_STEP_S = 900
"""An answer that took longer was interrupted (the unit parked, a break): it counts, its time does not."""

_COUNTED_UNIT = "1"
_CLASSES = {
    Result.GRADE: SELLABLE,
    Result.TIE: SELLABLE,
    Result.ITEMISED: SELLABLE,
    Result.BOUND: OPEN,
    Result.UNDETERMINED: OPEN,
    Result.NOT_ACCEPTED: REFUSED,
}
_GRADED = frozenset({Result.GRADE, Result.TIE})


class RecordRow(NamedTuple):
    """One record, as its table holds it; 0 and 1 for no and yes. ``day`` is ``YYYYMMDD`` as a number."""

    sequence: int
    id: str
    sha256: str
    counts: int
    day: int
    shift: str
    hour: int
    category: str
    person: str
    model: str
    seconds: int
    passed: int
    first_pass: int
    amended: int
    reinspected: int
    cleaned: int
    remeasured: int
    reworked: int
    borderline: int
    with_defects: int


class VerdictRow(NamedTuple):
    """What one channel said: a grade, tied grades, or the result; and what that means for selling."""

    channel: str
    outcome: str
    sells: int
    borderline: int


class ItemRow(NamedTuple):
    """One answer that counts. ``seconds`` None: not known, or interrupted."""

    item: str
    flags: int
    seconds: int | None
    value: float | None


class DefectRow(NamedTuple):
    """One defect."""

    kind: str
    zone: str


@dataclass(slots=True)
class Facts:
    """All narrow rows of one record."""

    record: RecordRow
    verdicts: Sequence[VerdictRow]
    items: Sequence[ItemRow]
    defects: Sequence[DefectRow]


class Place(NamedTuple):
    """Where a record counts."""

    day: int
    shift: str
    hour: int


def facts_of(sequence: int, sha256: str, place: Place, document: CountedRecord) -> Facts:
    """The rows of a record that counts.

    Raises:
        ValueError: a time in it is none.
    """
    verdicts = tuple({one.channel: one for one in map(_verdict, reversed(document.verdicts))}.values())[::-1]
    items = tuple(_items(document))
    current = (one.answer for one in document.observations if one.current)
    defects = [DefectRow(one.kind, one.zone) for answer in current for one in answer.defects or ()]
    return Facts(_record(sequence, sha256, place, document, verdicts, items), verdicts, items, defects)


def _record(
    sequence: int,
    sha256: str,
    place: Place,
    document: CountedRecord,
    verdicts: Sequence[VerdictRow],
    items: Sequence[ItemRow],
) -> RecordRow:
    passed = any(one.sells == SELLABLE for one in verdicts)
    amended, reinspected = document.amends is not None, bool(document.earlier)
    cleaned = bool(document.cleanings)
    remeasured = any(one.flags & REMEASURED for one in items)
    reworked = amended or reinspected or cleaned or remeasured
    return RecordRow(
        sequence,
        document.record,
        sha256,
        1,
        *place,
        document.unit.category,
        document.inspector.id,
        _model(document),
        max(0, document.duration_s),
        int(passed),
        int(passed and not reworked),
        int(amended),
        int(reinspected),
        int(cleaned),
        int(remeasured),
        int(reworked),
        int(any(one.borderline for one in verdicts)),
        int(any(one.flags & FAULTY for one in items)),
    )


def _model(document: CountedRecord) -> str:
    model = document.unit.model
    return f"{model.brand} {model.name}".strip() if model else ""


def _verdict(verdict: VerdictPart) -> VerdictRow:
    result = Result(verdict.result)
    outcome = "|".join(verdict.grades) if result in _GRADED and verdict.grades else result.value
    sells = OPEN if verdict.may_fail else _CLASSES[result]
    return VerdictRow(verdict.channel, outcome, sells, int(bool(verdict.borderline)))


def _items(document: CountedRecord) -> Iterator[ItemRow]:
    borderline = {one.item for verdict in document.verdicts for one in verdict.borderline}
    seconds = _seconds(document)
    done = set[str]()
    for one in document.observations:
        if one.current and one.item not in done:
            done.add(one.item)
            flags = _flags(one) | (BORDERLINE if one.item in borderline else 0)
            known = None if flags & UNKNOWN else seconds.get(one.item)
            yield ItemRow(one.item, flags, known, _number(one.answer))


def _flags(one: ObservationPart) -> int:
    answer, flags = one.answer, 0
    if answer.unknown is not None:
        flags |= UNKNOWN
    if answer.unit not in (None, _COUNTED_UNIT):
        flags |= MEASURED | (MANUAL if one.source.method == "manual" else 0)
    if answer.defects is not None:
        flags |= LOOKED | (FAULTY if answer.defects else 0)
    if one.replaces and not one.amendment:
        flags |= REMEASURED
    return flags


def _seconds(document: CountedRecord) -> dict[str, int | None]:
    """The time of each item: from the answer before, whatever it was about, to its own; several add up."""
    found: dict[str, int | None] = {}
    before = from_text(document.started_at)
    for one in document.observations:
        if one.amendment:
            continue
        at = from_text(one.taken_at)
        took_s = round((at - before).total_seconds())
        before = max(before, at)
        earlier = found.get(one.item, 0)
        whole = 0 <= took_s <= LONGEST_STEP_S and earlier is not None
        found[one.item] = (earlier or 0) + took_s if whole else None
    return found


def _number(answer: AnswerPart) -> float | None:
    if answer.unit is None or not isinstance(answer.value, str):
        return None
    number = float(answer.value)
    return number if math.isfinite(number) else None


def day_number(day: date) -> int:
    """A day as a number, ``20261122``."""
    return day.year * 10_000 + day.month * 100 + day.day
