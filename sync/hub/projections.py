"""What the hub derives from entries: records, verdicts, events, evidence named. The ledger is the truth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

import msgspec

from station.model.event import RECORD_KINDS
from station.model.standing import Countersign, Standing
from station.store.entry_bodies import CountersignBody, EntryBody, NamedRecord, RecordBody, VoidBody
from sync.hub.entry_checks import CheckedEntry
from sync.wire.trace import trace_code

_LONGEST = 200  # of what is looked up by; an index takes no more than some kilobytes


class EntryRow(NamedTuple):
    """A row of ``entries``."""

    received_on: date
    station: str
    sequence: int
    previous: str
    kind: str
    at: str
    body_sha256: str
    hash: str
    signature: str
    body: bytes | None
    received_at: datetime


class RecordRow(NamedTuple):
    """A row of ``records``."""

    received_on: date
    station: str
    sequence: int
    position: int
    record: str
    sha256: str
    trace: str
    sealed_at: str
    practice: bool
    unit_code: str
    category: str
    model: str
    standing: str
    countersign: str
    amends: str
    verdicts: str
    search: str


class VerdictRow(NamedTuple):
    """A row of ``verdicts``."""

    received_on: date
    position: int
    place: int
    channel: str
    result: str
    grade: str


class EventRow(NamedTuple):
    """A row of ``events``."""

    received_on: date
    position: int
    kind: str
    station: str
    sequence: int
    record: str
    received_at: datetime


class ReferenceRow(NamedTuple):
    """A row of ``evidence_refs``."""

    received_on: date
    station: str
    sequence: int
    sha256: str


class Act(NamedTuple):
    """What an entry says about an earlier record of the same ledger."""

    sequence: int
    record: str
    sha256: str
    changes: Mapping[str, str]


@dataclass(slots=True)
class Projected:
    """Rows of one transaction. ``acts`` are about records that came in earlier ones."""

    records: list[RecordRow] = field(default_factory=list)
    verdicts: list[VerdictRow] = field(default_factory=list)
    events: list[EventRow] = field(default_factory=list)
    references: list[ReferenceRow] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)


@dataclass(slots=True)
class Projecting:
    """Makes rows of entries, in order. ``position`` is the next that may be given out."""

    station: str
    received_at: datetime
    position: int
    made: Projected = field(default_factory=Projected)
    _named: dict[tuple[str, str], int] = field(default_factory=dict)

    def take(self, entry: CheckedEntry) -> None:
        """Take one entry whose body says something."""
        body = entry.body
        for act in acts_of(entry.sequence, body):
            self._act(act)
        if isinstance(body, RecordBody):
            self._record(entry, body)
        elif isinstance(body, VoidBody | CountersignBody):
            self._event(entry, body.record)

    def entry_row(self, entry: CheckedEntry) -> EntryRow:
        """The entry itself."""
        said = entry.message
        return EntryRow(
            self.received_at.date(),
            self.station,
            said.sequence,
            said.previous,
            said.kind,
            said.at,
            said.body_sha256,
            said.hash,
            said.signature,
            entry.content,
            self.received_at,
        )

    def _record(self, entry: CheckedEntry, body: RecordBody) -> None:
        row = self._record_row(entry, body)
        self._named[row.record, row.sha256] = len(self.made.records)
        self.made.records.append(row)
        self.made.verdicts.extend(_verdict_rows(row, body))
        for sha256 in dict.fromkeys(body.hashes()):
            self.made.references.append(ReferenceRow(row.received_on, self.station, entry.sequence, sha256))
        if not row.practice:
            self._event(entry, row.record)
        self.position += 1

    def _record_row(self, entry: CheckedEntry, body: RecordBody) -> RecordRow:
        unit = body.unit if isinstance(body.unit, dict) else {}
        code, category, model = _text(unit.get("code")), _text(unit.get("category")), _model(unit)
        return RecordRow(
            received_on=self.received_at.date(),
            station=self.station,
            sequence=entry.sequence,
            position=self.position,
            record=body.record,
            sha256=entry.message.body_sha256,
            trace=trace_code(entry.message.signature),
            sealed_at=_text(body.sealed_at),
            practice=bool(body.practice),
            unit_code=code,
            category=category,
            model=model,
            standing=Standing.CURRENT.value,
            countersign=demanded_countersign(body).value,
            amends=_text(body.amends.record) if body.amends else "",
            verdicts=_verdicts(entry.content or b""),
            search=" ".join(_search_words(body.record, code, category, model, unit)).casefold(),
        )

    def _event(self, entry: CheckedEntry, record: str) -> None:
        self.made.events.append(
            EventRow(
                self.received_at.date(),
                self.position,
                entry.message.kind,
                self.station,
                entry.sequence,
                _text(record),
                self.received_at,
            )
        )
        if entry.message.kind not in RECORD_KINDS:
            self.position += 1

    def _act(self, act: Act) -> None:
        number = self._named.get((act.record, act.sha256))
        if number is None:
            self.made.acts.append(act)
        else:
            self.made.records[number] = changed(self.made.records[number], act.changes)


def acts_of(sequence: int, body: EntryBody | None) -> Iterator[Act]:
    """What an entry says about an earlier record."""
    if isinstance(body, RecordBody) and body.amends is not None:
        yield _act(sequence, body.amends, standing=Standing.AMENDED.value)
    elif isinstance(body, VoidBody):
        yield _act(sequence, body, standing=Standing.VOIDED.value)
    elif isinstance(body, CountersignBody):
        yield _act(sequence, body, countersign=Countersign(body.decision).value)


def changed(row: RecordRow, changes: Mapping[str, str]) -> RecordRow:
    """The row with what a later entry says about it."""
    stands = stands_after({"standing": row.standing, "countersign": row.countersign}, changes)
    return row._replace(standing=stands["standing"], countersign=stands["countersign"])


def stands_after(stood: Mapping[str, str], changes: Mapping[str, str]) -> dict[str, str]:
    """How a record stands after a later entry spoke; what is voided stays voided."""
    voided = stood["standing"] == Standing.VOIDED
    return {**stood, **changes, **({"standing": Standing.VOIDED.value} if voided else {})}


def demanded_countersign(body: RecordBody) -> Countersign:
    """Whether a record waits for a second signature when it is sealed."""
    told = body.countersign if isinstance(body.countersign, dict) else {}
    return Countersign.AWAITED if told.get("demanded_by") else Countersign.NONE


def _act(sequence: int, named: NamedRecord | VoidBody | CountersignBody, **changes: str) -> Act:
    return Act(sequence, named.record, named.sha256, changes)


class _Verdicts(msgspec.Struct):
    verdicts: msgspec.Raw = msgspec.Raw(b"[]")


_VERDICTS = msgspec.json.Decoder(_Verdicts)


def _verdicts(content: bytes) -> str:
    return bytes(_VERDICTS.decode(content).verdicts).decode()


def _verdict_rows(row: RecordRow, body: RecordBody) -> Iterator[VerdictRow]:
    for place, one in enumerate(body.verdicts or ()):
        told = (_text(one.get("channel")), _text(one.get("result")), _text(_grade(one.get("grades"))))
        yield VerdictRow(row.received_on, row.position, place, *told)


def _grade(grades: object) -> str:
    return "|".join(map(_text, grades)) if isinstance(grades, list) else ""


def _text(value: object, longest: int = _LONGEST) -> str:
    """Text that a column takes. What is private is no text here (an encrypted object), and stays out."""
    return value.replace("\0", "\ufffd")[:longest] if isinstance(value, str) else ""


def _model(unit: Mapping[str, Any]) -> str:
    model = unit.get("model")
    parts = model if isinstance(model, dict) else {}
    return _text(" ".join(_text(parts.get(name)) for name in ("brand", "name", "storage", "colour")).strip())


def _search_words(
    record: str, code: str, category: str, model: str, unit: Mapping[str, Any]
) -> Iterable[str]:
    order = unit.get("work_order")
    order_code = _text(order.get("code")) if isinstance(order, dict) else ""
    words = (record, code, category, model, _text(unit.get("imei")), _text(unit.get("serial")), order_code)
    return (word for word in words if word)
