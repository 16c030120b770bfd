"""How the station does: the main figures, and units and yield over time."""

from __future__ import annotations

from station.analysis.charts import over_time
from station.analysis.figures import Figures
from station.analysis.scope import Scope
from station.analysis.telling import covers, definitions, tiles
from station.model.analysis_page import AnalysisPage
from station.texts import Lang, text

KEY, ORDER, OF_PEOPLE = "overview", 10, False
_FIGURES = (
    "records",
    "yield",
    "first_pass_yield",
    "throughput_per_hour",
    "minutes_per_unit",
    "unknown_rate",
    "manual_rate",
    "borderline_rate",
    "rework_rate",
    "dpmo",
    "sigma_level",
)


def page(figures: Figures, scope: Scope, lang: Lang) -> AnalysisPage:
    """The overview."""
    return AnalysisPage(
        KEY,
        text(lang, f"figures.pages.{KEY}"),
        covers(figures, scope, lang),
        tiles(figures, scope, lang, _FIGURES),
        (
            over_time(figures, scope, lang, "units_over_time", ("records",)),
            over_time(figures, scope, lang, "yield_over_time", ("yield", "first_pass_yield")),
        ),
        definitions(lang, _FIGURES),
    )
