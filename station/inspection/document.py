"""The record document: everything a sealed inspection states, as one JSON object.

``{"schema":1, "record", "station":{id,name,public_key}, "practice", "unit":{code,category,imei,serial,
model|null,work_order|null}, "internal_standard":{category,version}, "channels", "started_at", "sealed_at",
"duration_s", "inspector":{id,name,role}, "observations":[…every one made, in order…], "photos",
"missing_photos":[{item,view,reason}], "not_asked":[{item,reason}], "cleanings", "verdicts",
"signature":{person,statement,at}}``.
Decimals are strings, times RFC 3339 in UTC.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from station.inspection.review import asked_facts
from station.model.facts_json import answer_to_json
from station.model.inspection import EvidencePhoto, Inspection, WithoutPhoto
from station.model.observation import Observation
from station.model.person import Person
from station.model.verdict import Result, Verdict
from station.model.verdict_json import verdict_to_json
from station.store.clock import to_text
from station.store.draft_rows import source_to_json, unit_to_json

SCHEMA = 1
"""Version of the document's form."""
STATEMENT = "I made these observations on this unit; they are true to the best of my knowledge."
"""What the signature says."""


def record_document(
    inspection: Inspection,
    *,
    station: dict[str, str],
    practice: bool,
    inspector: Person,
    verdicts: Sequence[Verdict],
    missing_photos: Sequence[tuple[str, str, WithoutPhoto]],
    not_needed: Sequence[str],
    cleanings: Sequence[dict[str, Any]],
    sealed_at: datetime,
) -> dict[str, Any]:
    """The document that is hashed into the ledger."""
    checklist = inspection.checklist
    return {
        "schema": SCHEMA,
        "record": inspection.id,
        "station": station,
        "practice": practice,
        "unit": unit_to_json(inspection.unit),
        "internal_standard": {"category": checklist.category, "version": checklist.internal_version},
        "channels": list(checklist.channels),
        "started_at": to_text(inspection.started_at),
        "sealed_at": to_text(sealed_at),
        "duration_s": max(0, int((sealed_at - inspection.started_at).total_seconds())),
        "inspector": {"id": inspector.id, "name": inspector.name, "role": inspector.role.value},
        "observations": _observations(inspection),
        "photos": [_photo(photo) for photo in inspection.photos],
        "missing_photos": [
            {"item": item, "view": view, "reason": reason.value} for item, view, reason in missing_photos
        ],
        "not_asked": _not_asked(not_needed, verdicts),
        "cleanings": list(cleanings),
        "verdicts": [verdict_to_json(verdict) for verdict in verdicts],
        "signature": {"person": inspector.id, "statement": STATEMENT, "at": to_text(sealed_at)},
    }


def _not_asked(items: Sequence[str], verdicts: Sequence[Verdict]) -> list[dict[str, str]]:
    """Items of the checklist left without an answer, because none could change a target channel's verdict."""
    refused = all(verdict.result is Result.NOT_ACCEPTED for verdict in verdicts)
    reason = "every_channel_refused" if refused else "verdicts_settled"
    return [{"item": item, "reason": reason} for item in items]


def _observations(inspection: Inspection) -> list[dict[str, Any]]:
    asked = asked_facts(inspection)
    current = {inspection.observations[item].id for item in asked}
    return [_observation(one, one.id in current) for one in inspection.history]


def _observation(observation: Observation, current: bool) -> dict[str, Any]:
    withdrawn = observation.withdrawn_at
    return {
        "id": observation.id,
        "item": observation.item,
        "answer": answer_to_json(observation.answer),
        "source": source_to_json(observation.source),
        "person": observation.person,
        "taken_at": to_text(observation.taken_at),
        # RFC 8785 numbers are IEEE doubles: a monotonic clock in nanoseconds outgrows them after 104 days.
        "monotonic_ns": str(observation.monotonic_ns),
        "evidence": list(observation.evidence),
        "condition": dict(observation.condition),
        "replaces": observation.replaces,
        "confirmed": observation.confirmed,
        "current": current,
        **({"withdrawn_at": to_text(withdrawn)} if withdrawn else {}),
    }


def _photo(photo: EvidencePhoto) -> dict[str, Any]:
    return {
        "sha256": photo.sha256,
        "view": photo.view,
        "item": photo.item,
        "taken_at": to_text(photo.taken_at),
        "width": photo.width,
        "height": photo.height,
        "superseded": photo.superseded,
    }
