"""Verdicts in the words of the reports, so that screen and certificate say the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from station.model.checklist import InternalStandard
from station.model.verdict import Verdict
from station.reports.content import VerdictContent
from station.reports.verdicts import verdict_content
from station.reports.wording import Wording
from ui.i18n import Translator


def verdict_words(
    verdicts: Sequence[Verdict], standard: InternalStandard, words: Translator
) -> list[tuple[VerdictContent, str]]:
    """Each verdict with the one line that matters now: what decided, else how much is missing."""
    wording = Wording(words.lang, standard, timedelta())
    return [(verdict_content(verdict, wording), _line(verdict, wording, words)) for verdict in verdicts]


def _line(verdict: Verdict, wording: Wording, words: Translator) -> str:
    content = verdict_content(verdict, wording)
    if verdict.gate:
        return words.tr("inspect.strip.gate", item=_gate_item(verdict, wording))
    if verdict.deciding and verdict.grades and verdict.grades[0] != verdict.best_grade:
        one = verdict.deciding[0]
        return words.tr("inspect.strip.because", item=wording.item_title(one.item), observed=one.observed)
    if verdict.missing:
        return words.tr("inspect.strip.missing", count=len(verdict.missing))
    if verdict.open_rulings:
        return words.tr("inspect.strip.rulings", count=len(verdict.open_rulings))
    return content.result


def _gate_item(verdict: Verdict, wording: Wording) -> str:
    return wording.item_title(verdict.deciding[0].item) if verdict.deciding else str(verdict.gate)
