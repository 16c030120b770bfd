"""The bodies of requests and answers, JSON on the wire.

Unknown names are ignored, so that a newer end may say more; missing ones and wrong types are refused.
Hashes are SHA-256 in lower-case hex, keys PEM text, signatures 128 lower-case hex digits (Ed25519 over a
SHA-256), instants RFC 3339 in UTC with ``Z``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
SignatureHex = Annotated[str, Meta(pattern="^[0-9a-f]{128}$")]
PartyId = Annotated[str, Meta(pattern="^[0-9A-F]{8}$")]
"""Id of a station or hub: the start of its key's fingerprint."""
Sequence = Annotated[int, Meta(ge=0, lt=2**53)]
Name = Annotated[str, Meta(min_length=1, max_length=200)]

BUNDLE_BYTES = 4 << 20
"""What the files of one bundle may have together."""
BUNDLE_FILES = 100


class Hello(Struct, frozen=True):
    """Who the hub is: ``GET /v1/hello``. ``at`` is its clock, ``public_url`` where people reach it.

    A hub for ``practice`` takes practice homes on its own machine, and no others.
    """

    hub: PartyId
    name: str
    public_key: str
    oldest: int
    newest: int
    at: str
    public_url: str = ""
    practice: bool = False


class EnrolRequest(Struct, frozen=True):
    """``POST /v1/enrol``: a station asks in with a one-time ``code``.

    ``signature`` is the station's over SHA-256 of the RFC 8785 form of ``{"code", "hub", "public_key"}``: it
    proves that the sender holds the key, and means this hub.
    """

    code: Annotated[str, Meta(min_length=1, max_length=64)]
    public_key: Annotated[str, Meta(max_length=1000)]
    hub: PartyId
    name: Name
    signature: SignatureHex


class Enrolled(Struct, frozen=True):
    """The hub took the station in. ``signature`` is the hub's over ``{"hub", "name", "station"}``."""

    station: PartyId
    name: str
    hub: PartyId
    public_key: str
    public_url: str
    signature: SignatureHex


class ChallengeRequest(Struct, frozen=True):
    """``POST /v1/challenge``: a station wants to prove who it is."""

    station: PartyId


class Challenge(Struct, frozen=True):
    """A nonce, good once and for ``seconds``."""

    nonce: Annotated[str, Meta(min_length=32, max_length=128)]
    seconds: int


class TokenRequest(Struct, frozen=True):
    """``POST /v1/token``: ``signature`` is the station's over ``{"hub", "nonce", "station"}``."""

    station: PartyId
    nonce: Annotated[str, Meta(min_length=32, max_length=128)]
    signature: SignatureHex


class Token(Struct, frozen=True):
    """A bearer token for ``seconds``."""

    token: str
    seconds: int


class ReceiptMessage(Struct, frozen=True):
    """A receipt, as :mod:`station.store.receipt` has it."""

    schema: Literal[1]
    station: PartyId
    sequence: Sequence
    head: Sha256
    complete: Sequence
    at: str
    hub: PartyId
    signature: SignatureHex


class LedgerState(Struct, frozen=True):
    """``GET /v1/ledger``: how far the hub has this station's ledger; ``receipt`` is its last, if any."""

    sequence: Sequence
    head: Sha256
    complete: Sequence
    receipt: ReceiptMessage | None = None


class EntryMessage(Struct, frozen=True):
    """One ledger entry: its header, and its ``body`` as the text that was hashed.

    ``body`` is None when the station cannot give the bytes that the header names (damaged, or larger than the
    hub takes): the hub then sets the entry aside, and nothing at or after it counts as complete.
    """

    sequence: Sequence
    previous: Sha256
    kind: Annotated[str, Meta(pattern="^[a-z0-9_]{1,64}$")]
    at: Annotated[str, Meta(pattern="^[0-9TZ:.+-]{1,32}$")]
    body_sha256: Sha256
    hash: Sha256
    signature: SignatureHex
    body: str | None


class Push(Struct, frozen=True):
    """``POST /v1/ledger``: consecutive entries, oldest first; ``waiting`` is the station's last sequence.

    ``confirmed`` is the highest sequence that the hub has told the station of, by a receipt or its state. A
    station that has less than that (``waiting`` below ``confirmed``) was put back to an earlier past; it says
    so by a push, without entries if it has none to send, and the hub raises the alarm.
    """

    entries: list[EntryMessage]
    waiting: Sequence = 0
    confirmed: Sequence = 0


