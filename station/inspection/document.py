"""The record document: everything a sealed inspection states, as one JSON object.

Schema 2::

    {"schema":2, "record", "station":{id,name,public_key}, "practice", "unit":{code,category,imei,serial,
     model|null,work_order|null,customer|null}, "internal_standard":{category,version}, "channels",
     "started_at", "sealed_at", "duration_s", "inspector":{id,name,role},
     "observations":[…every one made, in order…], "photos", "missing_photos":[{item,view,reason}],
     "not_asked":[{item,reason}], "cleanings", "verdicts",
     "amends":null|{record,sha256,reason,says}, "earlier":[{record,sha256,sealed_at}],
     "overrides":[{what,item,reason,says,person,name,at}],
     "countersign":{"demanded_by":[{because,item}]}, "clock":{run,monotonic_ns},
     "signature":{person,name,role,meaning,statement:{zh,en},says,at}}

Schema 1 ends after ``verdicts`` with ``"signature":{person,statement,at}``, has no ``unit.customer``, and
does not say who withdrew an observation. It goes on being read. Decimals are strings, times RFC 3339 in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from station.inspection.review import asked_facts
from station.inspection.signing import signature_document
from station.model.facts_json import answer_to_json
from station.model.inspection import EvidencePhoto, Inspection, WithoutPhoto
from station.model.life import Demand
from station.model.observation import Observation
from station.model.person import Person
from station.model.second_person import Override
from station.model.second_signature import demand_to_json
from station.model.signature import Signature
from station.model.verdict import Result, Verdict
from station.model.verdict_json import verdict_to_json
from station.store.clock import to_text
from station.store.draft_rows import source_to_json, unit_to_json

SCHEMA = 2
"""Version of the document's form."""


@dataclass(frozen=True, slots=True)
class Sealing:
    """What a document states beside the inspection itself.

    ``missing_photos`` are item, view and why; ``not_needed`` items without an answer that could change no
    target channel's verdict. ``earlier`` and ``amends`` are as in the document.
    """

    record: str
    station: Mapping[str, str]
    practice: bool
    inspector: Person
    verdicts: Sequence[Verdict]
    signature: Signature
    clock: Mapping[str, str]
    missing_photos: Sequence[tuple[str, str, WithoutPhoto]] = ()
    not_needed: Sequence[str] = ()
    cleanings: Sequence[Mapping[str, Any]] = ()
    earlier: Sequence[Mapping[str, str]] = ()
    countersign: Sequence[Demand] = ()
    amends: Mapping[str, str] | None = None


def record_document(inspection: Inspection, sealing: Sealing) -> dict[str, Any]:
    """The document that is hashed into the ledger."""
    return {**_of_inspection(inspection), **_of_sealing(inspection, sealing)}


def stated_so_far(inspection: Inspection, verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """What an inspection in work would state if it were sealed with these verdicts: all but the signature."""
    return {**_of_inspection(inspection), "verdicts": [verdict_to_json(verdict) for verdict in verdicts]}


def _of_inspection(inspection: Inspection) -> dict[str, Any]:
    checklist = inspection.checklist
    return {
        "schema": SCHEMA,
        "unit": {"customer": None, **unit_to_json(inspection.unit)},
        "internal_standard": {"category": checklist.category, "version": checklist.internal_version},
        "channels": list(checklist.channels),
        "started_at": to_text(inspection.started_at),
        "observations": _observations(inspection),
        "photos": [_photo(photo) for photo in inspection.photos],
        "overrides": [override_to_json(override) for override in inspection.overrides],
    }


def _of_sealing(inspection: Inspection, sealing: Sealing) -> dict[str, Any]:
    inspector, sealed_at = sealing.inspector, sealing.signature.at
    return {
        "record": sealing.record,
        "station": dict(sealing.station),
        "practice": sealing.practice,
        "sealed_at": to_text(sealed_at),
        "duration_s": max(0, int((sealed_at - inspection.started_at).total_seconds())),
        "inspector": {"id": inspector.id, "name": inspector.name, "role": inspector.role.value},
        "missing_photos": [
            {"item": item, "view": view, "reason": reason.value}
            for item, view, reason in sealing.missing_photos
        ],
        "not_asked": _not_asked(sealing.not_needed, sealing.verdicts),
        "cleanings": [dict(one) for one in sealing.cleanings],
        "verdicts": [verdict_to_json(verdict) for verdict in sealing.verdicts],
        "amends": None if sealing.amends is None else dict(sealing.amends),
        "earlier": [dict(one) for one in sealing.earlier],
        "countersign": {"demanded_by": [demand_to_json(one) for one in sealing.countersign]},
        "clock": dict(sealing.clock),
        "signature": signature_document(sealing.signature),
    }


def override_to_json(override: Override) -> dict[str, str]:
    """An override as the document states it."""
    return {**asdict(override), "what": override.what.value, "at": to_text(override.at)}


def _not_asked(items: Sequence[str], verdicts: Sequence[Verdict]) -> list[dict[str, str]]:
    """Items of the checklist left without an answer, because none could change a target channel's verdict."""
    refused = all(verdict.result is Result.NOT_ACCEPTED for verdict in verdicts)
    reason = "every_channel_refused" if refused else "verdicts_settled"
    return [{"item": item, "reason": reason} for item in items]


def _observations(inspection: Inspection) -> list[dict[str, Any]]:
    asked = asked_facts(inspection)
    current = {inspection.observations[item].id for item in asked}
    return [observation_to_json(one, one.id in current) for one in inspection.history]


def observation_to_json(observation: Observation, current: bool) -> dict[str, Any]:
    """An observation as the document states it; ``current`` says whether its answer counts."""
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
        **(
            {"withdrawn_at": to_text(withdrawn), "withdrawn_by": observation.withdrawn_by}
            if withdrawn
            else {}
        ),
        **({"amendment": observation.amendment} if observation.amendment else {}),
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
