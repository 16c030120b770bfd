"""What is not known, and why: an unknown is never printed as good."""

from __future__ import annotations

from reportlab.platypus import Flowable

from station.reports.content import ReportContent
from station.reports.drawing import head, rows_of, section, table
from station.reports.part import Part
from station.reports.sheet import Sheet

_SHARES = (0.1, 0.4, 0.5)

NEEDS = ReportContent


class Options(Part):
    """Nothing to choose."""


def flowables(sheet: Sheet, _options: Options) -> list[Flowable]:
    """A table of unknown items; nothing when everything is known."""
    if not sheet.content.unknowns:
        return []
    widths = [sheet.width * share for share in _SHARES]
    titles = [sheet.say("facts.code"), sheet.say("facts.item"), sheet.say("unknowns.reason")]
    rows = [head(sheet, titles)]
    for one in sheet.content.unknowns:
        rows += rows_of(sheet, (one.item, one.title, one.reason), widths)
    return section(sheet, sheet.say("unknowns.heading"), [table(rows, widths)], room_mm=32)
