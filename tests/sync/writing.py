"""A station that writes a ledger in memory, entry by entry, as the real one does, and enrols at a hub."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from station.model.event import EventKind
from station.signing import pem_of
from station.store.clock import to_text
from station.store.entry import START, canonical, header_bytes
from station.store.identity import Identity, station_id
from sync.hub.hub import Hub
from sync.hub.stations import Stations
from sync.wire.messages import Enrolled, EnrolRequest, EntryMessage, Push
from sync.wire.signed import enrolment_digest, token_digest
from tests.store.many_records import record_body

FIRST = datetime(2026, 11, 22, 9, tzinfo=UTC)


def new_identity() -> Identity:
    """A key of its own."""
    private = Ed25519PrivateKey.generate()
    pem = pem_of(private.public_key())
    return Identity(station_id(pem), pem, private)


@dataclass
class Writer:
    """One station's ledger. ``now`` is its clock."""

    identity: Identity = field(default_factory=new_identity)
    entries: list[EntryMessage] = field(default_factory=list)
    now: datetime = FIRST

    @property
    def id(self) -> str:
        """The station's id."""
        return self.identity.id

    def append(self, kind: str, body: Mapping[str, Any]) -> EntryMessage:
        """The next entry."""
        self.now += timedelta(minutes=1)
        before = self.entries[-1].hash if self.entries else START
        entry = self.entry(len(self.entries) + 1, before, kind, canonical(body))
        self.entries.append(entry)
        return entry

    def entry(self, sequence: int, previous: str, kind: str, content: bytes) -> EntryMessage:
        """An entry as this station hashes and signs it."""
        at, sha256 = to_text(self.now), hashlib.sha256(content).hexdigest()
        digest = hashlib.sha256(header_bytes(sequence, previous, kind, at, self.id, sha256)).digest()
        return EntryMessage(
            sequence=sequence,
            previous=previous,
            kind=kind,
            at=at,
            body_sha256=sha256,
            hash=digest.hex(),
            signature=self.identity.sign(digest),
            body=content.decode(),
        )

    def sign_in(self) -> EntryMessage:
        """Somebody signs in."""
        return self.append(EventKind.SIGNED_IN, event_body())

    def seal(self, *photos: str, **parts: Any) -> EntryMessage:
        """A record that names these photos."""
        return self.append(EventKind.RECORD_SEALED, self.document(*photos, **parts))

    def document(self, *photos: str, **parts: Any) -> dict[str, Any]:
        """A record document of this station, with ``parts`` put in place."""
        number = len(self.entries) + 1
        named = [{"sha256": sha256, "view": "front", "item": "PH-01"} for sha256 in photos]
        base = record_body(number, random.Random(number), 3)
        return {**base, "record": f"20261122-{self.id}-{number:05d}", "photos": named, **parts}

    def void(self, record: EntryMessage) -> EntryMessage:
        """A record is declared void."""
        return self.append(EventKind.RECORD_VOIDED, {**acting_on(record), "reason": "wrong_unit"})

    def countersign(self, record: EntryMessage, decision: str) -> EntryMessage:
        """A second person's word on a record."""
        return self.append(EventKind.RECORD_COUNTERSIGNED, {**acting_on(record), "decision": decision})

    def amend(self, record: EntryMessage) -> EntryMessage:
        """A record that replaces another."""
        named = {"record": record_of(record), "sha256": record.body_sha256, "reason": "typing", "says": ""}
        return self.append(EventKind.RECORD_AMENDED, self.document(amends=named))

    def push(self, first: int = 1, last: int | None = None) -> Push:
        """The entries ``first`` to ``last`` (both included) for the hub."""
        return Push(self.entries[first - 1 : last], len(self.entries))

    def enrol(self, hub: Hub, code: str | None = None) -> Enrolled:
        """Become known to a hub."""
        code = code or Stations(hub).make_code("一号台", "admin")
        return Stations(hub).enrol(self.enrolment(hub, code))

    def enrolment(self, hub: Hub, code: str) -> EnrolRequest:
        """The request with which this station enrols."""
        public_key = self.identity.public_key
        signature = self.identity.sign(enrolment_digest(code, hub.key.id, public_key))
        return EnrolRequest(code, public_key, hub.key.id, "一号台", signature)

    def proof(self, hub: Hub, nonce: str) -> str:
        """What this station signs to get a token."""
        return self.identity.sign(token_digest(hub.key.id, nonce, self.id))


def event_body(**parts: Any) -> dict[str, Any]:
    """The body of an entry about something that happened."""
    return {"person": "P-000001", "clock": {"run": "r1", "monotonic_ns": "1"}, **parts}


def record_of(entry: EntryMessage) -> str:
    """The record that an entry seals."""
    return str(json.loads(entry.body or "{}")["record"])


def acting_on(record: EntryMessage) -> dict[str, Any]:
    """What an act upon a record says of it."""
    signature = {"person": "P-000002", "says": ""}
    return event_body(record=record_of(record), sha256=record.body_sha256, says="", signature=signature)


def enrolled(hub: Hub) -> Writer:
    """A station that the hub knows."""
    writer = Writer()
    writer.enrol(hub)
    return writer
