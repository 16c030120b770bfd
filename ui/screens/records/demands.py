"""A record that awaits a second signature: why it does, with the facts and photos that demand it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timezone

from PySide6.QtGui import QImage

from station.model.life import Demand
from station.model.second_signature import signers_of
from station.reports.compose import content_of
from station.reports.content import ReportContent
from station.reports.wording import Wording
from station.standards.library import home_library
from station.store.life import life_of
from station.texts import Lang, text
from ui.context import Keep
from ui.screens.records.detail import photo_of, printed_offset, small_photo


@dataclass(frozen=True, slots=True)
class DemandWords:
    """One reason for a second signature, and what it is about."""

    because: str
    title: str
    value: str
    picture: QImage | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What a supervisor decides about. ``signers`` are the ids of people whose own record it is."""

    record: str
    content: ReportContent
    sealed_at: str
    demands: tuple[DemandWords, ...]
    signers: frozenset[str]


def read_case(keep: Keep, record_id: str, lang: Lang) -> Case:
    """Read a record of the queue.

    Raises:
        KnownError: STO-007 no such record, STD-003 its category has no internal standard.
    """
    record = keep.records.get(record_id)
    offset, library = printed_offset(), home_library(keep.store.home)
    wording = Wording(lang, library.internal_standard(record.document["unit"]["category"]), offset)
    life, pictures = life_of(keep.store, record), photo_of(record.document)
    answers = {one["item"]: one["answer"] for one in record.document["observations"] if one["current"]}

    def told(demand: Demand) -> DemandWords:
        because = text(lang, f"records.because.{demand.because}")
        if not demand.item:
            amends = life.amends.says if life.amends else ""
            return DemandWords(because, text(lang, "records.because.whole"), amends)
        sha256 = pictures.get(demand.item)
        picture = small_photo(keep, sha256) if sha256 else None
        value = wording.said(answers.get(demand.item), demand.item)
        return DemandWords(because, wording.item_title(demand.item), value, picture)

    return Case(
        record=record.id,
        content=content_of(record, lang, library, offset, life),
        sealed_at=f"{record.sealed_at.astimezone(timezone(offset)):%Y-%m-%d %H:%M}",
        demands=tuple(map(told, life.demanded)),
        signers=signers_of(record.document),
    )
