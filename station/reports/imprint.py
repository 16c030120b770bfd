"""What stands on every page of a paper and in the document's own description, whatever the paper is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from station.reports.content import ReportContent, State
from station.reports.wording import Wording

_OF_PRACTICE, _OF_STANDING = 0.09, 0.2


@dataclass(frozen=True, slots=True)
class Imprint:
    """Names the paper.

    ``reference`` is what it is about (a record's number, a period), printed large at the head under
    ``reference_title`` and over ``reference_note``, and part of the document's title. ``foot`` stands at the
    left of every page's foot. ``dated`` is the date in the document's description: of what is printed, never
    of the printing, or a reprint would differ. ``mark`` goes across every page with ``mark_strength`` (0 to
    1). ``notices`` are what a reader has to know first. ``fields`` are what texts of templates may name.
    """

    reference: str
    reference_title: str
    reference_note: str
    station: str
    subject: str
    foot: str
    dated: datetime
    author: str = ""
    practice: bool = False
    mark: str = ""
    mark_strength: float = _OF_STANDING
    notices: tuple[tuple[State, str], ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


def record_imprint(content: ReportContent, dated: datetime, wording: Wording) -> Imprint:
    """The imprint of a paper about one record, ``dated`` when it was sealed."""
    proof, mark = content.proof, content.standing.mark
    return Imprint(
        reference=content.record_id,
        reference_title=wording.say("header.record"),
        reference_note=f"{wording.say('header.sealed_at')} {content.fields['sealed_at']}",
        station=content.station,
        subject=wording.say("document.subject", unit=content.title),
        foot=f"{content.record_id}   #{proof.sequence}   {proof.ledger_hash[:16]}",
        dated=dated,
        author=f"{content.signature.person} · {content.station}",
        practice=content.practice,
        mark=mark or (wording.say("practice.mark") if content.practice else ""),
        mark_strength=_OF_STANDING if mark else _OF_PRACTICE,
        notices=content.standing.notices,
        fields=content.fields,
    )
