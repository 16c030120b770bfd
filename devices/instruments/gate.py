"""Which reading may become a fact: the judgement between an instrument and a check item.

A reading counts only when it arrived after the item was armed, in the quantity and unit the item asks for,
and stable. Everything else is a wait or a refusal with a code for the screen; it never becomes 0 or the last
value.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from devices.instruments.library import profile
from devices.instruments.profile import Reason, Stability
from station.errors import KnownError
from station.model.reading import Reading, ReadingStatus
from station.ports import SourceInfo
from station.texts import Phrase

LOCK_OUT_NS = 400_000_000
"""A second press this soon after an accepted reading belongs to nobody."""
FRESH_NS = 2_000_000_000
"""A held reading older than this is no longer what the instrument shows."""
_NOISE_LIMIT = 3
_NS_PER_MS = 1_000_000


class Wait(StrEnum):
    """Why a reading is not taken, without anything being wrong."""

    EARLY = "early"
    """It arrived before the item was armed."""
    REPEAT = "repeat"
    """One was accepted already: a double press, or the same load still lying there. Arm to measure again."""
    SETTLING = "settling"
    """Not stable yet."""
    ZERO = "zero"
    """Stable, but zero, as with nothing on it. A person may confirm it with :meth:`ReadingGate.take`."""
    UNMOVED = "unmoved"
    """Steady since the item was armed, on an instrument that does not flag stability: it may be the previous
    value. A person may confirm it with :meth:`ReadingGate.take`."""
    NOISE = "noise"
    """A frame not understood; too many in a row are refused."""
    NOT_A_VALUE = "not_a_value"
    """The instrument answered a command or named itself."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The reading may become a fact."""

    reading: Reading


@dataclass(frozen=True, slots=True)
class Waiting:
    """Not this reading; the next may do."""

    why: Wait


@dataclass(frozen=True, slots=True)
class Refused:
    """Not this reading, and the person must be told (INS-003 to INS-007, INS-011)."""

    error: KnownError


Outcome = Accepted | Waiting | Refused


def gate_for(info: SourceInfo, settle_limit_s: float = 30) -> ReadingGate:
    """The gate for a source: how stability is known comes from its profile.

    Raises:
        KnownError: INS-009 or INS-008 when the source names a profile that is not there or malformed.
    """
    stability = profile(info.profile).stability if info.profile else Stability()
    return ReadingGate(info, stability, settle_limit_s)


