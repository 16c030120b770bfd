"""Several records as a table of a workbook: the columns of the list on paper, all of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from station.model.analysis_page import Column, Table
from station.model.life import RecordLife
from station.model.record import Record
from station.reports.blocks.record_list import COLUMNS, texts_of
from station.reports.compose import content_of
from station.reports.content import Titles
from station.reports.page import PageTemplate
from station.texts import Lang, text


def record_table(
    records: Sequence[tuple[Record, RecordLife]], lang: Lang, titles: Titles, template: PageTemplate
) -> Table:
    """One row per record, in their order; times are those of ``template``."""
    offset = timedelta(hours=template.utc_offset_hours)
    told = (content_of(record, lang, titles, offset, life) for record, life in records)
    rows = [texts_of(number, one) for number, one in enumerate(told, 1)]
    return Table(
        "list",
        text(lang, "reports.record_list.heading"),
        tuple(Column(text(lang, f"reports.record_list.{name}")) for name in COLUMNS),
        tuple(tuple(_cell(name, row[name]) for name in COLUMNS) for row in rows),
    )


def _cell(name: str, words: str) -> str | int:
    """What is counted is a number; everything else, codes made of digits too, stays a text."""
    return int(words) if name in ("number", "unknowns", "defects") and words.isdecimal() else words
