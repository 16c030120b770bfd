"""Verdicts in the words of the reports, so that screen and certificate say the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from station.model.checklist import InternalStandard
from station.model.verdict import Verdict
from station.reports.content import Glance, VerdictContent
from station.reports.verdicts import glance, verdict_content
from station.reports.wording import Wording
from station.texts import Lang
from ui.widgets.surroundings import Surroundings


class VerdictWords:
    """Words for the verdicts of one unit; a verdict that stayed the same keeps its words."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._said: dict[str, tuple[Verdict, Lang, Glance]] = {}

    def glances(self, verdicts: Sequence[Verdict], standard: InternalStandard) -> list[Glance]:
        """Each verdict as it is seen in passing."""
        return [self._glance(verdict, self._wording(standard)) for verdict in verdicts]

    def content(self, verdict: Verdict, standard: InternalStandard) -> VerdictContent:
        """All there is to say about one verdict."""
        return verdict_content(verdict, self._wording(standard), self._around.library())

    def _glance(self, verdict: Verdict, wording: Wording) -> Glance:
        earlier = self._said.get(verdict.channel)
        if earlier is None or earlier[:2] != (verdict, wording.lang):
            earlier = verdict, wording.lang, glance(verdict, wording, self._around.library())
            self._said[verdict.channel] = earlier
        return earlier[2]

    def _wording(self, standard: InternalStandard) -> Wording:
        return Wording(self._around.words.lang, standard, timedelta())
