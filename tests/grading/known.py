"""Answers that leave nothing open: known facts, every size taken."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from hypothesis import strategies as st

from station.model.answer import Answer, Choice, Defects, Measured, NotFitted
from station.model.checklist import CheckItem
from station.model.defect import Defect, DefectKind, Depth
from station.model.verdict import Result, Verdict

SIZES = st.sampled_from([Decimal(size) for size in ("0", "0.5", "1", "2", "5", "10", "30", "50")])


def known(item: CheckItem) -> st.SearchStrategy[Answer]:
    """A known answer about ``item``."""
    if item.options:
        told: st.SearchStrategy[Answer] = st.sampled_from([Choice(option.value) for option in item.options])
    elif item.defect_kinds:
        told = st.just(Defects()) | st.lists(_defect(item), min_size=1, max_size=3).map(
            lambda found: Defects(tuple(found))
        )
    else:
        told = st.builds(Measured, st.decimals("0", "100", places=0), st.just(item.unit or "1"))
    return told | st.just(NotFitted()) if item.may_be_missing else told


def _defect(item: CheckItem) -> st.SearchStrategy[Defect]:
    return st.builds(
        Defect,
        zone=st.sampled_from(item.zones),
        kind=st.sampled_from([DefectKind(kind) for kind in item.defect_kinds]),
        length_mm=SIZES,
        width_mm=SIZES,
        depth=st.sampled_from(Depth),
        visible_cm=SIZES,
        visible_lit=st.booleans(),
    )


def all_known(items: Iterable[CheckItem]) -> st.SearchStrategy[dict[str, Answer]]:
    """A known answer about every item."""
    return st.fixed_dictionaries({item.id: known(item) for item in items})


def told(verdict: Verdict) -> tuple[object, ...]:
    """What a verdict says; *bound* and *undetermined* are both open, and name their grades."""
    if verdict.result is Result.NOT_ACCEPTED:
        return (verdict.result.value,)
    result = "open" if verdict.result in (Result.BOUND, Result.UNDETERMINED) else verdict.result.value
    axes = tuple((one.axis, one.grades) for one in verdict.axis_verdicts)
    return result, verdict.grades, axes, verdict.options, verdict.attributes
