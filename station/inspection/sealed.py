"""A sealed record as the inspection it came from, so that it can be judged and corrected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from station.model.facts_json import answer_from_json
from station.model.inspection import EvidencePhoto, Inspection
from station.model.observation import Method, Observation, Source
from station.model.record import Record
from station.model.second_person import Override, OverrideKind
from station.store.clock import from_text


def inspection_of(record: Record, plan: Inspection) -> Inspection:
    """The inspection as ``record`` states it; ``plan`` gives the checklist and the unit.

    Raises:
        KnownError: FACT-001 an answer that does not fit the checklist.
    """
    document = record.document
    history = tuple(_observation(one, plan) for one in document["observations"])
    current = {one["id"] for one in document["observations"] if one["current"]}
    return Inspection(
        id=plan.id,
        unit=plan.unit,
        checklist=plan.checklist,
        state=plan.state,
        person=plan.person,
        started_at=plan.started_at,
        current_item=plan.current_item,
        observations={one.item: one for one in history if one.id in current},
        history=history,
        photos=tuple(_photo(one) for one in document["photos"]),
        overrides=tuple(_override(one) for one in document.get("overrides", ())),
    )


def _observation(raw: Mapping[str, Any], plan: Inspection) -> Observation:
    item = plan.checklist.item(raw["item"])
    if item is None:
        raise LookupError(f"{raw['item']} is not on the checklist of {plan.id}")
    withdrawn_at = raw.get("withdrawn_at")
    return Observation(
        id=raw["id"],
        item=raw["item"],
        answer=answer_from_json(raw["answer"], item),
        source=Source(**{**raw["source"], "method": Method(raw["source"]["method"])}),
        person=raw["person"],
        taken_at=from_text(raw["taken_at"]),
        monotonic_ns=int(raw["monotonic_ns"]),
        evidence=tuple(raw["evidence"]),
        condition=raw["condition"],
        replaces=raw["replaces"],
        confirmed=raw["confirmed"],
        withdrawn_at=from_text(withdrawn_at) if withdrawn_at else None,
        withdrawn_by=raw.get("withdrawn_by"),
        amendment=raw.get("amendment", ""),
    )


def _photo(raw: Mapping[str, Any]) -> EvidencePhoto:
    return EvidencePhoto(**{**raw, "taken_at": from_text(raw["taken_at"])})


def _override(raw: Mapping[str, Any]) -> Override:
    return Override(**{**raw, "what": OverrideKind(raw["what"]), "at": from_text(raw["at"])})
