"""Everything the screen shows about one record, in the reader's words; made on the database lane."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from station.errors import KnownError
from station.inspection.today import VerdictToday, verdicts_today
from station.model.life import RecordLife
from station.model.record import Record
from station.reports.compose import content_of
from station.reports.content import PhotoContent, ReportContent
from station.reports.template import page_template
from station.reports.verdicts import verdict_content
from station.reports.wording import Wording
from station.standards.library import Library, home_library
from station.store.index.query import RecordSummary
from station.store.life import life_of
from station.store.receipts import Receipts
from station.texts import Lang, text
from ui.context import Keep
from ui.evidence_pictures import small_picture
from ui.screens.records.history_words import HistoryWords, history_words
from ui.screens.records.relatives import relatives_of

THUMB_PX, LARGE_PX = 480, 1920


@dataclass(frozen=True, slots=True)
class Thumb:
    """A photo small enough for the list; ``image`` is None where it is no evidence any more: ``fault`` says
    whether it is ``missing`` or ``altered``."""

    image: QImage | None
    caption: str
    detail: str
    sha256: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class TodayLine:
    """What the version in force today says beside a sealed verdict."""

    words: str
    differs: bool


@dataclass(frozen=True, slots=True)
class ReceiptState:
    """Whether the platform has confirmed the record: ``none``, ``covered`` or ``behind``."""

    state: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RecordDetail:
    """One record in the words of one language.

    ``today`` has a line for each of its verdicts; ``photo_of`` names the photo (SHA-256) of items. ``life``
    is what became of the record, ``relatives`` are the other records of the same unit, the latest first.
    """

    record: Record
    content: ReportContent
    today: tuple[TodayLine, ...]
    life: RecordLife
    history: tuple[HistoryWords, ...]
    relatives: tuple[RecordSummary, ...]
    photos: tuple[Thumb, ...]
    photo_of: Mapping[str, str]
    receipt: ReceiptState


def read_detail(keep: Keep, record_id: str, lang: Lang) -> RecordDetail:
    """Read one record.

    Raises:
        KnownError: STO-007 no such record, STD-003 its category has no internal standard.
    """
    record = keep.records.get(record_id)
    offset, library = printed_offset(), home_library(keep.store.home)
    life = life_of(keep.store, record)
    content = content_of(record, lang, library, offset, life)
    wording = Wording(lang, library.internal_standard(record.document["unit"]["category"]), offset)
    history = history_words(record, wording, {one.id: one.name for one in keep.accounts.all()})
    photos = tuple(_thumb(keep, photo, pruned=photo.sha256 in life.pruned) for photo in content.photos)
    today = tuple(_today(one, wording, library) for one in verdicts_today(record, library))
    return RecordDetail(
        record,
        content,
        today,
        life,
        history,
        relatives_of(keep.records, record),
        photos,
        photo_of(record.document),
        _receipt(keep, record),
    )


def _thumb(keep: Keep, photo: PhotoContent, *, pruned: bool) -> Thumb:
    """A thumbnail stands for its photo only where that is as it was sealed, or was removed by the policy."""
    fault = _fault(keep, photo.sha256, pruned=pruned)
    image = None if fault else small_photo(keep, photo.sha256)
    return Thumb(image, photo.caption, photo.detail, photo.sha256, fault)


def _fault(keep: Keep, sha256: str, *, pruned: bool) -> str:
    if not keep.store.evidence.path(sha256).exists():
        return "" if pruned else "missing"
    try:
        keep.store.evidence.read(sha256)
    except KnownError:
        return "altered"
    return ""


def _receipt(keep: Keep, record: Record) -> ReceiptState:
    last = Receipts(keep.store).last()
    if last is None:
        return ReceiptState("none", {})
    state = "covered" if last.sequence >= record.sequence else "behind"
    return ReceiptState(state, {"hub": last.hub, "sequence": last.sequence})


def _today(one: VerdictToday, wording: Wording, library: Library) -> TodayLine:
    if one.today is None:
        return TodayLine(text(wording.lang, "records.today.none"), differs=False)
    content = verdict_content(one.today, wording, library)
    key = "records.today.differs" if one.differs else "records.today.same"
    return TodayLine(text(wording.lang, key, version=content.version, word=content.word), one.differs)


def photo_of(document: Mapping[str, Any]) -> Mapping[str, str]:
    """The photo that shows an item best: of its defect, else the first one taken of it."""
    shown: dict[str, str] = {}
    for photo in document["photos"]:
        if not photo["superseded"]:
            shown.setdefault(photo["item"], photo["sha256"])
    for one in document["observations"]:
        of_defects = [defect.get("photo") for defect in one["answer"].get("defects", ())]
        pictures = [sha256 for sha256 in (*of_defects, *one["evidence"]) if sha256]
        if one["current"] and pictures:
            shown[one["item"]] = pictures[0]
    return shown


def printed_offset() -> timedelta:
    """Offset from UTC at which the certificate prints times: the screen says the same."""
    return timedelta(hours=page_template("certificate").utc_offset_hours)


def small_photo(keep: Keep, sha256: str) -> QImage | None:
    """A photo as large as a list needs it; None when its file is missing."""
    return small_picture(keep.records.photo_path(sha256), QSize(THUMB_PX, THUMB_PX))


def read_photo(keep: Keep, sha256: str) -> QImage | None:
    """A photo as large as a screen needs it; None when its file is missing."""
    return small_picture(keep.records.photo_path(sha256), QSize(LARGE_PX, LARGE_PX))
