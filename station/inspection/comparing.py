"""Two records of one unit side by side: what one says and the other does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from station.inspection.document import stated_so_far
from station.model.inspection import Inspection
from station.model.record import Record
from station.model.verdict import Verdict
from station.store.clock import from_text
from station.store.entry import canonical

Raw = Mapping[str, Any]
"""An answer, a defect or a verdict as the record document states it."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two records: who signed it, and when it was sealed (UTC).

    Of an inspection in work: its id, who began it and when; the name is not known then.
    """

    record: str
    person: str
    name: str
    sealed_at: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """An answer, who gave it (an id) and when (UTC)."""

    answer: Raw
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ItemDifference:
    """An item whose answers differ; None where a record has no answer that counts.

    ``defects_gone`` are stated by the old record alone, ``defects_new`` by the new one alone.
    """

    item: str
    old: Said | None
    new: Said | None
    defects_gone: tuple[Raw, ...] = ()
    defects_new: tuple[Raw, ...] = ()


@dataclass(frozen=True, slots=True)
class VerdictDifference:
    """A channel whose verdicts differ; None where a record has none for it."""

    channel: str
    old: Raw | None
    new: Raw | None


@dataclass(frozen=True, slots=True)
class PhotoDifference:
    """A photo that only one of the records has."""

    sha256: str
    item: str
    view: str
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class RecordDifference:
    """What differs between two records; nothing in any list where they say the same."""

    old: Side
    new: Side
    items: tuple[ItemDifference, ...]
    verdicts: tuple[VerdictDifference, ...]
    photos_gone: tuple[PhotoDifference, ...]
    photos_new: tuple[PhotoDifference, ...]


def compare_records(old: Record, new: Record) -> RecordDifference:
    """What ``new`` says otherwise than ``old``; items in the order in which they were answered."""
    return _difference(_side(old), _side(new), old.document, new.document)


def compare_with_work(old: Record, inspection: Inspection, verdicts: Sequence[Verdict]) -> RecordDifference:
    """What an inspection in work, with its ``verdicts`` so far, says otherwise than ``old``."""
    side = Side(inspection.id, inspection.person, "", inspection.started_at)
    return _difference(_side(old), side, old.document, stated_so_far(inspection, verdicts))


def _difference(old_side: Side, new_side: Side, old: Raw, new: Raw) -> RecordDifference:
    return RecordDifference(
        old=old_side,
        new=new_side,
        items=tuple(_items(_answers(old), _answers(new))),
        verdicts=tuple(_verdicts(old, new)),
        photos_gone=tuple(_photos_only_in(old, new)),
        photos_new=tuple(_photos_only_in(new, old)),
    )


def _side(record: Record) -> Side:
    signature, inspector = record.document["signature"], record.document["inspector"]
    name = signature.get("name", inspector["name"])
    return Side(record.id, signature["person"], name, record.sealed_at)


def _answers(document: Raw) -> dict[str, Said]:
    current = (one for one in document["observations"] if one["current"])
    return {one["item"]: Said(one["answer"], one["person"], from_text(one["taken_at"])) for one in current}


def _items(old: Mapping[str, Said], new: Mapping[str, Said]) -> Iterator[ItemDifference]:
    for item in dict.fromkeys((*old, *new)):
        before, after = old.get(item), new.get(item)
        if _sense(before) != _sense(after):
            gone, found = _defects(before), _defects(after)
            yield ItemDifference(item, before, after, _only_in(gone, found), _only_in(found, gone))


def _sense(said: Said | None) -> object:
    """The answer without what does not change its sense: trailing zeros, notes, which photos were taken."""
    if said is None or "photos" in said.answer:
        return {"photos": True} if said else None
    if "unknown" in said.answer:
        return {"unknown": said.answer["unknown"]}
    if "defects" in said.answer:
        return Counter(map(_sense_of_defect, said.answer["defects"]))
    if "unit" in said.answer:
        return {"value": Decimal(said.answer["value"]), "unit": said.answer["unit"]}
    return said.answer


def _sense_of_defect(defect: Raw) -> bytes:
    """What a defect is and where; picture and note differ from one inspection to the next."""
    return canonical({key: value for key, value in defect.items() if key not in ("photo", "box", "note")})


def _defects(said: Said | None) -> tuple[Raw, ...]:
    return tuple(said.answer.get("defects", ())) if said else ()


def _only_in(these: tuple[Raw, ...], those: tuple[Raw, ...]) -> tuple[Raw, ...]:
    left, only = Counter(map(_sense_of_defect, those)), []
    for defect in these:
        sense = _sense_of_defect(defect)
        if left[sense]:
            left[sense] -= 1
        else:
            only.append(defect)
    return tuple(only)


def _verdicts(old: Raw, new: Raw) -> Iterator[VerdictDifference]:
    before = {one["channel"]: one for one in old["verdicts"]}
    after = {one["channel"]: one for one in new["verdicts"]}
    for channel in dict.fromkeys((*before, *after)):
        if _given(before.get(channel)) != _given(after.get(channel)):
            yield VerdictDifference(channel, before.get(channel), after.get(channel))


def _given(verdict: Raw | None) -> tuple[object, ...]:
    """What a channel says, without its reasons."""
    if verdict is None:
        return ()
    return tuple(verdict.get(key) for key in ("result", "grades", "gate", "options", "attributes"))


def _photos_only_in(these: Raw, those: Raw) -> Iterator[PhotoDifference]:
    known = {one["sha256"] for one in those["photos"]}
    for one in these["photos"]:
        if one["sha256"] not in known and not one["superseded"]:
            yield PhotoDifference(one["sha256"], one["item"], one["view"], from_text(one["taken_at"]))
