"""Papers of an analysis: what the screen shows, printed; never without a ledger entry."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from station.analysis.controlling import Control
from station.analysis.figures import Figures
from station.analysis.made import USUAL_CONTROL, made_page
from station.analysis.pages import Page, pages
from station.analysis.scope import Scope
from station.analysis.telling import covers
from station.errors import KnownError
from station.in_force import sound_files
from station.inspection.loose_papers import LoosePaper, save_loose
from station.inspection.papers import Papers
from station.model.analysis_page import AnalysisPages
from station.texts import Lang, text

DEFAULT = "quality-report"


class AnalysisPapers:
    """Makes papers of an analysis and states in the ledger who got them."""

    def __init__(self, figures: Figures, papers: Papers) -> None:
        self._figures, self._papers = figures, papers

    def make(
        self,
        scope: Scope,
        lang: Lang,
        template: str = DEFAULT,
        author: str = "",
        *,
        shown: str = "",
        control: Control = USUAL_CONTROL,
    ) -> LoosePaper:
        """The pages that ``template`` names (or all that the reader may see) over ``scope`` as PDF bytes.

        The same records give the same bytes. ``shown`` is the page that a reader has before them: a template
        without it gives way to the one that prints every page; ``control`` is what they control there.

        Raises:
            KnownError: FIG-001 stopped, FIG-002 single inspectors without the right, FIG-010 nothing to
                print, REP-002, REP-003, REP-040.
        """
        from station.reports.analysis_paper import Covered, analysis_pdf, pages_named
        from station.reports.template import page_template

        self._figures.behind(None)
        whole = self._figures.whole(scope)
        count = self._figures.records(whole).get((), {}).get("records", 0)
        if whole.since is None or whole.until is None or not count:
            raise KnownError("FIG-010")
        beside = sound_files(self._figures.store.home, "reports")
        named = pages_named(page_template(template, beside))
        if shown and named is not None and shown not in named:
            template, named = DEFAULT, None
        made = tuple(made_page(one, self._figures, whole, lang, control) for one in self._shown(named))
        covered = Covered(
            period=text(lang, "figures.covers.days", since=whole.since, until=whole.until),
            choice=covers(self._figures, whole, lang).partition(text(lang, "figures.covers.join"))[2],
            station=self._figures.store.name,
            until=datetime.combine(whole.until + timedelta(days=1), time.min, UTC),
            basis=self._basis(whole, count, lang),
            author=author,
            practice=self._figures.store.home.is_practice,
        )
        content = analysis_pdf(AnalysisPages(made), covered, lang, template, beside)
        name = _days(whole.since, whole.until)
        return LoosePaper("analysis", name, lang, template, content, _about(whole, control))

    def save(self, paper: LoosePaper, path: Path, person: str) -> Path:
        """Write a paper to ``path``, and into the ledger that ``person`` did.

        Raises:
            KnownError: REP-004 cannot be written; STO-001, STO-002, STO-003, and no paper is left then.
        """
        return save_loose(self._papers, paper, path, person)

    def _shown(self, named: frozenset[str] | None) -> tuple[Page, ...]:
        """The pages to print, in reading order; those of people only for who may see them."""
        return tuple(
            one
            for one in pages()
            if (named is None or one.key in named) and (self._figures.people or not one.of_people)
        )

    def _basis(self, scope: Scope, records: int, lang: Lang) -> str:
        """From how many records, and the newest of the period, so that anyone can make the figures again."""
        return text(lang, "figures.covers.basis", records=records, newest=self._figures.newest(scope))


def _days(since: date, until: date) -> str:
    return "–".join(dict.fromkeys((since.isoformat(), until.isoformat())))


def _about(scope: Scope, control: Control) -> dict[str, Any]:
    """What the ledger says of a paper beside its template: what it covers, and what is controlled on it."""
    chosen = {} if control == USUAL_CONTROL else {"control": control.as_json()}
    return {"scope": scope.as_json(), **chosen}
