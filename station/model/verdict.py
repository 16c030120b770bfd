"""One channel's result for one set of facts, with the reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Literal


class Result(StrEnum):
    """Kinds of result a channel standard can give (domain vocabulary)."""

    GRADE = "grade"
    TIE = "tie"
    BOUND = "bound"
    UNDETERMINED = "undetermined"
    NOT_ACCEPTED = "not_accepted"
    ITEMISED = "itemised"


@dataclass(frozen=True, slots=True)
class Deciding:
    """A clause and the observation that decided on it; ``observed`` and ``limit`` are display text."""

    clause: str
    item: str
    observed: str
    limit: str


@dataclass(frozen=True, slots=True)
class Borderline:
    """A value within its measuring uncertainty of a limit: re-measure, or the stricter side."""

    clause: str
    item: str
    observed: str
    limit: str


Act = Literal["change", "check", "clean"]
"""What is done about an item: repair or replace it, observe it, clean it and observe it again."""


@dataclass(frozen=True, slots=True)
class UpgradeStep:
    """One thing to do; ``minutes`` it takes about, None where nobody can say (a repair)."""

    item: str
    act: Act
    minutes: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Upgrade:
    """The cheapest way to the next better grade; ``needs`` names the items of ``steps``.

    With several axes ``to`` is the joined code, ``?`` standing for an axis that is not settled.
    """

    to: str
    needs: tuple[str, ...]
    steps: tuple[UpgradeStep, ...] = ()

    @property
    def minutes(self) -> Decimal | None:
        """How long all steps take about; None when that of any step is not known."""
        told = [step.minutes for step in self.steps if step.minutes is not None]
        return sum(told, Decimal(0)) if told and len(told) == len(self.steps) else None


@dataclass(frozen=True, slots=True)
class Oldest:
    """The oldest fact that the standard looked at, and when it was observed (UTC)."""

    item: str
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class AxisVerdict:
    """What one axis gives by itself: its result, the grades still possible (best first), what refused."""

    axis: str
    result: Result
    grades: tuple[str, ...] = ()
    gate: str | None = None


@dataclass(frozen=True, slots=True)
class SurfaceVerdict:
    """What one surface of a worst-surface scale gives: the grades still possible, best first.

    None is left when the surface fits no grade. ``axis`` is empty for a standard with a single scale.
    """

    surface: str
    grades: tuple[str, ...]
    axis: str = ""


@dataclass(frozen=True, slots=True)
class ItemisedOption:
    """One answered question (or attribute) of a standard; ``option`` is None while undetermined."""

    clause: str
    item: str
    option: str | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """One channel's result.

    ``channel`` is the stable id (``back-market``), ``standard`` the display name, ``version`` the date of the
    standard. ``grades`` holds the grade, the tied grades, or every grade still possible (best first).
    ``gate`` names the refusing clause. ``missing`` lists items without a known fact that could matter.
    ``open_rulings`` lists clauses whose wording cannot be decided by any fact. ``presumed`` lists items whose
    unknown fact a ruling of the standard lets pass. ``best_grade`` of the standard lets a screen colour the
    result without knowing the standard. With ``may_fail`` it may also turn out to fit none of the grades.

    With several axes ``grades`` holds joined codes, ``axes`` the code of every axis that is settled, and
    ``axis_verdicts`` what each axis gives, ``surfaces`` what each surface gives. ``attributes`` holds what is
    stated beside the grade. ``oldest`` is the oldest fact that the standard looked at, where times are known.
    """

    channel: str
    standard: str
    version: str
    result: Result
    grades: tuple[str, ...] = ()
    gate: str | None = None
    missing: tuple[str, ...] = ()
    deciding: tuple[Deciding, ...] = ()
    borderline: tuple[Borderline, ...] = ()
    upgrade: Upgrade | None = None
    axes: Mapping[str, str] = field(default_factory=dict)
    options: tuple[ItemisedOption, ...] = ()
    open_rulings: tuple[str, ...] = ()
    presumed: tuple[str, ...] = ()
    best_grade: str | None = None
    may_fail: bool = False
    axis_verdicts: tuple[AxisVerdict, ...] = ()
    surfaces: tuple[SurfaceVerdict, ...] = ()
    attributes: tuple[ItemisedOption, ...] = ()
    oldest: Oldest | None = None
