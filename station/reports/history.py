"""The history of a record's answers as a paper prints it: what was, what it became, who, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from station.model.answer_history import Act, HistoryLine, lines_of
from station.model.reasons import reason_title
from station.model.record import Record
from station.reports.wording import Wording


@dataclass(frozen=True, slots=True)
class ChangeContent:
    """One act other than a first answer; ``was`` and ``became`` are in words."""

    at: str
    item: str
    act: str
    was: str
    became: str
    person: str
    why: str


@dataclass(frozen=True, slots=True)
class HistoryContent:
    """Every change of an answer, oldest first, and how many answers were given in all."""

    changes: tuple[ChangeContent, ...]
    answers: int


def history_content(record: Record, wording: Wording, names: Mapping[str, str]) -> HistoryContent:
    """What was changed before ``record`` was sealed; ``names`` of people by id."""
    lines = lines_of(record.document)
    changes = tuple(_change(one, wording, names) for one in lines if one.act is not Act.ANSWERED)
    return HistoryContent(changes, sum(line.new is not None for line in lines))


def _change(line: HistoryLine, wording: Wording, names: Mapping[str, str]) -> ChangeContent:
    reason = reason_title(line.says)
    return ChangeContent(
        at=wording.moment(line.at.isoformat()),
        item=wording.item_title(line.item) if line.item else "",
        act=wording.say(f"history.act_of.{line.act}"),
        was=wording.said(line.old, line.item),
        became=wording.said(line.new, line.item),
        person=names.get(line.person, line.person),
        why=reason.of(wording.lang) if reason else line.says,
    )
