"""The history of a record's answers in words: what was, what it became, who, when and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timezone

from station.inspection.history import history_of
from station.model.answer_history import Act, HistoryLine
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


def _line(line: HistoryLine, wording: Wording, names: Mapping[str, str]) -> HistoryWords:
    at = line.at.astimezone(timezone(wording.offset))
    return HistoryWords(
        at=f"{at:%m-%d %H:%M:%S}",
        title=wording.item_title(line.item) if line.item else "",
        act=line.act,
        old=wording.said(line.old, line.item),
        new=wording.said(line.new, line.item),
        person=names.get(line.person, line.person),
        says="".join(_says(line, wording)),
    )


def _says(line: HistoryLine, wording: Wording) -> Iterator[str]:
    title = reason_title(line.says)
    yield title.of(wording.lang) if title else line.says
