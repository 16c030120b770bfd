"""Yield and first-pass yield: over time, by channel, category and shift."""

from __future__ import annotations

from station.analysis.charts import over_time
from station.analysis.figures import Figures
from station.analysis.groups import groups_of, side_by_side, table_of
from station.analysis.scope import Scope
from station.analysis.telling import covers, definitions, tiles
from station.model.analysis_page import AnalysisPage
from station.texts import Lang, text

KEY, ORDER, OF_PEOPLE = "yield", 20, False
_TILES = ("records", "yield", "first_pass_yield", "rework_rate", "reinspection_rate", "cleaning_rate")
_BOTH = ("yield", "first_pass_yield")


def page(figures: Figures, scope: Scope, lang: Lang) -> AnalysisPage:
    """The page of yields."""
    told = {by: groups_of(figures, scope, by) for by in ("channel", "category", "shift")}
    charts = (
        side_by_side(figures, scope, lang, f"yield_by_{by}", by, groups, _BOTH) for by, groups in told.items()
    )
    columns = ("records", "yield", "first_pass_yield", "borderline_rate")
    return AnalysisPage(
        KEY,
        text(lang, f"figures.pages.{KEY}"),
        covers(figures, scope, lang),
        tiles(figures, scope, lang, _TILES),
        (
            over_time(figures, scope, lang, "yield_over_time", _BOTH),
            *charts,
            table_of(figures, scope, lang, "channels", "channel", told["channel"], columns),
        ),
        definitions(lang, _TILES),
    )
