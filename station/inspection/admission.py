"""What a desk lets in: which answers it takes, and which inspections it seals."""

from __future__ import annotations

from collections.abc import Sequence

from station.errors import KnownError
from station.inspection.fitting import check_answer, check_limits, check_source, outside_limits
from station.inspection.identity import check_identity, names_another_unit
from station.inspection.overriding import check_allowed, check_answer_allowed
from station.inspection.review import Review, missing_views
from station.model.answer import Answer
from station.model.checklist import CheckItem, ItemKind
from station.model.inspection import Inspection, WithoutPhoto, is_asked
from station.model.observation import Source
from station.model.second_person import OverrideKind
from station.texts import Phrase


def check_given(
    inspection: Inspection,
    item: CheckItem,
    answer: Answer,
    source: Source,
    evidence: Sequence[str],
    confirmed: bool,
) -> None:
    """Refuse an answer that does not fit its item, its source, its evidence or the standard's policy.

    Raises:
        KnownError: INSP-001, INSP-003, INSP-006, INSP-007, INSP-008, SCAN-002, SCAN-005.
    """
    photos = {photo.sha256 for photo in inspection.photos}
    check_answer(item, answer, photos)
    check_source(item, answer, source)
    check_identity(inspection.unit, item, answer, confirmed)
    if not set(evidence) <= photos:
        raise KnownError("INSP-001", item=item.id, why=Phrase("inspection.unfit.photo"))
    missing = missing_views(inspection, item, answer) if item.kind is ItemKind.PHOTO else ()
    if missing:
        raise KnownError("INSP-007", item=item.id, views=missing)
    if not confirmed:
        check_limits(item, answer)
    check_answer_allowed(inspection, item, answer, source)


def is_doubtful(inspection: Inspection, item: CheckItem, answer: Answer) -> bool:
    """True for an answer that a person must confirm: outside the limits, or another unit's identifier."""
    return outside_limits(item, answer) or names_another_unit(inspection.unit, item, answer)


def check_complete(inspection: Inspection, review: Review, without_photos: WithoutPhoto | None) -> None:
    """Refuse to seal what is not complete.

    Raises:
        KnownError: INSP-004, INSP-007, INSP-008 a photo is missing where that takes a supervisor.
    """
    if review.unanswered:
        raise KnownError("INSP-004", count=len(review.unanswered), items=review.unanswered)
    items = tuple(dict.fromkeys(one.item for one in review.missing_photos))
    if items and without_photos is None:
        raise KnownError("INSP-007", item=items, views=tuple(one.view for one in review.missing_photos))
    check_allowed(inspection, OverrideKind.SEALED_WITHOUT_PHOTO, items)


def asked_item(inspection: Inspection, item_id: str) -> CheckItem:
    """The item, which the inspection asks.

    Raises:
        KnownError: INSP-001.
    """
    for item in inspection.checklist.items:
        if item.id == item_id and is_asked(item, inspection.observations):
            return item
    raise KnownError("INSP-001", item=item_id, why=Phrase("inspection.unfit.not_asked"))
