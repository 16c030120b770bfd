"""Shifts and targets as they are typed, and what is wrong with them; no widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from station.analysis.targets import BETTER
from station.analysis.telling import shown
from station.model.shifts import USUAL, clock_text
from station.settings import ShiftSetting, TargetSetting
from station.texts import Lang, text

_DAY_MIN = 24 * 60
_USUAL = tuple(one.name for one in USUAL)
Fault = tuple[str, dict[str, object]]
"""A text key and what it names."""


@dataclass(frozen=True, slots=True)
class ShiftDraft:
    """A shift as typed: what it is called in Chinese and English; times in minutes after midnight."""

    chinese: str
    english: str
    start_min: int
    end_min: int

    @property
    def name(self) -> str:
        """What records call it: a usual shift keeps the name that has its words in both languages."""
        usual = (one for one in _USUAL if (self.chinese, self.english) == _words(one))
        return next(usual, self.chinese or self.english)


def drafts_of(shifts: Sequence[ShiftSetting]) -> tuple[ShiftDraft, ...]:
    """The shifts that are set, every end stated."""
    following = (*shifts[1:], *shifts[:1])
    return tuple(_draft(one, after) for one, after in zip(shifts, following, strict=True))


def shifts_of(drafts: Sequence[ShiftDraft]) -> tuple[ShiftSetting, ...]:
    """What is typed as settings, in the order of the day that the first one starts."""
    first = drafts[0].start_min
    ordered = sorted(drafts, key=lambda one: (one.start_min - first) % _DAY_MIN)
    following = (*ordered[1:], *ordered[:1])
    return tuple(_setting(one, after) for one, after in zip(ordered, following, strict=True))


def shift_fault(drafts: Sequence[ShiftDraft]) -> Fault | None:
    """The first thing that keeps these from being shifts."""
    names, starts = [one.name for one in drafts], [one.start_min for one in drafts]
    if not all(names):
        return "shifts.fault.no_name", {"place": names.index("") + 1}
    if twice := _twice(names):
        return "shifts.fault.same_name", {"name": twice}
    if same := _twice([clock_text(one) for one in starts]):
        return "shifts.fault.same_start", {"time": same}
    return None


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """A target as typed, in the unit that the figure is shown in; of all channels where empty."""

    figure: str
    channel: str
    value: str
    attention: str


def target_drafts_of(targets: Sequence[TargetSetting]) -> tuple[TargetDraft, ...]:
    """The targets that are set."""
    return tuple(
        TargetDraft(one.figure, one.channel, _typed(one.figure, one.value), _typed(one.figure, one.attention))
        for one in targets
    )


def targets_of(drafts: Sequence[TargetDraft]) -> tuple[TargetSetting, ...]:
    """What is typed as settings; for drafts without a fault."""
    return tuple(
        TargetSetting(
            figure=one.figure,
            channel=one.channel,
            value=_number(one.figure, one.value) or 0.0,
            attention=_number(one.figure, one.attention) or 0.0,
        )
        for one in drafts
    )


def target_fault(drafts: Sequence[TargetDraft]) -> Fault | None:
    """The first thing that keeps these from being targets."""
    for place, one in enumerate(drafts, 1):
        ends = (_number(one.figure, one.value), _number(one.figure, one.attention))
        if ends[0] is None or ends[1] is None:
            return "shifts.fault.no_number", {"place": place}
        if BETTER.get(one.figure, 0) * (ends[0] - ends[1]) <= 0 and one.figure in BETTER:
            way = "higher" if BETTER[one.figure] > 0 else "lower"
            return f"shifts.fault.{way}_is_better", {"place": place}
    twice = _twice([f"{one.figure} {one.channel}" for one in drafts])
    return ("shifts.fault.same_target", {}) if twice else None


def _words(usual: str) -> tuple[str, str]:
    return text(Lang.ZH, f"figures.shifts.{usual}"), text(Lang.EN, f"figures.shifts.{usual}")


def _draft(one: ShiftSetting, after: ShiftSetting) -> ShiftDraft:
    chinese, english = _words(one.name) if one.name in _USUAL else (one.name, one.english)
    end = one.shift.end_min
    return ShiftDraft(chinese, english, one.start_min, after.start_min if end is None else end)


def _setting(one: ShiftDraft, after: ShiftDraft) -> ShiftSetting:
    is_own = one.name not in _USUAL
    return ShiftSetting(
        name=one.name,
        start=clock_text(one.start_min),
        end="" if one.end_min == after.start_min else clock_text(one.end_min),
        english=one.english if is_own and one.english != one.name else "",
    )


def _twice(words: Sequence[str]) -> str:
    return next((one for place, one in enumerate(words) if one in words[:place]), "")


def _typed(figure: str, value: float) -> str:
    scaled = Decimal(str(value)) * Decimal(str(shown(figure).times))
    return f"{scaled.normalize():f}"


def _number(figure: str, typed: str) -> float | None:
    try:
        return float(Decimal(typed.replace(",", ".")) / Decimal(str(shown(figure).times)))
    except InvalidOperation:
        return None
