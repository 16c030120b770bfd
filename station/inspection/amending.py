"""Building the record that amends another: changed answers, and what they make of everything else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from station.errors import KnownError
from station.inspection.demands import countersign_demands
from station.inspection.document import Sealing, record_document
from station.inspection.fitting import check_answer, outside_limits
from station.inspection.identity import check_identity, names_another_unit
from station.inspection.review import asked_facts, review_of
from station.inspection.rules import Rules
from station.model.answer import Answer
from station.model.inspection import Inspection, WithoutPhoto
from station.model.observation import Method, Observation, Source
from station.model.person import Person, Role
from station.model.record import Record
from station.model.signature import Signature
from station.model.verdict import Verdict
from station.texts import Phrase

_AMENDMENT = re.compile(r"(?P<first>.+)-A(?P<number>[0-9]+)")


def first_id(record_id: str) -> str:
    """The id of the record that a chain of amendments began with: that of its inspection."""
    amended = _AMENDMENT.fullmatch(record_id)
    return amended["first"] if amended else record_id


def next_id(record_id: str) -> str:
    """The id of the record that amends this one."""
    amended = _AMENDMENT.fullmatch(record_id)
    return f"{first_id(record_id)}-A{int(amended['number']) + 1 if amended else 1}"


def changed(
    sealed: Inspection,
    changes: Mapping[str, Answer],
    record: str,
    signature: Signature,
    monotonic_ns: int,
) -> Inspection:
    """``sealed`` with these answers in place of its own, as new observations of ``record``.

    Raises:
        KnownError: INSP-001 an answer that does not fit or is not asked, INSP-004 a question that the changes
            open and do not answer, REC-005 nothing changes, SCAN-002.
    """
    new = {item: answer for item, answer in changes.items() if sealed.facts.get(item) != answer}
    if not new:
        raise KnownError("REC-005", record=record)
    _check(sealed, new)
    made = [
        _observation(sealed, item, answer, number, record, signature, monotonic_ns)
        for number, (item, answer) in enumerate(new.items(), len(sealed.history) + 1)
    ]
    after = replace(
        sealed,
        observations={**sealed.observations, **{one.item: one for one in made}},
        history=(*sealed.history, *made),
    )
    _check_questions(sealed, after, new)
    return after


def _check(sealed: Inspection, changes: Mapping[str, Answer]) -> None:
    photos = {photo.sha256 for photo in sealed.photos}
    for name, answer in changes.items():
        item = sealed.checklist.item(name)
        if item is None:
            raise KnownError("INSP-001", item=name, why=Phrase("inspection.unfit.not_asked"))
        check_answer(item, answer, photos)
        check_identity(sealed.unit, item, answer, confirmed=True)


def _check_questions(before: Inspection, after: Inspection, changes: Mapping[str, Answer]) -> None:
    asked = {item.id for item in after.asked()}
    for name in changes.keys() - asked:
        raise KnownError("INSP-001", item=name, why=Phrase("inspection.unfit.not_asked"))
    opened = asked - {item.id for item in before.asked()} - after.observations.keys()
    if opened:
        raise KnownError("INSP-004", count=len(opened), items=tuple(sorted(opened)))


def _observation(
    sealed: Inspection,
    item: str,
    answer: Answer,
    number: int,
    record: str,
    signature: Signature,
    monotonic_ns: int,
) -> Observation:
    asked, earlier = sealed.checklist.item(item), sealed.observations.get(item)
    doubtful = asked is not None and (
        outside_limits(asked, answer) or names_another_unit(sealed.unit, asked, answer)
    )
    return Observation(
        id=f"{sealed.id}.{number}",
        item=item,
        answer=answer,
        source=Source(Method.MANUAL, reason=signature.says),
        person=signature.person,
        taken_at=signature.at,
        monotonic_ns=monotonic_ns,
        replaces=earlier.id if earlier else None,
        confirmed=doubtful,
        amendment=record,
    )


def amended_document(
    old: Record, after: Inspection, rules: Rules, signature: Signature, reason: str, clock: Mapping[str, str]
) -> dict[str, Any]:
    """The document of the record that amends ``old``, judged by the versions in force now.

    Raises:
        KnownError: STD-002 a channel that has no standard any more.
    """
    verdicts = verdicts_of(after, rules)
    amends = {"record": old.id, "sha256": old.sha256, "reason": reason, "says": signature.says}
    sealing = Sealing(
        record=next_id(old.id),
        station=old.document["station"],
        practice=old.practice,
        inspector=_inspector(old),
        verdicts=verdicts,
        signature=signature,
        clock=clock,
        missing_photos=_missing_photos(old, after, verdicts),
        not_needed=[item.id for item in after.asked() if item.id not in after.observations],
        cleanings=old.document["cleanings"],
        earlier=old.document.get("earlier", ()),
        countersign=countersign_demands(after, verdicts, amended=True),
        amends=amends,
    )
    unit = {"customer": None, **old.document["unit"]}
    return {**record_document(after, sealing), "unit": unit, "duration_s": old.document["duration_s"]}


def verdicts_of(inspection: Inspection, rules: Rules) -> tuple[Verdict, ...]:
    """What each channel's version in force says of the answers, with all its reasons."""
    facts = asked_facts(inspection)
    taken_at: dict[str, datetime] = {item: inspection.observations[item].taken_at for item in facts}
    return tuple(rules.verdict(channel, facts, taken_at) for channel in inspection.checklist.channels)


def _inspector(old: Record) -> Person:
    stated = old.document["inspector"]
    return Person(stated["id"], stated["name"], Role(stated["role"]))


def _missing_photos(
    old: Record, after: Inspection, verdicts: Sequence[Verdict]
) -> list[tuple[str, str, WithoutPhoto]]:
    """Nobody takes photos while amending: what was missing stays so, what is demanded anew was not taken."""
    stated = {(one["item"], one["view"]): one["reason"] for one in old.document.get("missing_photos", ())}
    missing = review_of(after, verdicts).missing_photos
    return [
        (one.item, one.view, WithoutPhoto(stated.get((one.item, one.view), WithoutPhoto.NOT_TAKEN)))
        for one in missing
    ]
