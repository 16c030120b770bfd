"""Everything the screen shows about one record, in the reader's words; made on the database lane."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from station.inspection.today import VerdictToday, verdicts_today
from station.model.record import Record
from station.reports.compose import content_of
from station.reports.content import ReportContent
from station.reports.template import page_template
from station.reports.verdicts import verdict_content
from station.reports.wording import Wording
from station.standards.library import Library, home_library
from station.texts import Lang, text
from ui.context import Keep
from ui.evidence_pictures import small_picture

THUMB_PX, LARGE_PX = 480, 1920


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One observation as it was made; ``current`` is False when a later one took its place."""

    at: str
    title: str
    value: str
    source: str
    current: bool


@dataclass(frozen=True, slots=True)
class Thumb:
    """A photo small enough for the list; ``image`` is None when the file is missing."""

    image: QImage | None
    caption: str
    detail: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class TodayLine:
    """What the version in force today says beside a sealed verdict."""

    words: str
    differs: bool


@dataclass(frozen=True, slots=True)
class RecordDetail:
    """One record in the words of one language.

    ``today`` has a line for each of its verdicts; ``photo_of`` names the photo (SHA-256) of items.
    """

    record: Record
    content: ReportContent
    today: tuple[TodayLine, ...]
    history: tuple[HistoryLine, ...]
    photos: tuple[Thumb, ...]
    photo_of: Mapping[str, str]


def read_detail(keep: Keep, record_id: str, lang: Lang) -> RecordDetail:
    """Read one record.

    Raises:
        KnownError: STO-007 no such record, STD-003 its category has no internal standard.
    """
    record = keep.records.get(record_id)
    offset, library = printed_offset(), home_library(keep.store.home)
    content = content_of(record, lang, library, offset)
    wording = Wording(lang, library.internal_standard(record.document["unit"]["category"]), offset)
    history = tuple(_line(one, wording) for one in record.document["observations"])
    photos = tuple(
        Thumb(_thumb(keep, photo.sha256), photo.caption, photo.detail, photo.sha256)
        for photo in content.photos
    )
    today = tuple(_today(one, wording, library) for one in verdicts_today(record, library))
    return RecordDetail(record, content, today, history, photos, _photo_of(record.document))


def _today(one: VerdictToday, wording: Wording, library: Library) -> TodayLine:
    if one.today is None:
        return TodayLine(text(wording.lang, "records.today.none"), differs=False)
    content = verdict_content(one.today, wording, library)
    key = "records.today.differs" if one.differs else "records.today.same"
    return TodayLine(text(wording.lang, key, version=content.version, word=content.word), one.differs)


def _photo_of(document: Mapping[str, Any]) -> Mapping[str, str]:
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


def _line(raw: Mapping[str, Any], wording: Wording) -> HistoryLine:
    answer = raw["answer"]
    item = wording.standard.item(raw["item"])
    value = wording.unknown(answer) if "unknown" in answer else wording.answer(answer, item)
    at = datetime.fromisoformat(raw["taken_at"]).astimezone(timezone(wording.offset))
    source = wording.source(raw["source"])
    return HistoryLine(f"{at:%H:%M:%S}", wording.item_title(raw["item"]), value, source, raw["current"])


def _thumb(keep: Keep, sha256: str) -> QImage | None:
    return small_picture(keep.records.photo_path(sha256), QSize(THUMB_PX, THUMB_PX))


def read_photo(keep: Keep, sha256: str) -> QImage | None:
    """A photo as large as a screen needs it; None when its file is missing."""
    return small_picture(keep.records.photo_path(sha256), QSize(LARGE_PX, LARGE_PX))
