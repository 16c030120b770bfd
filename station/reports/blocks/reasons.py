"""Why each channel decided so, in full: every deciding clause, every option, everything that is missing."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from station.reports.content import ReportContent, VerdictContent
from station.reports.drawing import Command, head, rows_of, section, table, together
from station.reports.part import Part
from station.reports.sheet import LINE, Sheet

_SHARES = (0.22, 0.15, 0.63)

NEEDS = ReportContent


class Options(Part):
    """Up to ``in_full_up_to`` channels are told in full; beyond, what decided first and what comes next."""

    in_full_up_to: int = 6


def flowables(sheet: Sheet, options: Options) -> list[Flowable]:
    """A table with one row per channel; nothing when no channel judged."""
    if not sheet.content.verdicts:
        return []
    widths = [sheet.width * share for share in _SHARES]
    rows = [head(sheet, [sheet.say(f"reasons.{key}") for key in ("channel", "verdict", "why")])]
    look: list[Command] = []
    told = _sentences if len(sheet.content.verdicts) <= options.in_full_up_to else _in_short
    for verdict in sheet.content.verdicts:
        begins = len(rows)
        look.append(("LINEABOVE", (0, len(rows)), (-1, len(rows)), 0.5, HexColor(LINE)))
        first = f"{verdict.channel}\n{verdict.version}", verdict.word
        for sentence in told(sheet, verdict):
            rows += rows_of(sheet, (*first, sentence), widths)
            first = "", ""
        look += together(rows, begins)
    body = [table(rows, widths, look, zebra=False)]
    return section(sheet, sheet.say("reasons.heading"), body, room_mm=40)


def _in_short(sheet: Sheet, verdict: VerdictContent) -> tuple[str, ...]:
    return (*verdict.reasons[:1], *verdict.ahead[:1]) or (verdict.result or sheet.say("reasons.none"),)


def _sentences(sheet: Sheet, verdict: VerdictContent) -> tuple[str, ...]:
    options = [sheet.say("verdict.axis", axis=one.label, value=one.value) for one in verdict.options]
    answered = (sheet.say("semicolon").join(options),) if options else ()
    return (*answered, *verdict.reasons, *verdict.ahead) or (sheet.say("reasons.none"),)
