"""One record as administrators see it: facts, photos, verdicts with what decided, history, proof."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from station.errors import KnownError
from station.model.event import EventKind
from station.model.reasons import reason_title
from station.reports.content import VerdictContent
from station.texts import Lang
from sync.hub import tables
from sync.hub.entry_checks import check_entry, signer_of
from sync.hub.hub import Hub
from sync.hub.trace.extract import Document, document_in
from sync.hub.trace.policy import TracePolicy, trace_policy
from sync.hub.trace.standing import Act, acts_upon
from sync.hub.trace.titles import HubTitles
from sync.hub.trace.withdrawing import is_withdrawn
from sync.hub.trace.wording import Traced, page_of
from sync.wire.messages import EntryMessage
from sync.wire.traced import TracedPage

_RECORDS, _ENTRIES, _STATIONS = tables.records, tables.entries, tables.stations


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo: its hash, what it shows, whether the hub has it."""

    sha256: str
    caption: str
    width: int
    height: int
    here: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """What an entry did to the record, why, and who says so."""

    act: Act
    reason: str
    person: str
    says: str


@dataclass(frozen=True, slots=True)
class Worded:
    """The record in words of one language."""

    page: TracedPage
    verdicts: tuple[VerdictContent, ...]
    photos: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """What holds the record in its ledger: each part computed anew, now."""

    entry: Row[Any]
    is_genuine: bool
    is_linked: bool
    is_confirmed: bool
    is_complete: bool


@dataclass(frozen=True, slots=True)
class Recorded:
    """One record. ``worded`` is None where it has a form that is not known here."""

    row: Row[Any]
    bench: str
    amends: Row[Any] | None
    history: tuple[Happened, ...]
    proof: Proof
    worded: Worded | None
    is_published: bool


class _Said(msgspec.Struct):
    """Who signed an act, and what they said; what is encrypted is no text."""

    signature: Any = None
    person: Any = ""
    says: Any = ""


def recorded(hub: Hub, station: str, sequence: int, lang: Lang) -> Recorded:
    """The record that this entry of this station seals.

    Raises:
        KnownError: HUB-021 there is none.
    """
    with hub.database.read() as connection:
        row = record_row(connection, station, sequence)
        stationed = connection.execute(select(_STATIONS).where(_STATIONS.c.id == station)).one()
        entry = connection.execute(select(_ENTRIES).where(*_entry_of(row))).one()
        acts = acts_upon(connection, row)
        return Recorded(
            row,
            stationed.name,
            _amended(connection, row),
            tuple(_happened(connection, station, acts, lang)),
            _proof(hub, connection, entry, stationed),
            _worded(hub, connection, _Parts(row, entry, stationed.name, acts), lang),
            _is_published(hub, connection, row),
        )


def photo_of(hub: Hub, station: str, sequence: int, sha256: str) -> Iterator[bytes]:
    """The bytes of a photo of this record.

    Raises:
        KnownError: HUB-021 the record does not name it, or the hub has it not; HUB-023 the place for
            evidence does not answer.
    """
    refs, evidence = tables.evidence_refs, tables.evidence
    named = (refs.c.station == station, refs.c.sequence == sequence, refs.c.sha256 == sha256)
    chosen = select(refs.c.sha256).join(evidence, evidence.c.sha256 == refs.c.sha256).where(*named)
    with hub.database.read() as connection:
        found = connection.execute(chosen.limit(1)).scalar_one_or_none()
    if found is None:
        raise KnownError("HUB-021", what=sha256)
    return hub.blobs.read(found)


def record_row(connection: Connection, station: str, sequence: int) -> Row[Any]:
    """The row of ``records``.

    Raises:
        KnownError: HUB-021 there is none.
    """
    of_record = (_RECORDS.c.station == station, _RECORDS.c.sequence == sequence)
    found = connection.execute(select(_RECORDS).where(*of_record)).one_or_none()
    if found is None:
        raise KnownError("HUB-021", what=f"{station}/{sequence}")
    return found


@dataclass(frozen=True, slots=True)
class _Parts:
    row: Row[Any]
    entry: Row[Any]
    bench: str
    acts: tuple[Act, ...]


