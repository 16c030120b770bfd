"""Papers of an analysis: shift, day, week and month reports, an inspector's report, a study.

What is on the screen is what prints: both get the same :class:`AnalysisPages`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from station.model.analysis_page import AnalysisPages
from station.reports.imprint import Imprint
from station.reports.page import PageTemplate
from station.reports.paper import paper_pdf
from station.reports.template import page_template, template_files
from station.texts import Lang, text


@dataclass(frozen=True, slots=True)
class Covered:
    """What an analysis paper covers: ``period`` and ``choice`` (filters) in words, at which ``station``.

    ``until`` is the moment of the last fact in it and dates the document; ``basis`` says from which ledger
    entry the figures were made, so that anyone can make them again. ``heading`` stands over the period where
    it is another thing than a period.
    """

    period: str
    choice: str
    station: str
    until: datetime
    basis: str
    author: str = ""
    practice: bool = False
    heading: str = ""


def analysis_pdf(
    pages: AnalysisPages, covered: Covered, lang: Lang, template: str, beside: Sequence[Path] = ()
) -> bytes:
    """``pages`` printed by ``template``, shipped or in a file ``beside``; the same bytes for the same facts.

    Raises:
        KnownError: REP-002, REP-003 for a template that is malformed, missing or not about an analysis.
    """
    return analysis_page_pdf(
        pages, covered, lang, page_template(template, beside), template_files(beside)[template]
    )


def analysis_page_pdf(
    pages: AnalysisPages, covered: Covered, lang: Lang, template: PageTemplate, file: Path
) -> bytes:
    """``pages`` printed by a loaded template that lies in ``file``; raises as :func:`analysis_pdf`."""
    return paper_pdf((pages,), _imprint(covered, lang), lang, template, file)


def pages_named(template: PageTemplate) -> frozenset[str] | None:
    """Keys of the pages that ``template`` prints; None where it prints whatever there is."""
    named = [block.get("page", "") for block in template.block if block.get("kind") == "analysis"]
    return None if "" in named else frozenset(named)


def _imprint(covered: Covered, lang: Lang) -> Imprint:
    mark = text(lang, "reports.practice.mark") if covered.practice else ""
    return Imprint(
        reference=covered.period,
        reference_title=covered.heading or text(lang, "reports.analysis.period"),
        reference_note=covered.choice,
        station=covered.station,
        subject=text(lang, "reports.analysis.subject", period=covered.period, choice=covered.choice),
        foot=" · ".join(one for one in (covered.station, covered.basis) if one),
        dated=covered.until,
        author=covered.author,
        practice=covered.practice,
        mark=mark,
        mark_strength=0.09,
        fields={"period": covered.period, "choice": covered.choice, "station": covered.station},
    )
