"""What is not known, and why: an unknown is never printed as good."""

from __future__ import annotations

from typing import Annotated

from reportlab.platypus import Flowable

from station.reports.columns import Columns, among, laid_out
from station.reports.content import ReportContent
from station.reports.drawing import rows_of, section, table
from station.reports.part import Part
from station.reports.sheet import Sheet

_SHARES = {"code": 0.1, "item": 0.4, "reason": 0.5}

NEEDS = ReportContent


class Options(Part):
    """``columns`` of the table."""

    columns: Annotated[Columns, among(_SHARES)] = ()


def flowables(sheet: Sheet, options: Options) -> list[Flowable]:
    """A table of unknown items; nothing when everything is known."""
    if not sheet.content.unknowns:
        return []
    laid = laid_out(sheet, options.columns, tuple(_SHARES), _SHARES, "unknowns")
    rows = [laid.titles]
    for one in sheet.content.unknowns:
        texts = {"code": one.item, "item": one.title, "reason": one.reason}
        rows += rows_of(sheet, laid.texts(texts), laid.widths)
    return section(sheet, sheet.say("unknowns.heading"), [table(rows, laid.widths)], room_mm=32)
