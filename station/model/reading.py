"""What an instrument said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class ReadingStatus(StrEnum):
    """Status of one frame; only ``ok`` carries a value that may become a fact."""

    OK = "ok"
    UNSTABLE = "unstable"
    OVERLOAD = "overload"
    UNDERLOAD = "underload"
    ERROR = "error"
    BUSY = "busy"
    NO_DATA = "no_data"
    ACK = "ack"
    INFO = "info"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reading:
    """One decoded frame.

    ``value`` keeps the digits shown on the display and is None unless status is ok or unstable. ``stable`` is
    None when the instrument does not say. ``raw`` is the frame as it came over the wire, terminator included.
    ``taken_at`` is host time in UTC at the arrival of the first byte, ``monotonic_ns`` the monotonic clock at
    the same instant (arming compares against it). ``extra`` holds what else the frame said.
    """

    status: ReadingStatus
    quantity: str | None
    value: Decimal | None
    unit: str | None
    stable: bool | None
    raw: bytes
    taken_at: datetime
    monotonic_ns: int
    extra: Mapping[str, str] = field(default_factory=dict)
