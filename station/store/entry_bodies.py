"""What the body of a ledger entry must say, by its kind.

Only what a check rests on is demanded here; everything else in a body is kept by its hash alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from station.model.event import RECORD_KINDS, EventKind

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_SHA256 = re.compile(r"[0-9a-f]{64}")
_DIGITS = re.compile(r"-?[0-9]{1,30}")


@dataclass(frozen=True, slots=True)
class ClockStamp:
    """The monotonic clock beside wall time, comparable within one ``run`` of the program."""

    run: str
    monotonic_ns: str


@dataclass(frozen=True, slots=True)
class NamedPhoto:
    """A photo by its hash."""

    sha256: str


@dataclass(frozen=True, slots=True)
class NamedRecord:
    """A record by its id and the SHA-256 of its document."""

    record: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SignedBy:
    """Who signed."""

    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryBody:
    """What the body of any entry may say."""

    clock: ClockStamp | None = None

    def hashes(self) -> tuple[str, ...]:
        """Every SHA-256 that the body must spell rightly."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordBody(EntryBody):
    """A record document."""

    schema: Literal[1, 2]
    record: str
    sealed_at: str
    photos: list[NamedPhoto]
    signature: SignedBy
    amends: NamedRecord | None = None

    def hashes(self) -> tuple[str, ...]:
        """Its photos."""
        return tuple(photo.sha256 for photo in self.photos)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementBody(EntryBody):
    """Something done to a record after it was sealed: voided or countersigned."""

    record: str
    sha256: str
    says: str
    signature: SignedBy
    person: str

    def hashes(self) -> tuple[str, ...]:
        """The record's document."""
        return (self.sha256,)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidBody(JudgementBody):
    """A record declared void."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountersignBody(JudgementBody):
    """A second person's word on a record."""

    decision: Literal["agreed", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationBody(EntryBody):
    """A standard file put into force."""

    id: str
    version: str
    file: str
    sha256: str

    def hashes(self) -> tuple[str, ...]:
        """The file."""
        return (self.sha256,)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalBody(EntryBody):
    """Any other event: who and when by both clocks."""

    person: str
    clock: ClockStamp


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotosBody(PersonalBody):
    """Photos found or removed."""

    photos: list[str]

    def hashes(self) -> tuple[str, ...]:
        """The photos."""
        return tuple(self.photos)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingBody(PersonalBody):
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
    EventKind.PHOTOS_FOUND: PhotosBody,
    EventKind.PHOTOS_PRUNED: PhotosBody,
}


@cache
def _adapter(kind: EventKind) -> TypeAdapter[EntryBody]:
    from pydantic import TypeAdapter

    return TypeAdapter(_FORMS[kind])


def read_body(kind: EventKind, content: bytes) -> EntryBody:
    """What the body of an entry of ``kind`` says.

    Raises:
        ValueError: it is not what an entry of this kind says, however well it is signed.
    """
    body = _adapter(kind).validate_json(content, strict=True)
    clock_fits = body.clock is None or _DIGITS.fullmatch(body.clock.monotonic_ns)
    if not clock_fits or not all(map(_SHA256.fullmatch, body.hashes())):
        raise ValueError(kind.value)
    if isinstance(body, RecordBody) and (body.amends is not None) != (kind is EventKind.RECORD_AMENDED):
        raise ValueError("amends")
    return body
