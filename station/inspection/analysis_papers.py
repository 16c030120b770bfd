"""Papers of an analysis: what the screen shows, printed; never without a ledger entry."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from station.analysis.figures import Figures
from station.analysis.pages import Page, pages
from station.analysis.scope import Scope
from station.analysis.telling import covers
from station.errors import KnownError
from station.in_force import sound_files
from station.inspection.papers import Papers
from station.model.analysis_page import AnalysisPages
from station.texts import Lang, text

DEFAULT = "quality-report"


@dataclass(frozen=True, slots=True)
class AnalysisPaper:
    """A paper as made; nobody has it yet."""

    scope: Scope
    lang: Lang
    template: str
    content: bytes


class AnalysisPapers:
    """Makes papers of an analysis and states in the ledger who got them."""

    def __init__(self, figures: Figures, papers: Papers) -> None:
        self._figures, self._papers = figures, papers

    def make(self, scope: Scope, lang: Lang, template: str = DEFAULT, author: str = "") -> AnalysisPaper:
        """The pages that ``template`` names (or all that the reader may see) over ``scope`` as PDF bytes.

        The same records give the same bytes.

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
        made = tuple(one.make(self._figures, whole, lang) for one in self._shown(named))
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
        return AnalysisPaper(whole, lang, template, content)

    def save(self, paper: AnalysisPaper, path: Path, person: str) -> Path:
        """Write a paper to ``path``, and into the ledger that ``person`` did.

        Raises:
            KnownError: REP-004 cannot be written; STO-001, STO-002, STO-003, and no paper is left then.
        """
        return self._papers.save_stated(path, paper.content, _statement(paper), person)

    def handed_over(self, paper: AnalysisPaper, to: str, person: str) -> None:
        """State in the ledger that a paper went ``to`` a printer.

        Raises:
            KnownError: STO-001, STO-002, STO-003.
        """
        self._papers.state_printed({**_statement(paper), "to": to}, person)

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


def _statement(paper: AnalysisPaper) -> dict[str, Any]:
    return {
        "paper": "analysis",
        "record": "",
        "record_sha256": "",
        "standing": "",
        "template": paper.template,
        "lang": paper.lang.value,
        "sha256": hashlib.sha256(paper.content).hexdigest(),
        "scope": paper.scope.as_json(),
    }
