"""What a label says, whatever it is about: one record, the records in a box, a place in the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from station.reports.content import ReportContent, State
from station.reports.records import RecordsContent
from station.texts import Lang, text

_OF_A_WORD, _OF_COUNTS = 0.42, 0.66
"""The share of a line that what a channel said takes."""


@dataclass(frozen=True, slots=True)
class LabelLine:
    """A channel and what it came to; the state ranks it where there is not room for all."""

    channel: str
    word: str
    state: State


@dataclass(frozen=True, slots=True)
class LabelContent:
    """``title`` names the document, ``fields`` are what texts may name, ``lines`` what channels came to.

    ``standing`` holds a word per state of a record that is more than in force; ``void`` strikes out what must
    not be used.
    """

    title: str
    fields: Mapping[str, str]
    lines: tuple[LabelLine, ...] = ()
    standing: tuple[str, ...] = ()
    void: bool = False
    word_share: float = _OF_A_WORD


def record_label(content: ReportContent) -> LabelContent:
    """The label of one record."""
    lines = tuple(LabelLine(one.channel, one.word, one.state) for one in content.verdicts)
    standing = content.standing
    return LabelContent(content.record_id, content.fields, lines, standing.short, bool(standing.mark))


def box_label(records: Sequence[ReportContent], batch: str, lang: Lang) -> LabelContent:
    """The label of a box: its code, how many units are in it, and per channel how many got which grade."""
    content = RecordsContent(tuple(records))
    separator = text(lang, "reports.box.separator")
    lines = tuple(
        LabelLine(channel, separator.join(f"{word} × {count}" for word, _, count in grades), grades[0][1])
        for channel, grades in content.grades().items()
    )
    sealed = [one.fields["sealed_at"] for one in records]
    practice = any(one.practice for one in records)
    fields = {
        "batch": batch,
        "count": str(len(records)),
        "units": text(lang, "reports.box.units", count=len(records)),
        "station": records[0].station,
        "sealed_from": min(sealed),
        "sealed_to": max(sealed),
        "practice": text(lang, "reports.practice.mark") if practice else "",
    }
    return LabelContent(batch, fields, lines, word_share=_OF_COUNTS)


def place_label(code: str, name: str, station: str) -> LabelContent:
    """The label of a place in the store, by its ``code``."""
    return LabelContent(code, {"place": code, "name": name, "station": station})
