"""Every known fact, grouped as in the internal standard."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from station.reports.content import FactContent, ReportContent, State
from station.reports.drawing import Command, head, rows_of, section, table
from station.reports.faces import BOLD
from station.reports.part import Part
from station.reports.sheet import INK_OF, PAPER, Sheet

_SHARES = (0.1, 0.32, 0.34, 0.24)
_WITHOUT_SOURCE = (0.12, 0.4, 0.48)

NEEDS = ReportContent


class Options(Part):
    """``source`` shows how each fact was obtained."""

    source: bool = True


def flowables(sheet: Sheet, options: Options) -> list[Flowable]:
    """One table over all groups; nothing when no fact is known."""
    if not sheet.content.groups:
        return []
    keys = ("code", "item", "value", "source") if options.source else ("code", "item", "value")
    shares = _SHARES if options.source else _WITHOUT_SOURCE
    widths = [sheet.width * share for share in shares]
    rows = [head(sheet, [sheet.say(f"facts.{key}") for key in keys])]
    look: list[Command] = []
    for group in sheet.content.groups:
        look += _group_look(sheet, len(rows))
        rows.append([head(sheet, [group.title])[0], *[""] * (len(keys) - 1)])
        for fact in group.facts:
            look += _fact_look(fact, len(rows))
            texts = (fact.item, fact.title, fact.value, fact.source)
            rows += rows_of(sheet, texts[: len(widths)], widths)
    return section(sheet, sheet.say("facts.heading"), [table(rows, widths, look)], room_mm=40)


def _group_look(sheet: Sheet, row: int) -> list[Command]:
    return [
        ("SPAN", (0, row), (-1, row)),
        ("BACKGROUND", (0, row), (-1, row), HexColor(PAPER)),
        ("FONT", (0, row), (-1, row), BOLD, 9, 12.5),
        ("TEXTCOLOR", (0, row), (-1, row), HexColor(sheet.accent)),
        ("TOPPADDING", (0, row), (-1, row), 6),
        ("NOSPLIT", (0, row), (-1, row + 1)),
    ]


def _fact_look(fact: FactContent, row: int) -> list[Command]:
    if not fact.attention:
        return []
    return [("TEXTCOLOR", (2, row), (2, row), HexColor(INK_OF[State.ATTENTION]))]
