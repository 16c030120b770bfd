"""The parts of a verdict that a screen shows one by one: clauses, the way up, what is left to check."""

from __future__ import annotations

from collections.abc import Iterator

from station.model.verdict import Act, Borderline, Deciding, Upgrade, UpgradeStep, Verdict
from station.reports.content import Because, Labelled, OldestFact, Path, PathStep
from station.reports.quoting import Quoting
from station.standards.channel import SILENCE

_ACTS: tuple[Act, ...] = ("clean", "check", "change")


def because(verdict: Verdict, quoting: Quoting) -> tuple[Because, ...]:
    """What decided, then what lies close to a limit; each clause and item once."""
    rows = [*(_row(one, quoting) for one in verdict.deciding), *_borderline(verdict, quoting)]
    return tuple({(row.clause, row.item, row.observed): row for row in rows}.values())


def _borderline(verdict: Verdict, quoting: Quoting) -> Iterator[Because]:
    return (_row(one, quoting, borderline=True) for one in verdict.borderline)


def _row(one: Deciding | Borderline, quoting: Quoting, *, borderline: bool = False) -> Because:
    return Because(
        clause="" if one.clause == SILENCE else one.clause,
        says=quoting.clause(one.clause),
        item=one.item,
        title=quoting.wording.item_title(one.item),
        observed=quoting.in_words(one.observed, one.item),
        limit="" if one.clause == SILENCE else quoting.in_words(one.limit, one.item),
        borderline=borderline,
    )


def path(verdict: Verdict, quoting: Quoting) -> Path | None:
    """The cheapest way up: what to clean first, then what to check, then what to change."""
    if verdict.upgrade is None:
        return None
    steps = sorted(_steps(verdict.upgrade), key=lambda step: _ACTS.index(step.act))
    named = (PathStep(one.act, one.item, quoting.wording.item_title(one.item), one.minutes) for one in steps)
    return Path(verdict.upgrade.to, tuple(named), verdict.upgrade.minutes)


def _steps(upgrade: Upgrade) -> tuple[UpgradeStep, ...]:
    """Older records name the items only."""
    return upgrade.steps or tuple(UpgradeStep(item, "change") for item in upgrade.needs)


def parts(verdict: Verdict, quoting: Quoting) -> tuple[Labelled, ...]:
    """What every axis and surface gives by itself; with the version gone, the settled axes by their ids."""
    if quoting.exact is None:
        return tuple(Labelled(axis, value) for axis, value in verdict.axes.items())
    return tuple(Labelled(part, value) for part, value in quoting.exact.named_parts(verdict))


def oldest(verdict: Verdict, quoting: Quoting) -> OldestFact | None:
    """The oldest fact that the verdict rests on."""
    found = verdict.oldest
    return OldestFact(found.item, quoting.wording.item_title(found.item), found.taken_at) if found else None
