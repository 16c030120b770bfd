"""The history of a record's answers in words: what was, what it became, who, when and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timezone
from typing import Any

from station.inspection.history import Act, HistoryLine, history_of
from station.model.reasons import reason_title
from station.model.record import Record
from station.reports.wording import Wording

_SILENT = frozenset({Act.ANSWERED})
"""Acts that changed nothing that had been said before."""


@dataclass(frozen=True, slots=True)
class HistoryWords:
    """One act; ``old`` is empty where nothing had been said before."""

    at: str
    title: str
    act: Act
    old: str
    new: str
    person: str
    says: str

    @property
    def changed(self) -> bool:
        """Whether it took back or replaced something."""
        return self.act not in _SILENT


def history_words(record: Record, wording: Wording, names: Mapping[str, str]) -> tuple[HistoryWords, ...]:
    """Every act on the answers of ``record``, oldest first; ``names`` of people by id."""
    return tuple(_line(one, wording, names) for one in history_of(record))


def answer_words(raw: Mapping[str, Any] | None, item: str, wording: Wording) -> str:
    """An answer as its record states it; defects one after the other; empty for None."""
    if raw is None:
        return ""
    if "unknown" in raw:
        return wording.unknown(raw)
    if raw.get("defects"):
        return " ".join(f"{wording.zone(one['zone'])} {wording.defect(one)}" for one in raw["defects"])
    return wording.answer(raw, wording.standard.item(item))


def _line(line: HistoryLine, wording: Wording, names: Mapping[str, str]) -> HistoryWords:
    at = line.at.astimezone(timezone(wording.offset))
    return HistoryWords(
        at=f"{at:%m-%d %H:%M:%S}",
        title=wording.item_title(line.item) if line.item else "",
        act=line.act,
        old=answer_words(line.old, line.item, wording),
        new=answer_words(line.new, line.item, wording),
        person=names.get(line.person, line.person),
        says="".join(_says(line, wording)),
    )


def _says(line: HistoryLine, wording: Wording) -> Iterator[str]:
    title = reason_title(line.says)
    yield title.of(wording.lang) if title else line.says