def _worded(hub: Hub, connection: Connection, parts: _Parts, lang: Lang) -> Worded | None:
    offset = trace_policy(connection).utc_offset_hours
    policy = TracePolicy(free_text=True, utc_offset_hours=offset)
    row = parts.row
    try:
        document = document_in(parts.entry.body)
        standing = (row.standing, row.countersign, row.practice, parts.acts)
        page, content = page_of(Traced(document, policy, HubTitles(hub), parts.bench, *standing), lang)
    except (KeyError, ValueError, TypeError):
        return None
    return Worded(page, content.verdicts, _photos(connection, document, page))


def _photos(connection: Connection, document: Document, page: TracedPage) -> tuple[Shown, ...]:
    shown = [one for one in document.photos if not one.superseded]
    evidence = tables.evidence.c.sha256
    names = select(evidence).where(evidence.in_([one.sha256 for one in shown]))
    here = set(connection.execute(names).scalars())
    return tuple(
        Shown(one.sha256, caption, one.width, one.height, one.sha256 in here)
        for one, caption in zip(shown, page.photos, strict=True)
    )


def _amended(connection: Connection, row: Row[Any]) -> Row[Any] | None:
    """The record that this one replaces."""
    if not row.amends:
        return None
    named = (_RECORDS.c.station == row.station, _RECORDS.c.record == row.amends)
    earlier = select(_RECORDS).where(*named, _RECORDS.c.sequence < row.sequence)
    return connection.execute(earlier.order_by(_RECORDS.c.sequence.desc()).limit(1)).one_or_none()


def _happened(connection: Connection, station: str, acts: tuple[Act, ...], lang: Lang) -> Iterator[Happened]:
    if not acts:
        return
    of_acts = (_ENTRIES.c.station == station, _ENTRIES.c.sequence.in_([act.sequence for act in acts]))
    chosen = select(_ENTRIES.c.sequence, _ENTRIES.c.body).where(*of_acts)
    bodies = {row.sequence: row.body for row in connection.execute(chosen)}
    for act in acts:
        title = reason_title(act.reason)
        yield Happened(act, title.of(lang) if title else act.reason, *_who(act, bodies[act.sequence]))


def _who(act: Act, body: bytes) -> tuple[str, str]:
    said = msgspec.json.decode(body, type=_Said)
    signed = said.signature if isinstance(said.signature, dict) else {}
    person = signed.get("name") or signed.get("person") or said.person
    says = "" if act.kind is EventKind.RECORD_AMENDED else said.says or signed.get("says")
    return _text(person), _text(says)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _proof(hub: Hub, connection: Connection, entry: Row[Any], station: Row[Any]) -> Proof:
    before = (_ENTRIES.c.station == entry.station, _ENTRIES.c.sequence == entry.sequence - 1)
    previous = connection.execute(select(_ENTRIES.c.hash).where(*before)).scalar_one_or_none()
    return Proof(
        entry,
        _is_genuine(hub, entry, station.public_key),
        entry.sequence == 1 or previous == entry.previous,
        station.receipt_signature is not None and entry.sequence <= station.sequence,
        entry.sequence <= station.complete,
    )


def _is_genuine(hub: Hub, entry: Row[Any], public_key: str) -> bool:
    names = EntryMessage.__struct_fields__[:-1]
    message = EntryMessage(**{name: entry._mapping[name] for name in names}, body=entry.body.decode())
    try:
        check_entry(signer_of(public_key), entry.station, message, hub.config.limits.body_bytes)
    except KnownError:
        return False
    return True


def _entry_of(row: Row[Any]) -> tuple[Any, ...]:
    return (
        _ENTRIES.c.received_on == row.received_on,
        _ENTRIES.c.station == row.station,
        _ENTRIES.c.sequence == row.sequence,
    )


def _is_published(hub: Hub, connection: Connection, row: Row[Any]) -> bool:
    """Whether its trace page is shown, but for a form that nobody can read here."""
    if row.practice and not hub.config.is_practice:
        return False
    return trace_policy(connection).pages and not is_withdrawn(connection, row)
