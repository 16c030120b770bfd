"""The comparison of two standards on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

from station.model.analysis_page import AnalysisPages
from station.model.checklist import InternalStandard
from station.reports.analysis_paper import Covered, analysis_pdf
from station.standards.channel import ChannelStandard
from station.standards.difference_page import difference_page
from station.texts import Lang


def difference_pdf(
    old: ChannelStandard,
    new: ChannelStandard,
    internal: InternalStandard,
    lang: Lang,
    template: str = "standard-comparison",
    beside: Sequence[Path] = (),
) -> bytes:
    """The changes from ``old`` to ``new`` as a PDF document, dated by the later of the two.

    Raises:
        KnownError: REP-002, REP-003, REP-040 for a template that cannot print it.
    """
    page = difference_page(old, new, internal, lang)
    versions = f"{old.version} → {new.version}"
    dated = datetime.combine(date.fromisoformat(max(old.version, new.version)), time.min, UTC)
    covered = Covered(versions, new.id, "", dated, f"{new.id} {versions}", heading=page.title)
    return analysis_pdf(AnalysisPages((page,)), covered, lang, template, beside)
