"""Every known fact, grouped as in the internal standard."""

from __future__ import annotations

from typing import Annotated

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from station.reports.columns import Columns, Laid, among, laid_out
from station.reports.content import FactContent, ReportContent, State
from station.reports.drawing import Command, head, rows_of, section, table
from station.reports.faces import BOLD
from station.reports.part import Part
from station.reports.sheet import INK_OF, PAPER, Sheet

_SHARES = {
    "code": 0.1,
    "item": 0.32,
    "value": 0.34,
    "source": 0.24,
    "method": 0.1,
    "device": 0.17,
    "person": 0.1,
    "taken_at": 0.15,
    "why": 0.2,
}
_USUAL = ("code", "item", "value", "source")

NEEDS = ReportContent


class Options(Part):
    """``source`` shows how each fact was obtained; ``columns`` chooses the columns one by one."""

    source: bool = True
    columns: Annotated[Columns, among(_SHARES)] = ()


def flowables(sheet: Sheet, options: Options) -> list[Flowable]:
    """One table over all groups; nothing when no fact is known."""
    if not sheet.content.groups:
        return []
    laid = laid_out(sheet, options.columns, _USUAL if options.source else _USUAL[:3], _SHARES, "facts")
    rows = [laid.titles]
    look: list[Command] = []
    for group in sheet.content.groups:
        look += _group_look(sheet, len(rows))
        rows.append([head(sheet, [group.title])[0], *[""] * (len(laid.names) - 1)])
        for fact in group.facts:
            look += _fact_look(fact, len(rows), laid)
            rows += rows_of(sheet, laid.texts(_texts(fact)), laid.widths)
    return section(sheet, sheet.say("facts.heading"), [table(rows, laid.widths, look)], room_mm=40)


def _texts(fact: FactContent) -> dict[str, str]:
    return {
        "code": fact.item,
        "item": fact.title,
        "value": fact.value,
        "source": fact.source,
        "method": fact.method,
        "device": fact.device,
        "person": fact.person,
        "taken_at": fact.taken_at,
        "why": fact.why,
    }


def _group_look(sheet: Sheet, row: int) -> list[Command]:
    return [
        ("SPAN", (0, row), (-1, row)),
        ("BACKGROUND", (0, row), (-1, row), HexColor(PAPER)),
        ("FONT", (0, row), (-1, row), BOLD, 9, 12.5),
        ("TEXTCOLOR", (0, row), (-1, row), HexColor(sheet.accent)),
        ("TOPPADDING", (0, row), (-1, row), 6),
        ("NOSPLIT", (0, row), (-1, row + 1)),
    ]


def _fact_look(fact: FactContent, row: int, laid: Laid) -> list[Command]:
    if not fact.attention or "value" not in laid.names:
        return []
    column = laid.names.index("value")
    return [("TEXTCOLOR", (column, row), (column, row), HexColor(INK_OF[State.ATTENTION]))]
