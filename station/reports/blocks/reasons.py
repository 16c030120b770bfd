"""Why each channel decided so, in full: every deciding clause, every option, everything that is missing."""

from __future__ import annotations

from reportlab.platypus import Flowable

from station.reports.content import VerdictContent
from station.reports.drawing import cell, head, section, table
from station.reports.sheet import Sheet
from station.reports.template import Part

_SHARES = (0.22, 0.16, 0.62)


class Options(Part):
    """Nothing to choose."""


def flowables(sheet: Sheet, _options: Options) -> list[Flowable]:
    """A table with one row per channel; nothing when no channel judged."""
    if not sheet.content.verdicts:
        return []
    widths = [sheet.width * share for share in _SHARES]
    titles = [sheet.say(f"reasons.{key}") for key in ("channel", "verdict", "why")]
    rows = [_row(sheet, verdict, widths) for verdict in sheet.content.verdicts]
    body = [table([head(sheet, titles), *rows], widths, [])]
    return section(sheet, sheet.say("reasons.heading"), body, room_mm=40)


def _row(sheet: Sheet, verdict: VerdictContent, widths: list[float]) -> list[str]:
    options = tuple(sheet.say("verdict.axis", axis=one.label, value=one.value) for one in verdict.options)
    why = (*verdict.reasons, *options, *verdict.ahead) or (sheet.say("reasons.none"),)
    texts = (f"{verdict.channel}\n{verdict.version}", f"{verdict.word}\n{verdict.result}", "\n".join(why))
    return [cell(sheet, text, width) for text, width in zip(texts, widths, strict=True)]
