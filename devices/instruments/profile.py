"""Instrument profiles: how one family of instruments talks, as data in ``resources/instruments/*.toml``.

The loader runs every example frame of a profile through its own framing and rules, so a wrong profile fails
when it is loaded and not at the bench.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from station.model.reading import ReadingStatus


def _wire(value: object) -> object:
    return value.encode("latin-1") if isinstance(value, str) else value


def _pattern(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return re.compile(value)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error


WireBytes = Annotated[bytes, BeforeValidator(_wire)]
"""Bytes on the wire, written in TOML as text with one character per byte (``"SI\\r\\n"``, ``"\\u0002"``)."""

Pattern = Annotated[re.Pattern[str], BeforeValidator(_pattern)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Port(_Part):
    """Default settings of the serial port; a device URL may override each. ``settle_ms`` waits after opening,
    ``dtr`` and ``rts`` are line levels that some instruments take as power supply (None: leave alone)."""

    baud: int = Field(default=9600, gt=0)
    bits: Literal[7, 8] = 8
    parity: Literal["N", "E", "O", "M", "S"] = "N"
    stop: Literal[1, 2] = 1
    flow: Literal["none", "xon-xoff", "rts-cts", "dtr-dsr"] = "none"
    dtr: bool | None = None
    rts: bool | None = None
    settle_ms: int = Field(default=0, ge=0)


class TerminatorFraming(_Part):
    """A frame ends with ``terminator``. After opening, a first frame counts only when it matches
    ``clean_start`` at its beginning; a longer run than ``max_length`` bytes is thrown away."""

    kind: Literal["terminator"]
    terminator: WireBytes = Field(min_length=1)
    clean_start: Pattern
    max_length: int = Field(default=256, gt=1)


class StartEndFraming(_Part):
    """A frame runs from ``start`` to ``end``, both included; bytes outside are thrown away."""

    kind: Literal["start_end"]
    start: WireBytes = Field(min_length=1)
    end: WireBytes = Field(min_length=1)
    max_length: int = Field(default=256, gt=1)


class FixedFraming(_Part):
    """A frame is ``start`` and as many bytes more as make ``length``."""

    kind: Literal["fixed"]
    start: WireBytes = Field(min_length=1)
    length: int = Field(gt=1)


Framing = Annotated[TerminatorFraming | StartEndFraming | FixedFraming, Field(discriminator="kind")]


class Reason(StrEnum):
    """Why an instrument gives no value; each has a text in both languages."""

    NOT_NOW = "not_now"
    PARAMETER = "parameter"
    COMMAND = "command"
    TRANSMISSION = "transmission"
    CANNOT_EXECUTE = "cannot_execute"
    INTERNAL = "internal"
    GAUGE_OFF = "gauge_off"
    DATA_FORMAT = "data_format"
    IMPLAUSIBLE = "implausible"
    UNSTATED = "unstated"


class Meaning(_Part):
    """What a rule, or one token of a named group, says about a frame. None says nothing."""

    status: ReadingStatus | None = None
    stable: bool | None = None
    quantity: str | None = None
    unit: str | None = None
    reason: Reason | None = None


class Rule(Meaning):
    """One rule; rules are tried in order and must match the whole frame without its terminator.

    Named groups: ``value`` (with an optional ``sign`` apart from it), ``unit`` (looked up in the profile's
    units), ``function`` (looked up in its functions); every other group is kept as extra. ``by`` adds meaning
    for each token of a group: ``by.st.D = {status = "unstable"}``. A token not listed means no match.
    """

    match: Pattern
    by: dict[str, dict[str, Meaning]] = {}

    @model_validator(mode="after")
    def _groups_exist(self) -> Rule:
        missing = set(self.by) - set(self.match.groupindex)
        if missing:
            raise ValueError(f"no group named {', '.join(sorted(missing))} in the pattern")
        return self


class Function(_Part):
    """What an instrument with several functions measures in one of them."""

    quantity: str
    unit: str


class Sentinel(_Part):
    """A number that is not a value: at or above ``at_least``, or at or below ``at_most``."""

    status: ReadingStatus
    at_least: Decimal | None = None
    at_most: Decimal | None = None

    def holds(self, value: Decimal) -> bool:
        """True when ``value`` is this sentinel."""
        above = self.at_least is not None and value >= self.at_least
        below = self.at_most is not None and value <= self.at_most
        return above or below


class Limits(_Part):
    """Plausible values in the unit read; a value outside is an error of the instrument or of the wire."""

    low: Decimal
    high: Decimal


class Request(_Part):
    """Asked again and again, one outstanding at a time: optional ``before`` (for example ``FUNC?``), then
    ``request``. ``interval_ms`` between requests; no answer within ``timeout_ms`` is a silence."""

    request: WireBytes
    before: WireBytes | None = None
    interval_ms: int = Field(default=200, ge=10)
    timeout_ms: int = Field(default=1500, ge=50)


class Identity(_Part):
    """A harmless question whose answer, an ``info`` frame, names the instrument: groups ``serial`` and
    ``model`` of its rule."""

    request: WireBytes
    timeout_ms: int = Field(default=1000, ge=50)


class Stability(_Part):
    """How stability is known: the frame says so (``flag``), or ``count`` values in a row that stay within
    ``band`` (in the unit read) of each other, the oldest at most ``window_ms`` back (``equal``)."""

    by: Literal["flag", "equal"] = "flag"
    count: int = Field(default=3, ge=2)
    window_ms: int = Field(default=3000, gt=0)
    band: Decimal = Decimal(0)


class Commands(_Part):
    """Commands a person may give."""

    tare: WireBytes | None = None


class Example(_Part):
    """A frame and what it must decode to; run by the loader. ``origin`` says where the frame comes from."""

    raw: WireBytes
    status: ReadingStatus
    value: Decimal | None = None
    unit: str | None = None
    stable: bool | None = None
    quantity: str | None = None
    origin: str = ""


class Profile(_Part):
    """How one family of instruments talks.

    ``name`` is the file's name, ``title`` what a person calls such an instrument, ``family`` the family
    as in the collection of wire formats, ``quantity`` and ``unit`` what it measures
    unless a frame says otherwise.
    """

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    family: str = Field(min_length=1)
    title: str = ""
    models: tuple[str, ...] = Field(min_length=1)
    quantity: str
    unit: str
    mode: Literal["poll", "stream", "trigger"]
    port: Port = Port()
    framing: Framing
    init: tuple[WireBytes, ...] = ()
    poll: Request | None = None
    commands: Commands = Commands()
    identity: Identity | None = None
    rules: tuple[Rule, ...] = Field(min_length=1)
    units: dict[str, str] = {}
    functions: dict[str, Function] = {}
    sentinels: tuple[Sentinel, ...] = ()
    stability: Stability = Stability()
    limits: Limits | None = None
    examples: tuple[Example, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _poll_mode_polls(self) -> Profile:
        if self.mode == "poll" and self.poll is None:
            raise ValueError("mode poll needs a [poll] request")
        return self
