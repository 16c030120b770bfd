"""Inspectors side by side, always with sample sizes and intervals; for supervisors."""

from __future__ import annotations

from station.analysis.figures import Figures
from station.analysis.groups import groups_of, side_by_side, table_of
from station.analysis.scope import Scope
from station.analysis.telling import covers, definitions
from station.model.analysis_page import AnalysisPage
from station.texts import Lang, text

KEY, ORDER, OF_PEOPLE = "people", 70, True
_FIGURES = (
    "records",
    "throughput_per_hour",
    "minutes_per_unit",
    "yield",
    "first_pass_yield",
    "unknown_rate",
    "manual_rate",
    "borderline_rate",
    "rework_rate",
    "amended_rate",
)


def page(figures: Figures, scope: Scope, lang: Lang) -> AnalysisPage:
    """The page of inspectors.

    Raises:
        KnownError: FIG-002 without the right to figures of single inspectors.
    """
    told = groups_of(figures, scope, "person")
    charts = {
        "people_yield": ("yield", "first_pass_yield"),
        "people_throughput": ("throughput_per_hour",),
        "people_unknown": ("unknown_rate", "manual_rate"),
        "people_rework": ("rework_rate", "amended_rate"),
    }
    return AnalysisPage(
        KEY,
        text(lang, f"figures.pages.{KEY}"),
        covers(figures, scope, lang),
        (),
        (
            *(side_by_side(figures, scope, lang, key, "person", told, of) for key, of in charts.items()),
            table_of(figures, scope, lang, "people", "person", told, _FIGURES),
        ),
        definitions(lang, _FIGURES),
    )
