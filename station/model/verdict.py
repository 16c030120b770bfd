"""One channel's result for one set of facts, with the reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class Upgrade:
    """The cheapest way to the next better grade; ``needs`` names items to change or to check."""

    to: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemisedOption:
    """One answered question of an itemised standard; ``option`` is None while undetermined."""

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
    unknown fact a ruling of the standard lets pass. ``best_grade`` and ``worst_grade`` of the standard let a
    screen colour the result without knowing the standard.
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
