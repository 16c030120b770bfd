"""Defects as sentences, each with its zone and the check item that found it."""

from __future__ import annotations

from typing import Annotated

from reportlab.platypus import Flowable, Spacer

from station.reports.columns import Columns, among, laid_out
from station.reports.content import DefectContent, ReportContent
from station.reports.drawing import prose, rows_of, section, table
from station.reports.part import Part
from station.reports.sheet import MM, SMALL, Sheet

_SHARES = {"zone": 0.19, "description": 0.58, "item": 0.23, "note": 0.25}

NEEDS = ReportContent


class Options(Part):
    """``columns`` of the table; a note stands under the description where it has no column."""

    columns: Annotated[Columns, among(_SHARES)] = ()


def flowables(sheet: Sheet, options: Options) -> list[Flowable]:
    """A table of defects and how many items were found clear; it always says something."""
    content = sheet.content
    body: list[Flowable] = [_table(sheet, options)] if content.defects else []
    if content.defect_items_clear and content.defects:
        clear = sheet.say("defects.clear", count=content.defect_items_clear)
        body += [Spacer(0, 1.5 * MM), prose(sheet, clear, SMALL)]
    if not content.defects:
        key = "defects.none" if content.defect_items_clear else "defects.not_checked"
        body = [prose(sheet, sheet.say(key), SMALL)]
    return section(sheet, sheet.say("defects.heading"), body, room_mm=32)


def _table(sheet: Sheet, options: Options) -> Flowable:
    laid = laid_out(sheet, options.columns, ("zone", "description", "item"), _SHARES, "defects")
    apart = "note" in laid.names
    texts = [laid.texts(_texts(defect, apart)) for defect in sheet.content.defects]
    rows = [row for one in texts for row in rows_of(sheet, one, laid.widths)]
    return table([laid.titles, *rows], laid.widths)


def _texts(defect: DefectContent, note_apart: bool) -> dict[str, str]:
    parts = (defect.sentence, "" if note_apart else defect.note)
    sentence = "\n".join(part for part in parts if part)
    return {"zone": defect.zone, "description": sentence, "item": defect.item, "note": defect.note}
