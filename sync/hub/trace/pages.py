"""Trace pages: found by their codes, and the hub's signed word for what they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, Row, select

from station.errors import KnownError
from station.texts import Lang
from sync.hub import tables
from sync.hub.completeness import message_of
from sync.hub.hub import Hub, instant_text
from sync.hub.trace.extract import Document, document_in
from sync.hub.trace.policy import trace_policy
from sync.hub.trace.standing import acts_upon
from sync.hub.trace.titles import HubTitles
from sync.hub.trace.withdrawing import is_withdrawn
from sync.hub.trace.wording import Traced, codes_of, page_of
from sync.wire.messages import ReceiptMessage
from sync.wire.signed import statement_digest
from sync.wire.traced import TracedEntry, TracedPhoto, TracedResult, TraceProof, TraceStatement

_RECORDS, _ENTRIES, _STATIONS = tables.records, tables.entries, tables.stations


@dataclass(frozen=True, slots=True)
class _Found:
    """One record behind a code: rows of ``records``, ``entries`` and ``stations``."""

    record: Row[Any]
    entry: Row[Any]
    station: Row[Any]


class TracePages:
    """The trace pages of one hub."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def proof(self, code: str) -> TraceProof:
        """What is published behind ``code``, and what proves it.

        Raises:
            KnownError: HUB-070 no such page; HUB-071 the record cannot be put in words here.
        """
        with self._hub.database.read() as connection:
            found = self._found(connection, code)
            traced = self._traced(connection, found)
            here = _here(connection, [photo.sha256 for photo in traced.document.photos])
        try:
            statement = self._statement(found, traced, here)
        except (KeyError, ValueError, TypeError) as error:
            raise KnownError("HUB-071") from error
        key = self._hub.key.public_key
        return TraceProof(1, key, found.station.public_key, _entry(found), self._receipt(found), statement)

    def photo(self, code: str, sha256: str) -> Iterator[bytes]:
        """The bytes of a photo that the page of ``code`` shows.

        Raises:
            KnownError: HUB-070 no such page, or it does not show this; HUB-023 the place for evidence does
                not answer.
        """
        with self._hub.database.read() as connection:
            document = _document(self._found(connection, code))
            shown = document.photos if trace_policy(connection).photos else []
            is_here = sha256 in _here(connection, [sha256])
        if not is_here or not any(one.sha256 == sha256 and not one.superseded for one in shown):
            raise KnownError("HUB-070")
        return self._hub.blobs.read(sha256)

    def _found(self, connection: Connection, code: str) -> _Found:
        chosen = select(_RECORDS).where(_RECORDS.c.trace == code[:26])
        record = connection.execute(chosen.limit(1)).one_or_none()
        if record is None or len(code) != len(record.trace) or not self._shows(connection, record):
            raise KnownError("HUB-070")
        of_entry = (
            _ENTRIES.c.received_on == record.received_on,
            _ENTRIES.c.station == record.station,
            _ENTRIES.c.sequence == record.sequence,
        )
        entry = connection.execute(select(_ENTRIES).where(*of_entry)).one()
        station = connection.execute(select(_STATIONS).where(_STATIONS.c.id == record.station)).one()
        return _Found(record, entry, station)

    def _shows(self, connection: Connection, record: Row[Any]) -> bool:
        """A record made in practice is shown by a hub for practice alone, and says so."""
        if record.practice and not self._hub.config.is_practice:
            return False
        return trace_policy(connection).pages and not is_withdrawn(connection, record)

    def _traced(self, connection: Connection, found: _Found) -> Traced:
        record = found.record
        return Traced(
            _document(found),
            trace_policy(connection),
            HubTitles(self._hub),
            found.station.name,
            record.standing,
            record.countersign,
            record.practice,
            acts_upon(connection, record),
        )

    def _statement(self, found: _Found, traced: Traced, here: set[str]) -> TraceStatement:
        zh, content = page_of(traced, Lang.ZH)
        en, _ = page_of(traced, Lang.EN)
        stated = TraceStatement(
            schema=1,
            hub=self._hub.key.id,
            at=instant_text(self._hub.clock.now()),
            code=found.record.trace,
            station=found.station.id,
            sequence=found.record.sequence,
            entry=found.entry.hash,
            record=found.record.record,
            sealed_at=traced.document.sealed_at,
            standing=traced.standing,
            countersign=traced.countersign,
            practice=traced.practice,
            replaced_by=codes_of(traced.acts),
            photos=[
                TracedPhoto(one.sha256, one.width, one.height, one.sha256 in here) for one in content.photos
            ],
            verdicts=list(_results(traced, [one.state.value for one in content.verdicts])),
            zh=zh,
            en=en,
            signature="",
        )
        return replace(stated, signature=self._hub.key.sign(statement_digest(stated)))

    def _receipt(self, found: _Found) -> ReceiptMessage:
        """A receipt of exactly this entry: the last one's head may lie thousands of entries later."""
        sequence = found.record.sequence
        complete = min(found.station.complete, sequence)
        at = instant_text(self._hub.clock.now())
        return message_of(self._hub.key.receipt(found.station.id, sequence, found.entry.hash, complete, at))


def _document(found: _Found) -> Document:
    try:
        return document_in(found.entry.body)
    except ValueError as error:
        raise KnownError("HUB-071") from error


def _entry(found: _Found) -> TracedEntry:
    names = TracedEntry.__struct_fields__
    return TracedEntry(**{name: getattr(found.entry, name) for name in names})


def _here(connection: Connection, names: list[str]) -> set[str]:
    evidence = tables.evidence.c
    chosen = select(evidence.sha256).where(evidence.sha256.in_(names))
    return set(connection.execute(chosen).scalars())


def _results(traced: Traced, states: list[Any]) -> Iterator[TracedResult]:
    channels = traced.policy.channels
    shown = [one for one in traced.document.verdicts if channels is None or one["channel"] in channels]
    for raw, state in zip(shown, states, strict=True):
        yield TracedResult(raw["channel"], raw["version"], raw["result"], list(raw["grades"]), state)
