"""What the body of a ledger entry must say, by its kind.

Only what a check rests on is demanded here; everything else in a body is kept by its hash alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import asdict

from station.model.event import RECORD_KINDS, EventKind
from station.store.index.document import LINE_PARTS, GivenVerdict

_SHA256 = re.compile(r"[0-9a-f]{64}")
_DIGITS = re.compile(r"-?[0-9]{1,30}")


class ClockStamp(Struct, frozen=True):
    """The monotonic clock beside wall time, comparable within one ``run`` of the program."""

    run: str
    monotonic_ns: str


class NamedPhoto(Struct, frozen=True):
    """A photo by its hash."""

    sha256: str


class NamedRecord(Struct, frozen=True):
    """A record by its id and the SHA-256 of its document."""

    record: str
    sha256: str


class SignedBy(Struct, frozen=True):
    """Who signed."""

    person: str


class EntryBody(Struct, frozen=True, kw_only=True):
    """What the body of any entry may say."""

    clock: ClockStamp | None = None

    def hashes(self) -> tuple[str, ...]:
        """Every SHA-256 that the body must spell rightly."""
        return ()

    def spoken(self) -> Mapping[str, Any]:
        """What the body says of a record, as it is written."""
        return asdict(self)


class RecordBody(EntryBody, frozen=True, kw_only=True):
    """A record document. What only lists show of it is kept as it is written, or not there."""

    schema: Literal[1, 2]
    record: str
    sealed_at: str
    photos: list[NamedPhoto]
    signature: SignedBy
    amends: NamedRecord | None = None
    practice: Any = UNSET
    unit: Any = UNSET
    inspector: Any = UNSET
    verdicts: list[GivenVerdict] | UnsetType = UNSET
    countersign: Any = UNSET

    def hashes(self) -> tuple[str, ...]:
        """Its photos."""
        return tuple(photo.sha256 for photo in self.photos)

    def spoken(self) -> Mapping[str, Any]:
        """The parts of which a line of the list of records is made."""
        parts = {name: getattr(self, name) for name in LINE_PARTS}
        parts["amends"] = self.amends and asdict(self.amends)
        return {name: part for name, part in parts.items() if part is not UNSET}


class JudgementBody(EntryBody, frozen=True, kw_only=True):
    """Something done to a record after it was sealed: voided or countersigned."""

    record: str
    sha256: str
    says: str
    signature: SignedBy
    person: str

    def hashes(self) -> tuple[str, ...]:
        """The record's document."""
        return (self.sha256,)


class VoidBody(JudgementBody, frozen=True, kw_only=True):
    """A record declared void."""

    reason: str


class CountersignBody(JudgementBody, frozen=True, kw_only=True):
    """A second person's word on a record."""

    decision: Literal["agreed", "refused"]


class PublicationBody(EntryBody, frozen=True, kw_only=True):
    """A standard file put into force."""

    id: str
    version: str
    file: str
    sha256: str

    def hashes(self) -> tuple[str, ...]:
        """The file."""
        return (self.sha256,)


class PersonalBody(EntryBody, frozen=True, kw_only=True):
    """Any other event: who and when by both clocks."""

    person: str
    clock: ClockStamp


class PhotosBody(PersonalBody, frozen=True, kw_only=True):
    """Photos found or removed."""

    photos: list[str]

    def hashes(self) -> tuple[str, ...]:
        """The photos."""
        return tuple(self.photos)


class FedItem(Struct, frozen=True):
    """One item of a set, by the SHA-256 of its content."""

    sha256: str


class FeedBody(PersonalBody, frozen=True, kw_only=True):
    """What the platform sent was put in force: all of it."""

    cursor: int
    manifest: str
    items: list[FedItem]

    def hashes(self) -> tuple[str, ...]:
        """The items."""
        return tuple(item.sha256 for item in self.items)


class SettingBody(PersonalBody, frozen=True, kw_only=True):
    """A setting changed."""

    setting: str = ""
    new: Any = None


_FORMS: dict[EventKind, type[EntryBody]] = {
    **dict.fromkeys(EventKind, PersonalBody),
    **dict.fromkeys(RECORD_KINDS, RecordBody),
    EventKind.RECORD_VOIDED: VoidBody,
    EventKind.RECORD_COUNTERSIGNED: CountersignBody,
    EventKind.STANDARD_PUBLISHED: PublicationBody,
    EventKind.SETTING_CHANGED: SettingBody,
    EventKind.FEED_APPLIED: FeedBody,
    EventKind.PHOTOS_FOUND: PhotosBody,
    EventKind.PHOTOS_PRUNED: PhotosBody,
}


@cache
def _decoder(kind: EventKind) -> msgspec.json.Decoder[EntryBody]:
    return msgspec.json.Decoder(_FORMS[kind])


def read_body(kind: EventKind, content: bytes) -> EntryBody:
    """What the body of an entry of ``kind`` says.

    Raises:
        ValueError: it is not what an entry of this kind says, however well it is signed.
    """
    try:
        body = _decoder(kind).decode(content)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError(kind.value) from error
    clock_fits = body.clock is None or _DIGITS.fullmatch(body.clock.monotonic_ns)
    if not clock_fits or not all(map(_SHA256.fullmatch, body.hashes())):
        raise ValueError(kind.value)
    if isinstance(body, RecordBody) and (body.amends is not None) != (kind is EventKind.RECORD_AMENDED):
        raise ValueError("amends")
    return body
