"""Several records, one line each."""

from __future__ import annotations

from typing import Annotated

from reportlab.platypus import Flowable

from station.reports.columns import Columns, among, laid_out
from station.reports.content import ReportContent
from station.reports.drawing import rows_of, section, table
from station.reports.part import Part
from station.reports.records import RecordsContent
from station.reports.sheet import Sheet

_SHARES = {
    "number": 0.04,
    "record": 0.17,
    "unit": 0.19,
    "code": 0.15,
    "imei": 0.16,
    "verdicts": 0.34,
    "sealed_at": 0.13,
    "inspector": 0.09,
    "standing": 0.09,
    "unknowns": 0.07,
    "defects": 0.07,
}
COLUMNS = tuple(_SHARES)
"""Every column there is."""
_USUAL = ("number", "record", "unit", "code", "verdicts", "sealed_at", "standing")

NEEDS = RecordsContent


class Options(Part):
    """``columns`` of the table."""

    columns: Annotated[Columns, among(_SHARES)] = ()


def flowables(sheet: Sheet, options: Options) -> list[Flowable]:
    """The table; its head stands on every page."""
    laid = laid_out(sheet, options.columns, _USUAL, _SHARES, "record_list")
    rows = [laid.titles]
    for number, record in enumerate(sheet.of(RecordsContent).records, 1):
        rows += rows_of(sheet, laid.texts(texts_of(number, record)), laid.widths)
    return section(sheet, sheet.say("record_list.heading"), [table(rows, laid.widths)], room_mm=40)


def texts_of(number: int, record: ReportContent) -> dict[str, str]:
    """The texts of every column for the record at place ``number``."""
    return {
        "number": str(number),
        "record": record.record_id,
        "unit": "\n".join(part for part in (record.title, record.subtitle) if part),
        "code": record.fields["code"],
        "imei": record.fields["imei"],
        "verdicts": "\n".join(f"{one.channel}  {one.word}" for one in record.verdicts),
        "sealed_at": record.fields["sealed_at"],
        "inspector": record.fields["inspector"],
        "standing": " ".join(part for part in (record.fields["standing"], record.fields["practice"]) if part),
        "unknowns": str(len(record.unknowns)),
        "defects": str(len(record.defects)),
    }
