"""How many questions a unit is asked until every target's verdict is settled, on simulated units.

Steps are counted, not timed: the same seed gives the same table. The units are drawn by the priors that ship,
which are our own assumption.
"""

from __future__ import annotations

from collections.abc import Sequence

from station.grading.asking.account import Walk, adaptively, average, in_order, walk, walk_all
from station.grading.asking.drawing import draw_units
from station.grading.asking.inquiry import Questions
from station.model.answer import Answer
from station.model.checklist import InternalStandard
from station.standards.channel import ChannelStandard
from station.standards.compiler import compiled
from station.standards.library import channel_standards, internal_standard
from station.standards.priors import priors_of
from tests.bench.table import Row

CATEGORY = "smartphone"
UNITS, UNITS_OF_ALL = 40, 8
PAIRS = (("amazon-renewed", "back-market"), ("b-stock-superior", "swappa"))


def run(seed: int) -> list[Row]:
    """One row for each channel, some pairs, and all channels together."""
    internal, standards = internal_standard(CATEGORY), channel_standards(CATEGORY)
    by_id = {standard.id: standard for standard in standards}
    sets: list[Sequence[ChannelStandard]] = [[standard] for standard in standards]
    sets += [[by_id[name] for name in pair] for pair in PAIRS]
    units = list(draw_units(internal, priors_of(CATEGORY), UNITS, seed))
    rows = [_row(internal, targets, units) for targets in sets]
    return [*rows, _row(internal, standards, units[:UNITS_OF_ALL])]


def _row(
    internal: InternalStandard, targets: Sequence[ChannelStandard], units: Sequence[dict[str, Answer]]
) -> Row:
    listed = compiled(internal, targets)
    questions, whole = Questions.of(listed.items, targets), Questions.of(internal.items, targets)
    fixed = average(walk_all(whole, unit) for unit in units)
    ours = average(walk(questions, unit, in_order) for unit in units)
    free = average(walk(questions, unit, adaptively) for unit in units)
    few = " + ".join(target.id for target in targets)
    named = few if len(targets) <= 2 else f"all {len(targets)} channels"
    return Row(
        name=f"questions asked for {named}",
        ours_ms=ours.steps,
        unit="steps",
        goal="fewer than the fixed order of the internal standard",
        met=ours.steps < fixed.steps,
        peers={"internal standard in its fixed order": fixed.steps, "adaptive order": free.steps},
        counts=_counts(len(listed.items), fixed, ours, free),
    )


def _counts(items: int, fixed: Walk, ours: Walk, free: Walk) -> dict[str, float]:
    return {
        "items on the list": items,
        "s": round(ours.seconds),
        "s fixed": round(fixed.seconds),
        "s adaptive": round(free.seconds),
        "% fewer steps than fixed": round(100 * (1 - ours.steps / fixed.steps)),
        "% fewer seconds than fixed": round(100 * (1 - ours.seconds / fixed.seconds)),
    }
