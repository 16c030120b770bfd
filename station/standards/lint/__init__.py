"""Lint: what keeps a channel standard from grading every unit, and grading it once.

What each finding means, exactly. A *scale* is a ladder of grades (of one surface, where every surface is
graded), a *question* a list of options; *contenders* are the grades, rows or options of one of them. Facts
are complete and every part is fitted. *Surely* takes vague words at their strictest, *maybe* at their widest.
A *value* of a fact is an option, or a cell of a number (:mod:`~station.standards.lint.cells`); what a
contender *takes* of a fact are the values with which it can surely hold behind the gates.

``unreachable_grade``, ``unreachable_option``
    No unit may meet the contender and the gates without surely meeting an earlier contender as well.
``identical_grades``
    Two grades of one scale with the same rules, or that hold for the very same units in both readings.
``contradiction``
    Two gates, or (where the contender cannot hold) a gate and a clause or two clauses of it, each of which
    can be met and never both.
``overlap``, ``two_options_fit``, ``shared_edge``
    Two contenders that give something surely hold for one unit, and of some fact that both limit each takes
    values that the other does not. (A later one that takes all of the earlier and more is the way of every
    "best grade first" scale and no finding.) It is a shared edge when the values taken by both are a single
    number; between options of a question else ``two_options_fit``.
``gap``
    Values of a limited fact with which no contender may hold; then combinations of values, each of which is
    taken in another combination. In a question any of them, in an attribute none; in a scale only what is, in
    every fact, as good as or better than a unit that has a grade, for the worst units may be refused. Also
    what a demand by case leaves open.
``open_end``
    A scale that ends undetermined, and a unit behind the gates that may have no grade.
``non_monotone``
    Of a fact that both limit, the better grade surely takes a value that the worse one refuses though the
    worse one takes a better value; or the worse one takes a value that the better refuses though it is better
    than one that the better takes. In a decision list a grade takes what its rows leave to it.
    Better is: fewer, smaller, less visible defects; a better option of a scale; good before not good; of
    numbers what most one-sided limits of the standard say, else more % and more days, less of anything else.

The others speak for themselves: see :mod:`~station.standards.lint.bench` and
:mod:`~station.standards.lint.words`. Where a search would try too many combinations, ``too_complex`` says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from station.model.checklist import InternalStandard
from station.standards.channel import ChannelStandard
from station.standards.findings import Finding, finding, with_rulings
from station.standards.lint.bench import bench_findings
from station.standards.lint.defect_lists import MOST_LISTS
from station.standards.lint.formula import MOST_STEPS, TooComplexError
from station.standards.lint.gaps import gaps, silent_cases
from station.standards.lint.ladder import Ladder, ladders
from station.standards.lint.pairs import overlaps, upside_down
from station.standards.lint.reach import never_given, reach
from station.standards.lint.space import Space
from station.standards.lint.words import word_findings


def lint(standard: ChannelStandard, internal: InternalStandard) -> tuple[Finding, ...]:
    """Every finding on a standard, each with the ruling that settles it; never raises for any standard."""
    space = Space(standard, internal)
    found = [
        *_not_settled(space),
        *word_findings(standard, internal),
        *bench_findings(standard, internal),
        *_settled("", lambda: silent_cases(space)),
        *never_given(standard),
    ]
    for ladder in ladders(space):
        found += _ladder_findings(ladder)
    once = {one.id: one for one in found}
    return with_rulings(once.values(), standard.rulings)


def _not_settled(space: Space) -> Iterator[Finding]:
    """Clauses about lists of defects of which not every combination was looked at."""
    for clause, rule in space.standard.rules():
        if not space.is_settled([rule]):
            yield finding("too_complex", clause, cells=str(MOST_LISTS))


def _ladder_findings(ladder: Ladder) -> Iterator[Finding]:
    checks: tuple[Callable[[Ladder], Iterable[Finding]], ...] = (reach, overlaps, gaps, upside_down)
    for check in checks:
        yield from _settled(ladder.clause, partial(check, ladder))


def _settled(clause: str, check: Callable[[], Iterable[Finding]]) -> tuple[Finding, ...]:
    """What a check finds; that it cannot be settled, where it cannot."""
    try:
        return tuple(check())
    except TooComplexError:
        return (finding("too_complex", clause, cells=str(MOST_STEPS)),)