class ReadingGate:
    """Judges the readings of one source; keep one per source, so that its lock-out spans check items."""

    def __init__(self, info: SourceInfo, stability: Stability, settle_limit_s: float = 30) -> None:
        self._info = info
        self._stability = stability
        self._settle_limit_ns = int(settle_limit_s * 1e9)
        self._accepted_ns: int | None = None
        self._taken = False
        self._reset("", "", 0)

    def arm(self, quantity: str, unit: str, now_ns: int) -> None:
        """From ``now_ns`` (monotonic) on, wait for one reading of ``quantity`` in ``unit``."""
        self._reset(quantity, unit, now_ns)

    def offer(self, reading: Reading) -> Outcome:
        """Judge one reading."""
        if reading.monotonic_ns < self._armed_ns:
            return Waiting(Wait.EARLY)
        if self._taken or self._locked(reading):
            return Waiting(Wait.REPEAT)
        if reading.status is not ReadingStatus.UNKNOWN:
            self._noise = 0
        if reading.value is not None and reading.status in (ReadingStatus.OK, ReadingStatus.UNSTABLE):
            return self._judge_value(reading)
        return self._judge_other(reading)

    def take(self, now_ns: int) -> Outcome:
        """A person confirms the steady value shown (zero, or unmoved since arming)."""
        held = self._held
        if held is None or now_ns - held.monotonic_ns > FRESH_NS:
            return Refused(KnownError("INS-007", device=self._info.name))
        return self._accept(held)

    def lost(self) -> KnownError:
        """The source is lost: nothing seen so far counts any more. Returns INS-001 for the screen."""
        self._forget()
        return KnownError("INS-001", device=self._info.name)

    def _reset(self, quantity: str, unit: str, now_ns: int) -> None:
        self._quantity = quantity
        self._unit = unit
        self._armed_ns = now_ns
        self._noise = 0
        self._taken = False
        self._forget()

    def _forget(self) -> None:
        self._recent: list[Reading] = []
        self._first: Decimal | None = None
        self._moved = False
        self._held: Reading | None = None
        self._unsettled_ns: int | None = None

    def _locked(self, reading: Reading) -> bool:
        return self._accepted_ns is not None and reading.monotonic_ns - self._accepted_ns < LOCK_OUT_NS

    def _judge_other(self, reading: Reading) -> Outcome:
        match reading.status:
            case ReadingStatus.ACK | ReadingStatus.INFO:
                return Waiting(Wait.NOT_A_VALUE)
            case ReadingStatus.UNKNOWN:
                return self._judge_noise()
            case ReadingStatus.NO_DATA:
                return self._refuse("INS-003")
            case ReadingStatus.OVERLOAD | ReadingStatus.UNDERLOAD:
                return self._refuse("INS-005")
            case _:
                return self._refuse("INS-011", why=_why(reading))

    def _judge_noise(self) -> Outcome:
        self._recent.clear()
        self._held = None
        self._noise += 1
        if self._noise < _NOISE_LIMIT:
            return Waiting(Wait.NOISE)
        return self._refuse("INS-006", count=self._noise)

    def _judge_value(self, reading: Reading) -> Outcome:
        if (reading.quantity, reading.unit) != (self._quantity, self._unit):
            same_unit = reading.unit == self._unit
            shown = f"{reading.unit} ({reading.quantity})" if same_unit else reading.unit
            return self._refuse("INS-004", unit=shown, expected=self._unit)
        steady = self._steady(reading)
        if steady is None:
            return self._settling(reading)
        self._unsettled_ns = None
        hold = self._doubt(steady)
        if hold is None:
            return self._accept(steady)
        self._held = steady
        return Waiting(hold)

    def _steady(self, reading: Reading) -> Reading | None:
        """The reading when it is stable, by its own word or by equal ones before it."""
        if reading.stable is not None or self._info.manual or self._stability.by == "flag":
            return reading if reading.stable or self._info.manual else None
        self._remember(reading)
        if len(self._recent) < self._stability.count:
            return None
        extra = {**reading.extra, "equal_readings": str(len(self._recent))}
        return replace(reading, stable=True, extra=extra)

    def _remember(self, reading: Reading) -> None:
        """Keep the newest run of values within the band and the window."""
        value, band = reading.value or Decimal(0), self._stability.band
        self._first = value if self._first is None else self._first
        self._moved = self._moved or abs(value - self._first) > band
        oldest_ns = reading.monotonic_ns - self._stability.window_ms * _NS_PER_MS
        run = [past for past in self._recent if past.monotonic_ns >= oldest_ns]
        values = [past.value for past in run if past.value is not None]
        within = not values or max(*values, value) - min(*values, value) <= band
        self._recent = [*(run if within else []), reading][-self._stability.count :]

    def _doubt(self, reading: Reading) -> Wait | None:
        if self._info.manual:
            return None
        if reading.value is not None and abs(reading.value) <= self._stability.band:
            return Wait.ZERO
        derived = "equal_readings" in reading.extra
        return Wait.UNMOVED if derived and not self._moved else None

    def _settling(self, reading: Reading) -> Outcome:
        self._held = None
        since_ns = self._unsettled_ns if self._unsettled_ns is not None else reading.monotonic_ns
        self._unsettled_ns = since_ns
        if reading.monotonic_ns - since_ns < self._settle_limit_ns:
            return Waiting(Wait.SETTLING)
        return self._refuse("INS-007")

    def _accept(self, reading: Reading) -> Accepted:
        self._forget()
        self._accepted_ns = reading.monotonic_ns
        self._taken = True
        return Accepted(reading)

    def _refuse(self, code: str, **details: object) -> Refused:
        """Refuse, and begin to look for stability anew. That the instrument moved stays known."""
        self._recent.clear()
        self._held = None
        self._unsettled_ns = None
        return Refused(KnownError(code, device=self._info.name, **details))


def _why(reading: Reading) -> object:
    """The reason in the reader's language; an instrument's own words as they are."""
    reason = reading.extra.get("reason", Reason.UNSTATED.value)
    if reason == Reason.UNSTATED and "text" in reading.extra:
        return reading.extra["text"]
    return Phrase(f"instruments.reason.{reason}")
