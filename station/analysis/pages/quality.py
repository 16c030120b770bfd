"""How good the data are: unknown answers, typed measurements, borderline values, rework."""

from __future__ import annotations

from station.analysis.charts import over_time
from station.analysis.figures import Figures
from station.analysis.groups import worst_items
from station.analysis.scope import Scope
from station.analysis.telling import covers, definitions, tiles
from station.model.analysis_page import AnalysisPage
from station.texts import Lang, text

KEY, ORDER, OF_PEOPLE = "quality", 60, False
_TILES = (
    "records",
    "unknown_rate",
    "manual_rate",
    "remeasured_rate",
    "borderline_rate",
    "rework_rate",
    "amended_rate",
    "reinspection_rate",
    "cleaning_rate",
)


def page(figures: Figures, scope: Scope, lang: Lang) -> AnalysisPage:
    """The page of data quality."""
    return AnalysisPage(
        KEY,
        text(lang, f"figures.pages.{KEY}"),
        covers(figures, scope, lang),
        tiles(figures, scope, lang, _TILES),
        (
            over_time(figures, scope, lang, "unknown_over_time", ("unknown_rate", "manual_rate")),
            over_time(figures, scope, lang, "rework_over_time", ("rework_rate", "borderline_rate")),
            worst_items(figures, scope, lang, "unknown_by_item", "unknown_rate", "unknown"),
            worst_items(figures, scope, lang, "manual_by_item", "manual_rate", "manual"),
            worst_items(figures, scope, lang, "remeasured_by_item", "remeasured_rate", "remeasured_item"),
        ),
        definitions(lang, _TILES),
    )
