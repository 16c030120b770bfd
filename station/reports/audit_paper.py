"""The sample of an audit on paper: what to inspect again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from station.analysis.audit_results import AuditResult
from station.analysis.audit_sample import sample_page
from station.analysis.figures import Figures
from station.model.analysis_page import AnalysisPages
from station.reports.analysis_paper import Covered, analysis_pdf
from station.texts import Lang, text

TEMPLATE = "audit-sample"


def sample_pdf(
    figures: Figures, found: AuditResult, lang: Lang, *, clear: bool = True, beside: Sequence[Path] = ()
) -> bytes:
    """The sample as a PDF document, dated by its plan; its foot names the plan's entry in the ledger.

    Raises:
        KnownError: REP-002, REP-003, REP-040.
    """
    audit, page = found.audit, sample_page(figures, found, lang, clear=clear)
    covered = Covered(
        audit.id,
        page.covers,
        figures.store.name,
        audit.at or datetime(1980, 1, 1, tzinfo=UTC),
        text(lang, "audits.entry", sequence=audit.sequence),
        heading=text(lang, "audits.audit"),
        practice=figures.store.home.is_practice,
    )
    return analysis_pdf(AnalysisPages((page,)), covered, lang, TEMPLATE, beside)
