"""The history of every changed answer: what was, what it became, who, when and why."""

from __future__ import annotations

from typing import Annotated

from reportlab.platypus import Flowable

from station.reports.columns import Columns, among, laid_out
from station.reports.drawing import prose, rows_of, section, table
from station.reports.history import ChangeContent, HistoryContent
from station.reports.part import Part
from station.reports.sheet import SMALL, Sheet

_SHARES = {
    "at": 0.17,
    "item": 0.18,
    "act": 0.1,
    "was": 0.2,
    "became": 0.2,
    "person": 0.1,
    "why": 0.14,
}

NEEDS = HistoryContent


class Options(Part):
    """``columns`` of the table."""

    columns: Annotated[Columns, among(_SHARES)] = ()


def flowables(sheet: Sheet, options: Options) -> list[Flowable]:
    """The table, or that nothing was changed; it always says something."""
    history = sheet.of(HistoryContent)
    note = sheet.say("history.answers", count=history.answers)
    body: list[Flowable] = [prose(sheet, sheet.say("history.none"), SMALL)]
    if history.changes:
        laid = laid_out(sheet, options.columns, tuple(_SHARES), _SHARES, "history")
        texts = (laid.texts(_texts(change)) for change in history.changes)
        rows = [row for one in texts for row in rows_of(sheet, one, laid.widths)]
        body = [table([laid.titles, *rows], laid.widths)]
    return section(sheet, sheet.say("history.heading"), body, room_mm=32, note=note)


def _texts(change: ChangeContent) -> dict[str, str]:
    return {name: getattr(change, name) or "—" for name in _SHARES}
