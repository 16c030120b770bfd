"""What a report says about one record: plain, frozen and already in the reader's language.

Blocks print this and look nothing up. Digits are printed as stored; nothing is rounded or converted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from station.model.checklist import InternalStandard
from station.model.verdict import Act
from station.standards.channel import ChannelStandard


class Titles(Protocol):
    """Where titles and clause texts come from: a library of standards."""

    def internal_standard(self, category: str) -> InternalStandard:
        """The internal standard of a category; raises STD-003."""
        ...

    def channel_standard(self, name: str, version: str | None = None) -> ChannelStandard:
        """The channel standard with this id, in force or of a version; raises STD-002."""
        ...


class State(StrEnum):
    """The four states a verdict is coloured by, always with a word and a shape."""

    OK = "ok"
    ATTENTION = "attention"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and its value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Because:
    """A clause that decided, by its id and what it ``says``, and the observation it decided on.

    ``observed`` and ``limit`` are in words; ``limit`` is empty where the clause asks nothing that could be
    told so. A ``borderline`` observation lies within its measuring uncertainty of the limit.
    """

    clause: str
    says: str
    item: str
    title: str
    observed: str
    limit: str = ""
    borderline: bool = False


@dataclass(frozen=True, slots=True)
class PathStep:
    """One thing to do on the way to a better grade; ``minutes`` it takes about, None where nobody can say."""

    act: Act
    item: str
    title: str
    minutes: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """The cheapest way to the next better grade ``to``; ``minutes`` of all steps, None when not known."""

    to: str
    steps: tuple[PathStep, ...]
    minutes: Decimal | None = None


@dataclass(frozen=True, slots=True)
class OldestFact:
    """The oldest fact that the verdict rests on, and when it was observed (UTC)."""

    item: str
    title: str
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class VerdictContent:
    """One channel's verdict.

    ``word`` is what is printed large, ``short`` the same where there is little room, ``result`` the kind of
    result in words.

    ``reasons`` names what decided, one sentence each; ``ahead`` what would change the verdict: the cheapest
    upgrade, what is missing, what the channel still has to rule. ``options`` are answers of an itemised
    standard.

    The same in parts, for a screen: ``because`` (what decided, then what lies close to a limit), ``path``,
    ``still`` (titles of the items to check), ``rulings`` (clauses awaiting one), ``presumed`` (titles of
    items let pass unseen), ``parts`` (what axes and surfaces give by themselves), ``oldest``.
    """

    channel: str
    version: str
    state: State
    word: str
    short: str
    result: str
    reasons: tuple[str, ...]
    ahead: tuple[str, ...]
    options: tuple[Labelled, ...] = ()
    because: tuple[Because, ...] = ()
    path: Path | None = None
    still: tuple[str, ...] = ()
    rulings: tuple[str, ...] = ()
    presumed: tuple[str, ...] = ()
    parts: tuple[Labelled, ...] = ()
    oldest: OldestFact | None = None


@dataclass(frozen=True, slots=True)
class Glance:
    """One channel's verdict in passing.

    ``line`` is the one line that matters now, ``missing`` the number of items still to check, ``to`` the next
    better grade within reach (empty when there is none).
    """

    channel: str
    version: str
    state: State
    word: str
    short: str
    line: str
    missing: int
    to: str


@dataclass(frozen=True, slots=True)
class DefectContent:
    """One defect as a sentence, under the check item that found it."""

    item: str
    zone: str
    sentence: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class FactContent:
    """One known fact: the item, its title, the value with unit, and how it was obtained."""

    item: str
    title: str
    value: str
    source: str
    attention: bool = False
    """The value lies outside the item's limits and was confirmed."""
    method: str = ""
    device: str = ""
    person: str = ""
    taken_at: str = ""
    why: str = ""
    """How, with what, by whom, when, and why so, each by itself."""


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Known facts of one group of the internal standard."""

    title: str
    facts: tuple[FactContent, ...]


@dataclass(frozen=True, slots=True)
class UnknownContent:
    """An item without a known fact, and why."""

    item: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class PhotoContent:
    """A photo by its SHA-256 and size in pixels, with the caption printed under it.

    ``pruned`` says when the retention policy removed it; empty while it is kept. ``shows_reason``: of an item
    with a defect, or one that decided a verdict.
    """

    sha256: str
    width: int
    height: int
    caption: str
    detail: str
    pruned: str = ""
    shows_reason: bool = False


@dataclass(frozen=True, slots=True)
class SignatureContent:
    """Who signed what, and when."""

    person: str
    role: str
    statement: str
    at: str


@dataclass(frozen=True, slots=True)
class StandingContent:
    """How the record stands, where that is more than *sealed and current*.

    ``mark`` goes across every page of a record that must not be used (empty otherwise), ``short`` onto a
    label, one word per state. ``notices`` are what a reader has to know first, each with its state;
    ``countersigned`` is the second signature once it is given.
    """

    mark: str = ""
    short: tuple[str, ...] = ()
    notices: tuple[tuple[State, str], ...] = ()
    countersigned: SignatureContent | None = None


@dataclass(frozen=True, slots=True)
class ProofContent:
    """Where the record stands in the ledger; ``code`` is what the printed QR code says.

    ``trace`` is the address of the unit's public page, to which the code leads then; empty for none.
    """

    record_sha256: str
    sequence: int
    ledger_hash: str
    station_key: str
    code: str
    trace: str = ""


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Everything a report may print about one record.

    ``fields`` are the values that template texts may name: ``record``, ``unit``, ``imei``, ``serial``,
    ``code``, ``station``, ``inspector`` (who inspected), ``signer`` (who
    signed: of an amendment who amended), ``sealed_at``, ``started_at``, ``category``, ``verdicts``,
    ``standing``, ``trace``.
    """

    record_id: str
    practice: bool
    station: str
    title: str
    subtitle: str
    identity: tuple[Labelled, ...]
    circumstances: tuple[Labelled, ...]
    verdicts: tuple[VerdictContent, ...]
    defects: tuple[DefectContent, ...]
    defect_items_clear: int
    groups: tuple[FactGroup, ...]
    unknowns: tuple[UnknownContent, ...]
    photos: tuple[PhotoContent, ...]
    signature: SignatureContent
    proof: ProofContent
    standing: StandingContent
    fields: dict[str, str]