class SetAside(Struct, frozen=True):
    """An entry that the hub keeps, but cannot use; ``code`` is one of the problem codes."""

    sequence: Sequence
    code: str
    detail: str = ""


class Pushed(Struct, frozen=True):
    """The entries are durable at the hub: its receipt, what it lacks of their evidence, what it set aside."""

    receipt: ReceiptMessage
    missing: list[Sha256]
    set_aside: list[SetAside] = []


class EvidenceAsked(Struct, frozen=True):
    """``POST /v1/evidence/missing``: which of these does the hub lack?"""

    sha256: Annotated[list[Sha256], Meta(max_length=1000)]


class Upload(Struct, frozen=True):
    """How one missing file gets to the hub.

    ``url`` empty: ``PUT /v1/evidence/{sha256}`` from byte ``offset`` on (``Upload-Offset``). Otherwise the
    whole file is put to that address with ``headers``, and ``POST /v1/evidence/{sha256}/kept`` asks the
    hub to check and keep it.
    """

    sha256: Sha256
    offset: Annotated[int, Meta(ge=0)] = 0
    url: str = ""
    headers: dict[str, str] = {}


class EvidenceMissing(Struct, frozen=True):
    """What the hub lacks of what was asked; everything else it has, checked.

    ``receipt`` is new when that came out only now.
    """

    uploads: list[Upload]
    receipt: ReceiptMessage | None = None


class EvidenceKept(Struct, frozen=True):
    """A file exists at the hub, checked against its hash; ``receipt`` as it now stands."""

    sha256: Sha256
    size: int
    receipt: ReceiptMessage | None = None


class BundledFile(Struct, frozen=True):
    """One file of a bundle: its hash and its bytes."""

    sha256: Sha256
    size: Annotated[int, Meta(ge=0, lt=2**53)]


class Bundle(Struct, frozen=True):
    """``POST /v1/evidence/bundle``: several small files in one request, none of which is under way already.

    The body is this as one line of JSON, a line feed, and then the files' bytes, one after the other.
    """

    files: Annotated[list[BundledFile], Meta(min_length=1, max_length=BUNDLE_FILES)]


class BundleKept(Struct, frozen=True):
    """All files of a bundle exist at the hub, each checked against its hash; ``receipt`` as it now stands."""

    sha256: list[Sha256]
    receipt: ReceiptMessage | None = None


class FeedItem(Struct, frozen=True):
    """One thing that comes down: ``kind`` and ``name`` say what, ``sha256`` and ``size`` its content."""

    kind: Annotated[str, Meta(max_length=40)]
    name: Annotated[str, Meta(min_length=1, max_length=200)]
    version: Annotated[str, Meta(max_length=60)]
    sha256: Sha256
    size: Annotated[int, Meta(ge=0)]


class Manifest(Struct, frozen=True):
    """``GET /v1/feed``: everything that is in force at ``station``, under one rising ``cursor``.

    ``cursor`` is that of the last change that concerns the station, 0 before the first; it is the ``ETag``.
    ``signature`` is the hub's over SHA-256 of the RFC 8785 form of everything else. The content of an item is
    ``GET /v1/feed/{sha256}``.
    """

    schema: Literal[1]
    hub: PartyId
    station: PartyId
    cursor: Sequence
    at: str
    items: list[FeedItem]
    signature: SignatureHex


class FeedKey(Struct, frozen=True):
    """``GET /v1/feed/key``: what opens the badge codes in lists of people.

    32 bytes in a sealed box (libsodium) for the station's own key, base64.
    """

    sealed: Annotated[str, Meta(max_length=400)]


class Problem(Struct, frozen=True, omit_defaults=True):
    """An error as RFC 9457 problem details, media type ``application/problem+json``.

    ``code`` is one of ours (``HUB-…``). ``sequence`` is where the hub wants to hear from (a gap) or which
    entry is meant, ``offset`` where an upload goes on, ``seconds`` how long to wait.
    """

    type: str
    title: str
    status: int
    code: str
    detail: str = ""
    sequence: int | None = None
    seconds: int | None = None
    offset: int | None = None
