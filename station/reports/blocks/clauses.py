"""Every clause of one channel's standard in its order, with the facts it speaks about."""

from __future__ import annotations

from typing import Annotated

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from station.reports.columns import Columns, among, laid_out
from station.reports.drawing import Command, rows_of, section, table
from station.reports.faces import BOLD
from station.reports.handover import ClauseContent, HandoverContent
from station.reports.part import Part
from station.reports.sheet import LINE, Sheet

_SHARES = {"clause": 0.1, "says": 0.27, "observed": 0.47, "option": 0.18}

NEEDS = HandoverContent


class Options(Part):
    """``columns`` of the table; ``only_deciding`` leaves out clauses that did not decide."""

    columns: Annotated[Columns, among(_SHARES)] = ()
    only_deciding: bool = False


def flowables(sheet: Sheet, options: Options) -> list[Flowable]:
    """The table; a clause that decided stands in bold."""
    handover = sheet.of(HandoverContent)
    clauses = [one for one in handover.clauses if one.decides or not options.only_deciding]
    if not clauses:
        return []
    usual = ("clause", "says", "observed", *(("option",) if any(one.option for one in clauses) else ()))
    laid = laid_out(sheet, options.columns, usual, _SHARES, "clauses")
    rows, look = [laid.titles], list[Command]()
    for one in clauses:
        look += _look(one, len(rows))
        rows += rows_of(sheet, laid.texts(_texts(one)), laid.widths)
    body = [table(rows, laid.widths, look, zebra=False)]
    note = sheet.say("clauses.note", source=handover.source)
    return section(sheet, sheet.say("clauses.heading"), body, room_mm=40, note=note)


def _texts(one: ClauseContent) -> dict[str, str]:
    return {name: getattr(one, name) for name in _SHARES}


def _look(one: ClauseContent, row: int) -> list[Command]:
    line: Command = ("LINEABOVE", (0, row), (-1, row), 0.5, HexColor(LINE))
    return [line, ("FONT", (0, row), (0, row), BOLD, 8.5, 11.6)] if one.decides else [line]
