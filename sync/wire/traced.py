"""What a trace page proves: the ledger entry as the station signed it, and what the hub attests of it.

The body of an entry holds names of people and private words and is never published; so the hub, which has
checked the body against the entry, signs the part that is. Everything is as in :mod:`sync.wire.messages`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from sync.wire.messages import PartyId, ReceiptMessage, Sequence, Sha256, SignatureHex


class TracedEntry(Struct, frozen=True):
    """The header of the entry that sealed the record, as the station hashed and signed it."""

    sequence: Sequence
    previous: Sha256
    kind: str
    at: str
    station: PartyId
    body_sha256: Sha256
    hash: Sha256
    signature: SignatureHex


class Pair(Struct, frozen=True):
    """A label and its value, in words."""

    label: str
    value: str


class TracedFact(Struct, frozen=True):
    """One known fact, and how it was obtained."""

    title: str
    value: str
    source: str


class TracedGroup(Struct, frozen=True):
    """Facts of one group of the internal standard."""

    title: str
    facts: list[TracedFact]


class TracedDefect(Struct, frozen=True):
    """One defect as a sentence."""

    zone: str
    sentence: str
    item: str


class TracedVerdict(Struct, frozen=True):
    """One channel's verdict: the version that gave it, the result, what decided."""

    channel: str
    version: str
    word: str
    reasons: list[str]


class TracedPage(Struct, frozen=True):
    """Every word that the page says of the unit, in one language."""

    title: str
    subtitle: str
    identity: list[Pair]
    standing: list[str]
    verdicts: list[TracedVerdict]
    defects: list[TracedDefect]
    groups: list[TracedGroup]
    unknowns: list[Pair]
    photos: list[str]
    withheld: str


class TracedPhoto(Struct, frozen=True):
    """A photo of the record; ``here`` says whether the hub has it already."""

    sha256: Sha256
    width: int
    height: int
    here: bool


class TracedResult(Struct, frozen=True):
    """What a verdict is, for machines: as in the record. ``state`` is what the page colours it by."""

    channel: str
    version: str
    result: str
    grades: list[str]
    state: Literal["ok", "attention", "bad", "unknown"]


class TraceStatement(Struct, frozen=True):
    """What the hub ``hub`` attests of the record behind ``code``, as of ``at``.

    ``standing`` is current, amended or voided, ``countersign`` none, awaited, agreed or refused, ``practice``
    true for a record that counts for nothing (only a hub for practice shows such);
    ``replaced_by`` is the code of the page of the record that amends this one, empty for none. ``signature``
    is the hub's over SHA-256 of the RFC 8785 form of everything else.
    """

    schema: Literal[1]
    hub: PartyId
    at: str
    code: str
    station: PartyId
    sequence: Sequence
    entry: Sha256
    record: str
    sealed_at: str
    standing: str
    countersign: str
    practice: bool
    replaced_by: str
    photos: list[TracedPhoto]
    verdicts: list[TracedResult]
    zh: TracedPage
    en: TracedPage
    signature: str


class TraceProof(Struct, frozen=True):
    """``GET /t/{code}/proof.json``. The keys are public ones (PEM)."""

    schema: Literal[1]
    hub_key: str
    station_key: str
    entry: TracedEntry
    receipt: ReceiptMessage
    statement: TraceStatement
