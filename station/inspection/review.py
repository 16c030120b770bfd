"""What a person should see before signing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from station.inspection.fitting import outside_limits
from station.model.answer import Answer, Photos, Unknown
from station.model.checklist import CheckItem, ItemKind
from station.model.inspection import Inspection
from station.model.life import Demand
from station.model.verdict import Borderline, Verdict


@dataclass(frozen=True, slots=True)
class MissingPhoto:
    """A view that an item demands and no photo shows."""

    item: str
    view: str


@dataclass(frozen=True, slots=True)
class Review:
    """Item ids that need a look; ``unanswered`` keeps the inspection from being sealed.

    ``not_needed`` lists items without an answer that can change no target channel's verdict. ``verdicts`` are
    those it was made of, ``demands`` why the record will need a second signature.
    """

    unanswered: tuple[str, ...]
    unknown: tuple[str, ...]
    out_of_limits: tuple[str, ...]
    borderline: tuple[Borderline, ...]
    missing_photos: tuple[MissingPhoto, ...]
    not_needed: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    demands: tuple[Demand, ...] = ()


def review_of(inspection: Inspection, verdicts: Sequence[Verdict], demands: Sequence[Demand] = ()) -> Review:
    """The review of an inspection with the verdicts its facts give."""
    asked = inspection.asked()
    facts = asked_facts(inspection)
    return Review(
        unanswered=inspection.open_items(),
        unknown=tuple(item.id for item in asked if isinstance(facts.get(item.id), Unknown)),
        out_of_limits=tuple(
            item.id for item in asked if item.id in facts and outside_limits(item, facts[item.id])
        ),
        borderline=tuple(dict.fromkeys(one for verdict in verdicts for one in verdict.borderline)),
        missing_photos=tuple(
            MissingPhoto(item.id, view)
            for item in asked
            if item.id in facts
            for view in missing_views(inspection, item, facts[item.id])
        ),
        not_needed=tuple(item.id for item in asked if item.id in inspection.not_needed),
        verdicts=tuple(verdicts),
        demands=tuple(demands),
    )


def asked_facts(inspection: Inspection) -> dict[str, Answer]:
    """Current answers to the items that are asked; an answer whose question fell away does not count."""
    facts = inspection.facts
    return {item.id: facts[item.id] for item in inspection.asked() if item.id in facts}


def missing_views(inspection: Inspection, item: CheckItem, answer: Answer) -> tuple[str, ...]:
    """Views that ``item`` demands and neither the answer nor a photo of the inspection shows."""
    if isinstance(answer, Unknown):
        return ()
    photos = [photo for photo in inspection.photos if not photo.superseded]
    if item.kind is ItemKind.PHOTO and isinstance(answer, Photos):
        photos = [photo for photo in photos if photo.sha256 in answer.photos]
    shown = {photo.view for photo in photos}
    return tuple(view for view in item.views if view not in shown)
