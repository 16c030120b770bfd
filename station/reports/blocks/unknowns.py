"""What is not known, and why: an unknown is never printed as good."""

from __future__ import annotations

from reportlab.platypus import Flowable

from station.reports.drawing import cell, head, section, table
from station.reports.sheet import Sheet
from station.reports.template import Part

_SHARES = (0.1, 0.4, 0.5)


class Options(Part):
    """Nothing to choose."""


def flowables(sheet: Sheet, _options: Options) -> list[Flowable]:
    """A table of unknown items; nothing when everything is known."""
    if not sheet.content.unknowns:
        return []
    widths = [sheet.width * share for share in _SHARES]
    titles = [sheet.say("facts.code"), sheet.say("facts.item"), sheet.say("unknowns.reason")]
    rows = [
        [
            cell(sheet, text, width)
            for text, width in zip((one.item, one.title, one.reason), widths, strict=True)
        ]
        for one in sheet.content.unknowns
    ]
    return section(
        sheet, sheet.say("unknowns.heading"), [table([head(sheet, titles), *rows], widths, [])], room_mm=32
    )
