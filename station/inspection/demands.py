"""What a record needs a second signature for, by the policy of its internal standard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from station.inspection.fitting import outside_limits
from station.inspection.review import asked_facts
from station.model.answer import Answer, Choice, Defects
from station.model.checklist import CheckItem, ItemSeverity
from station.model.inspection import Inspection
from station.model.life import Demand
from station.model.second_person import Because
from station.model.verdict import Verdict


def countersign_demands(
    inspection: Inspection, verdicts: Sequence[Verdict], amended: bool = False
) -> tuple[Demand, ...]:
    """Every reason for a second signature, each once; an amendment always needs one."""
    policy, facts = inspection.checklist.countersign, asked_facts(inspection)
    demands = [Demand(Because.AMENDED)] if amended else []
    demands += [Demand(Because.CRITICAL, item) for item in _faults(inspection, facts)]
    if policy.override:
        demands += [Demand(Because.OVERRIDE, one.item) for one in inspection.overrides]
    if policy.borderline:
        demands += [
            Demand(Because.BORDERLINE, one.item) for verdict in verdicts for one in verdict.borderline
        ]
    return tuple(dict.fromkeys(demands))


def _faults(inspection: Inspection, facts: Mapping[str, Answer]) -> Iterator[str]:
    policy = inspection.checklist.countersign
    for item in inspection.asked():
        watched = item.id in policy.items or (policy.critical and item.severity is ItemSeverity.CRITICAL)
        if watched and item.id in facts and is_fault(item, facts[item.id]):
            yield item.id


def is_fault(item: CheckItem, answer: Answer) -> bool:
    """True for an option that a sound unit does not have, a defect, or a number outside the limits.

    An unknown is no fault that was seen: verdicts tell of it.
    """
    match answer:
        case Choice():
            option = item.option(answer.value)
            return option is not None and not option.good
        case Defects():
            return bool(answer.defects)
        case _:
            return outside_limits(item, answer)
