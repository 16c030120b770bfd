"""A measurement-system study on paper."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from station.analysis.gauge_page import gauge_page
from station.analysis.statistics.gauge_study import GaugeStudy
from station.analysis.study_form import StudyForm, document_of
from station.analysis.study_page import study_page
from station.model.analysis_page import AnalysisPage, AnalysisPages
from station.reports.analysis_paper import Covered, analysis_pdf
from station.texts import Lang, text

# A file of readings tells no date, and the day of printing would make a reprint another paper.
_UNDATED = datetime(1980, 1, 1, tzinfo=UTC)


def gauge_pdf(
    study: GaugeStudy,
    lang: Lang,
    *,
    name: str = "",
    unit: str = "",
    tolerance: float | None = None,
    template: str = "measurement-study",
    beside: Sequence[Path] = (),
) -> bytes:
    """The study called ``name`` as a PDF document; its foot names the readings by their SHA-256.

    Raises:
        KnownError: ANA-002 as the statistics raise it, REP-002, REP-003, REP-040.
    """
    size = text(
        lang,
        "statistics.gauge.size",
        appraisers=len(study.appraisers),
        parts=study.parts,
        trials=study.trials,
    )
    page = gauge_page(lang, study, covers=size, unit=unit, tolerance=tolerance)
    return _pdf(page, study.readings, lang, name, template, beside)


def study_pdf(
    form: StudyForm, lang: Lang, template: str = "measurement-study", beside: Sequence[Path] = ()
) -> bytes:
    """A gauge or type-1 study as a PDF document; its foot names the readings by their SHA-256.

    Raises:
        KnownError: ANA-002, ANA-004 as :func:`station.analysis.study_page.study_page`, REP-002, REP-003,
            REP-040.
    """
    readings = document_of(form)["data"]
    return _pdf(study_page(form, lang), readings, lang, form.name.strip(), template, beside)


def _pdf(
    page: AnalysisPage, readings: object, lang: Lang, name: str, template: str, beside: Sequence[Path]
) -> bytes:
    digest = hashlib.sha256(json.dumps(readings, sort_keys=True).encode()).hexdigest()
    heading = text(lang, "statistics.gauge.study")
    covered = Covered(
        name or digest[:8], page.covers, "", _UNDATED, f"SHA-256 {digest[:16]}", heading=heading
    )
    return analysis_pdf(AnalysisPages((page,)), covered, lang, template, beside)
