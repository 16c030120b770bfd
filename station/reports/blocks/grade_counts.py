"""How many of several records got which result, per channel."""

from __future__ import annotations

from reportlab.platypus import Flowable

from station.reports.drawing import head, rows_of, section, table
from station.reports.part import Part
from station.reports.records import RecordsContent
from station.reports.sheet import Sheet

NEEDS = RecordsContent


class Options(Part):
    """Nothing to choose."""


def flowables(sheet: Sheet, _options: Options) -> list[Flowable]:
    """A row per channel; nothing when no channel judged."""
    content = sheet.of(RecordsContent)
    widths = [sheet.width * share for share in (0.34, 0.66)]
    rows = [head(sheet, [sheet.say("grade_counts.channel"), sheet.say("grade_counts.counts")])]
    for channel, counted in content.grades().items():
        told = "     ".join(f"{word} × {count}" for word, _, count in counted)
        rows += rows_of(sheet, (channel, told), widths)
    if len(rows) == 1:
        return []
    return section(sheet, sheet.say("grade_counts.heading"), [table(rows, widths)], room_mm=30)
