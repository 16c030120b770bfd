"""From a sealed record to what a report says about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from station.model.checklist import BENCH_CHECK, CheckItem
from station.model.life import RecordLife
from station.model.record import Record
from station.model.verdict_json import verdict_from_json
from station.reports.content import (
    DefectContent,
    FactContent,
    FactGroup,
    Labelled,
    PhotoContent,
    ProofContent,
    ReportContent,
    SignatureContent,
    Titles,
    UnknownContent,
    VerdictContent,
)
from station.reports.part import Words
from station.reports.standing import standing_content
from station.reports.verdicts import verdict_content
from station.reports.wording import Wording
from station.texts import Lang

Document = Mapping[str, Any]


def content_of(
    record: Record,
    lang: Lang,
    titles: Titles,
    offset: timedelta,
    life: RecordLife | None = None,
    trace: str = "",
    own: Mapping[str, Words] | None = None,
    names: Mapping[str, str] | None = None,
) -> ReportContent:
    """What there is to print about ``record``; times are printed at ``offset`` from UTC.

    ``life`` is what became of the record; without it the record's own document speaks. ``trace`` is the
    address of the unit's public page, ``own`` are a template's words in place of the product's,
    ``names`` those of people by id.

    Raises:
        KnownError: STD-003 when the record's category has no internal standard.
    """
    document = record.document
    wording = Wording(lang, titles.internal_standard(document["unit"]["category"]), offset, own or {})
    current = {one["item"]: one for one in document["observations"] if one["current"]}
    verdicts = tuple(verdict_content(verdict_from_json(raw), wording, titles) for raw in document["verdicts"])
    title, subtitle = _unit_title(document["unit"], wording)
    defects = tuple(_defects(current, wording))
    content = ReportContent(
        record_id=record.id,
        practice=record.practice,
        station=document["station"]["name"],
        title=title,
        subtitle=subtitle,
        identity=_identity(document["unit"], wording),
        circumstances=_circumstances(document, wording),
        verdicts=verdicts,
        defects=defects,
        defect_items_clear=sum(one["answer"].get("defects") == [] for one in current.values()),
        groups=tuple(_groups(current, wording, known_names(document, names or {}))),
        unknowns=(*_unknowns(current, wording), *_missing_photos(document, wording)),
        photos=tuple(_photos(document, wording, life.pruned if life else {}, _reasons(current, verdicts))),
        signature=_signature(document, wording),
        proof=_proof(record, trace),
        standing=standing_content(life or RecordLife(), wording),
        fields={},
    )
    content.fields.update(_fields(document, content, wording))
    return content


def _unit_title(unit: Document, wording: Wording) -> tuple[str, str]:
    model = unit["model"]
    if not model:
        is_bench = unit["category"] == BENCH_CHECK
        return unit["code"], "" if is_bench else wording.say("unit.no_model")
    return f"{model['brand']} {model['name']}", wording.join([model["storage"], model["colour"]])


def _identity(unit: Document, wording: Wording) -> tuple[Labelled, ...]:
    order = unit["work_order"] or {}
    rows = {
        "code": unit["code"],
        "imei": unit["imei"],
        "serial": unit["serial"],
        "work_order": order.get("source", "") or order.get("code", ""),
    }
    return tuple(Labelled(wording.say(f"unit.{key}"), value) for key, value in rows.items() if value)


def _circumstances(document: Document, wording: Wording) -> tuple[Labelled, ...]:
    standard = document["internal_standard"]
    rows = {
        "inspected_at": f"{wording.moment(document['started_at'])} {wording.zone_of_time()}",
        "duration": wording.duration(document["duration_s"]),
        "inspector": document["inspector"]["name"],
        "station": document["station"]["name"],
        "internal_standard": standard["version"],
    }
    return tuple(Labelled(wording.say(f"unit.{key}"), value) for key, value in rows.items())


def _defects(current: Mapping[str, Document], wording: Wording) -> Iterator[DefectContent]:
    for observation in _in_order(current, wording):
        for defect in observation["answer"].get("defects", ()):
            yield DefectContent(
                item=wording.item_title(observation["item"]),
                zone=wording.zone(defect["zone"]),
                sentence=wording.defect(defect),
                note=str(defect.get("note", "")),
            )


def _in_order(current: Mapping[str, Document], wording: Wording) -> list[Document]:
    order = {item.id: place for place, item in enumerate(wording.standard.items)}
    return sorted(current.values(), key=lambda one: order.get(one["item"], len(order)))


def _groups(
    current: Mapping[str, Document], wording: Wording, names: Mapping[str, str]
) -> Iterator[FactGroup]:
    facts: dict[str, list[FactContent]] = {}
    for observation in _in_order(current, wording):
        if "unknown" not in observation["answer"]:
            item = wording.standard.item(observation["item"])
            facts.setdefault(item.group if item else "", []).append(_fact(observation, item, wording, names))
    titles = {group.id: group.title.of(wording.lang) for group in wording.standard.groups}
    for group, rows in facts.items():
        yield FactGroup(titles.get(group, group or wording.say("facts.other")), tuple(rows))


def _fact(
    observation: Document, item: CheckItem | None, wording: Wording, names: Mapping[str, str]
) -> FactContent:
    value = wording.answer(observation["answer"], item)
    confirmed = bool(observation["confirmed"])
    return FactContent(
        item=observation["item"],
        title=wording.item_title(observation["item"]),
        value=wording.with_note(value, wording.say(_doubt(observation["answer"]))) if confirmed else value,
        source=wording.source(observation["source"]),
        attention=confirmed,
        method=wording.term("method", str(observation["source"].get("method", ""))),
        device=wording.device(observation["source"]),
        person=names.get(observation.get("person", ""), observation.get("person", "")),
        taken_at=wording.moment(observation["taken_at"]) if "taken_at" in observation else "",
        why=str(observation["source"].get("reason", "")),
    )


def known_names(document: Document, names: Mapping[str, str]) -> Mapping[str, str]:
    """``names`` of people by id, and those the record itself states.

    What is shown to the public tells no id.
    """
    signer, inspector = document["signature"], document["inspector"]
    return {
        **names,
        inspector.get("id", ""): inspector["name"],
        signer.get("person", ""): signer.get("name", inspector["name"]),
    }


def _reasons(current: Mapping[str, Document], verdicts: tuple[VerdictContent, ...]) -> frozenset[str]:
    """Items with a defect, and those that decided a verdict."""
    found = {item for item, one in current.items() if one["answer"].get("defects")}
    return frozenset(found | {because.item for verdict in verdicts for because in verdict.because})


def _doubt(answer: Document) -> str:
    return "answer.another_unit" if "text" in answer else "answer.confirmed"


def _unknowns(current: Mapping[str, Document], wording: Wording) -> Iterator[UnknownContent]:
    """Items answered *unknown*; what the checklist did not ask is no unknown of this record."""
    for observation in _in_order(current, wording):
        if "unknown" in observation["answer"]:
            item = observation["item"]
            yield UnknownContent(item, wording.item_title(item), wording.unknown(observation["answer"]))


def _missing_photos(document: Document, wording: Wording) -> Iterator[UnknownContent]:
    for one in document.get("missing_photos", ()):
        title = f"{wording.say('photos.heading')}: {wording.view(one['view'])}"
        yield UnknownContent(one["item"], title, wording.say(f"without_photo.{one['reason']}"))


def _photos(
    document: Document, wording: Wording, pruned: Mapping[str, datetime], reasons: frozenset[str]
) -> Iterator[PhotoContent]:
    for photo in document["photos"]:
        if not photo["superseded"]:
            gone = pruned.get(photo["sha256"])
            words = wording.say("photos.pruned", at=wording.moment(gone.isoformat())) if gone else ""
            yield PhotoContent(
                sha256=photo["sha256"],
                width=photo["width"],
                height=photo["height"],
                caption=wording.view(photo["view"]),
                detail=words or f"{wording.moment(photo['taken_at'])}   {photo['sha256'][:12]}",
                pruned=words,
                shows_reason=photo.get("item") in reasons,
            )


def _signature(document: Document, wording: Wording) -> SignatureContent:
    signature = document["signature"]
    # Who amends signs, not who inspected; the first schema knows the inspector alone.
    signer = signature if "name" in signature else document["inspector"]
    return SignatureContent(
        person=signer["name"],
        role=wording.term("role", signer["role"]),
        statement=wording.with_note(wording.signed(signature["statement"]), signature.get("says", "")),
        at=f"{wording.moment(signature['at'])} {wording.zone_of_time()}",
    )


def _proof(record: Record, trace: str) -> ProofContent:
    return ProofContent(
        record_sha256=record.sha256,
        sequence=record.sequence,
        ledger_hash=record.ledger_hash,
        station_key=_bare_key(record.document["station"]["public_key"]),
        code=trace or f"{record.id}\nledger {record.sequence} {record.ledger_hash}",
        trace=trace,
    )


def _bare_key(pem: str) -> str:
    """The key's base64 text without the lines that frame it in a PEM file."""
    return "".join(line for line in pem.splitlines() if not line.startswith("-----"))


def _fields(document: Document, content: ReportContent, wording: Wording) -> dict[str, str]:
    unit = document["unit"]
    return {
        "record": content.record_id,
        "unit": content.title,
        "detail": content.subtitle,
        "code": unit["code"],
        "imei": unit["imei"],
        "serial": unit["serial"],
        "category": unit["category"],
        "station": content.station,
        "inspector": document["inspector"]["name"],
        "signer": content.signature.person,
        "started_at": wording.moment(document["started_at"]),
        "sealed_at": wording.moment(document["sealed_at"]),
        "ledger_hash": content.proof.ledger_hash,
        "ledger_sequence": str(content.proof.sequence),
        "trace": content.proof.trace,
        "practice": wording.say("practice.mark") if content.practice else "",
        "standing": " · ".join(content.standing.short),
        "verdicts": wording.say("list").join(f"{one.channel} {one.word}" for one in content.verdicts),
    }
