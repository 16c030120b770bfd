"""Two records of a unit beside each other, in words: what differs first, and what contradicts marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from PySide6.QtGui import QImage

from station.inspection.comparing import ItemDifference, RecordDifference, Side, compare_records
from station.model.life import RecordLife
from station.model.record import Record
from station.model.verdict_json import verdict_from_json
from station.reports.verdicts import verdict_content
from station.reports.wording import Wording
from station.standards.library import Library, home_library
from station.store.life import life_of
from station.texts import Lang
from ui.context import Keep
from ui.screens.records.detail import photo_of, printed_offset, small_photo


@dataclass(frozen=True, slots=True)
class SideWords:
    """One of the two records: who signed it and when."""

    record: str
    name: str
    at: str
    life: RecordLife


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. ``contradicts`` when both records state it as known, and not the same.

    The pictures are those that show it, where there are any.
    """

    title: str
    old: str
    new: str
    contradicts: bool
    old_picture: QImage | None = None
    new_picture: QImage | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs between two records; ``same`` counts the items that say the same."""

    old: SideWords
    new: SideWords
    answers: tuple[Difference, ...]
    verdicts: tuple[Difference, ...]
    photos: tuple[Difference, ...]
    same: int

    @property
    def contradictions(self) -> int:
        """How many known facts are told differently."""
        return sum(one.contradicts for one in self.answers)


def read_comparison(keep: Keep, one: str, other: str, lang: Lang) -> Comparison:
    """Compare two records, the one sealed first at the left.

    Raises:
        KnownError: STO-007 no such record, STD-003 its category has no internal standard.
    """
    old, new = sorted((keep.records.get(one), keep.records.get(other)), key=lambda record: record.sequence)
    library = home_library(keep.store.home)
    standard = library.internal_standard(new.document["unit"]["category"])
    return _Comparing(keep, old, new, Wording(lang, standard, printed_offset()), library).all()


class _Comparing:
    def __init__(self, keep: Keep, old: Record, new: Record, wording: Wording, library: Library) -> None:
        self._keep, self._old, self._new = keep, old, new
        self._wording, self._library = wording, library
        self._pictures = (photo_of(old.document), photo_of(new.document))

    def all(self) -> Comparison:
        found = compare_records(self._old, self._new)
        answers = sorted(map(self._answer, found.items), key=lambda one: not one.contradicts)
        return Comparison(
            old=self._side(found.old, self._old),
            new=self._side(found.new, self._new),
            answers=tuple(answers),
            verdicts=tuple(self._verdicts(found)),
            photos=tuple(self._photos(found)),
            same=self._stated() - len(found.items),
        )

    def _stated(self) -> int:
        return len(
            {
                one["item"]
                for record in (self._old, self._new)
                for one in record.document["observations"]
                if one["current"]
            }
        )

    def _side(self, side: Side, record: Record) -> SideWords:
        at = f"{side.sealed_at.astimezone(timezone(self._wording.offset)):%Y-%m-%d %H:%M}"
        return SideWords(side.record, side.name, at, life_of(self._keep.store, record))

    def _answer(self, one: ItemDifference) -> Difference:
        old, new = (said.answer if said else None for said in (one.old, one.new))
        return Difference(
            title=self._wording.item_title(one.item),
            old=self._wording.said(old, one.item),
            new=self._wording.said(new, one.item),
            contradicts=_is_known(old) and _is_known(new),
            old_picture=self._picture(0, one.item),
            new_picture=self._picture(1, one.item),
        )

    def _picture(self, side: int, item: str) -> QImage | None:
        sha256 = self._pictures[side].get(item)
        return small_photo(self._keep, sha256) if sha256 else None

    def _verdicts(self, found: RecordDifference) -> Iterator[Difference]:
        for one in found.verdicts:
            title = self._library.channel_standard(one.channel).name.of(self._wording.lang)
            old, new = self._verdict(one.old), self._verdict(one.new)
            yield Difference(title, old, new, contradicts=False)

    def _verdict(self, raw: Mapping[str, Any] | None) -> str:
        if raw is None:
            return ""
        content = verdict_content(verdict_from_json(raw), self._wording, self._library)
        return f"{content.word} · {content.version}"

    def _photos(self, found: RecordDifference) -> Iterator[Difference]:
        for one in found.photos_gone:
            at = self._time(one.taken_at)
            yield Difference(
                self._wording.view(one.view), at, "", False, old_picture=small_photo(self._keep, one.sha256)
            )
        for one in found.photos_new:
            at = self._time(one.taken_at)
            yield Difference(
                self._wording.view(one.view), "", at, False, new_picture=small_photo(self._keep, one.sha256)
            )

    def _time(self, at: datetime) -> str:
        return f"{at.astimezone(timezone(self._wording.offset)):%H:%M:%S}"


def _is_known(answer: Mapping[str, Any] | None) -> bool:
    return answer is not None and "unknown" not in answer
