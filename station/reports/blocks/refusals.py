"""Why the unit goes back: what each channel refused or marked down, what was found, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from station.reports.columns import Columns, among, laid_out
from station.reports.content import ReportContent, State, VerdictContent
from station.reports.drawing import Command, prose, rows_of, section, table, together
from station.reports.part import Part
from station.reports.sheet import INK_OF, LINE, SMALL, Sheet

_SHARES = {"channel": 0.16, "verdict": 0.15, "clause": 0.22, "found": 0.29, "to_do": 0.18}

NEEDS = ReportContent


class Options(Part):
    """``columns`` of the table."""

    columns: Annotated[Columns, among(_SHARES)] = ()


def flowables(sheet: Sheet, options: Options) -> list[Flowable]:
    """A row per reason; where no channel refused, those of every grade that is not the best."""
    refused = [one for one in sheet.content.verdicts if one.state is State.BAD]
    told = refused or [one for one in sheet.content.verdicts if one.state is not State.OK]
    note = "" if refused else sheet.say("refusals.no_gate")
    if not told:
        body: list[Flowable] = [prose(sheet, sheet.say("refusals.none"), SMALL)]
        return section(sheet, sheet.say("refusals.heading"), body, room_mm=30)
    laid = laid_out(sheet, options.columns, tuple(_SHARES), _SHARES, "refusals")
    rows, look = [laid.titles], list[Command]()
    for verdict in told:
        look.append(("LINEABOVE", (0, len(rows)), (-1, len(rows)), 0.5, HexColor(LINE)))
        if "verdict" in laid.names:
            place = (laid.names.index("verdict"), len(rows))
            look.append(("TEXTCOLOR", place, place, HexColor(INK_OF[verdict.state])))
        begins = len(rows)
        for row in _rows(sheet, verdict):
            rows += rows_of(sheet, laid.texts(row), laid.widths)
        look += together(rows, begins)
    body = [table(rows, laid.widths, look, zebra=False)]
    return section(sheet, sheet.say("refusals.heading"), body, room_mm=40, note=note)


def _rows(sheet: Sheet, verdict: VerdictContent) -> Iterator[dict[str, str]]:
    first = {"channel": f"{verdict.channel}\n{verdict.version}", "verdict": verdict.word}
    to_do = "\n".join(verdict.ahead) or "—"
    for because in verdict.because[:6]:
        clause = sheet.say("noted", words=because.says, note=because.clause)
        found = sheet.say("verdict.axis", axis=because.title, value=because.observed)
        if because.says in ("", because.clause) or not because.clause:
            clause = because.says or because.clause
        if because.limit:
            found = sheet.say("noted", words=found, note=because.limit)
        yield {**first, "clause": clause, "found": found, "to_do": to_do}
        first, to_do = {"channel": "", "verdict": ""}, ""
    if not verdict.because:
        yield {**first, "clause": verdict.result, "found": "—", "to_do": to_do}
