"""Defects as sentences, each with its zone and the check item that found it."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from station.reports.content import DefectContent, ReportContent
from station.reports.drawing import head, prose, rows_of, section, table
from station.reports.part import Part
from station.reports.sheet import MM, SMALL, Sheet

_SHARES = (0.19, 0.58, 0.23)

NEEDS = ReportContent


class Options(Part):
    """Nothing to choose."""


def flowables(sheet: Sheet, _options: Options) -> list[Flowable]:
    """A table of defects and how many items were found clear; it always says something."""
    content = sheet.content
    body: list[Flowable] = [_table(sheet)] if content.defects else []
    if content.defect_items_clear and content.defects:
        clear = sheet.say("defects.clear", count=content.defect_items_clear)
        body += [Spacer(0, 1.5 * MM), prose(sheet, clear, SMALL)]
    if not content.defects:
        key = "defects.none" if content.defect_items_clear else "defects.not_checked"
        body = [prose(sheet, sheet.say(key), SMALL)]
    return section(sheet, sheet.say("defects.heading"), body, room_mm=32)


def _table(sheet: Sheet) -> Flowable:
    widths = [sheet.width * share for share in _SHARES]
    titles = [sheet.say(f"defects.{key}") for key in ("zone", "description", "item")]
    rows = [row for defect in sheet.content.defects for row in rows_of(sheet, _texts(defect), widths)]
    return table([head(sheet, titles), *rows], widths)


def _texts(defect: DefectContent) -> tuple[str, str, str]:
    sentence = "\n".join(part for part in (defect.sentence, defect.note) if part)
    return defect.zone, sentence, defect.item
