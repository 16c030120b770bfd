"""Verdicts in the words of the reports, so that screen and certificate say the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from station.model.checklist import InternalStandard
from station.model.verdict import Verdict
from station.reports.content import VerdictContent
from station.reports.verdicts import verdict_content
from station.reports.wording import Wording
from station.standards.library import Library
from ui.i18n import Translator


def verdict_words(
    verdicts: Sequence[Verdict], standard: InternalStandard, library: Library, words: Translator
) -> list[tuple[VerdictContent, str]]:
    """Each verdict with the one line that matters now: what decided, else how much is missing."""
    wording = Wording(words.lang, standard, timedelta())
    said = [verdict_content(verdict, wording, library) for verdict in verdicts]
    return [
        (content, _line(verdict, content, words)) for verdict, content in zip(verdicts, said, strict=True)
    ]


def _line(verdict: Verdict, content: VerdictContent, words: Translator) -> str:
    best_is_open = verdict.grades[:1] == (verdict.best_grade,)
    if content.reasons and not best_is_open:
        return content.reasons[0]
    if verdict.missing:
        return words.tr("inspect.strip.missing", count=len(verdict.missing))
    if verdict.open_rulings:
        return words.tr("inspect.strip.rulings", count=len(verdict.open_rulings))
    return content.result
