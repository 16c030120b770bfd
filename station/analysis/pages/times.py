"""Throughput, and where the time goes: by hour of the day, by shift, by step."""

from __future__ import annotations

from collections.abc import Mapping

from station.analysis.asking import Sums
from station.analysis.charts import over_time, series
from station.analysis.drill import Behind
from station.analysis.figures import Figures
from station.analysis.groups import behind, groups_of, items_of, pareto, side_by_side
from station.analysis.measures import mean
from station.analysis.naming import name_of
from station.analysis.scope import Scope
from station.analysis.telling import covers, definitions, tiles, unit_of
from station.model.analysis_page import AnalysisPage, Column, Table
from station.model.charts import Chart, Shape
from station.texts import Lang, text

KEY, ORDER, OF_PEOPLE = "time", 30, False
_TILES = ("records", "throughput_per_hour", "minutes_per_unit")
_MINUTE_S = 60


def page(figures: Figures, scope: Scope, lang: Lang) -> AnalysisPage:
    """The page of times."""
    items = items_of(figures, scope)
    shifts = groups_of(figures, scope, "shift")
    return AnalysisPage(
        KEY,
        text(lang, f"figures.pages.{KEY}"),
        covers(figures, scope, lang),
        tiles(figures, scope, lang, _TILES),
        (
            over_time(figures, scope, lang, "throughput_over_time", ("throughput_per_hour",)),
            _by_hour(figures, scope, lang),
            side_by_side(
                figures, scope, lang, "throughput_by_shift", "shift", shifts, ("throughput_per_hour",)
            ),
            _where_time_goes(figures, scope, lang, items),
            _steps(figures, scope, lang, items),
        ),
        definitions(lang, (*_TILES, "seconds_per_step")),
    )


def _by_hour(figures: Figures, scope: Scope, lang: Lang) -> Chart:
    found = {int(key[0]): hours for key, hours in figures.hours(scope, "hour").items()}
    hours = sorted(found)
    values = [mean(found[one].records, found[one].hours) for one in hours]
    keys = tuple(Behind(scope, "records", (("hour", one),)).key() for one in hours)
    return Chart(
        key="throughput_by_hour",
        shape=Shape.BARS,
        title=text(lang, "figures.charts.throughput_by_hour"),
        categories=tuple(f"{one:02d}" for one in hours),
        series=(series(lang, "throughput_per_hour", values, keys),),
        category_title=text(lang, "figures.by.hour"),
        unit=unit_of(lang, "throughput_per_hour"),
    )


def _where_time_goes(figures: Figures, scope: Scope, lang: Lang, items: Mapping[str, Sums]) -> Chart:
    counts = [
        (name_of(figures, lang, "item", item), sums["seconds"] / _MINUTE_S, behind(scope, "item", item))
        for item, sums in items.items()
        if sums["seconds"]
    ]
    minutes = text(lang, "figures.units.minutes")
    return pareto(lang, "where_time_goes", counts, "item", minutes, text(lang, "figures.names.minutes"))


def _steps(figures: Figures, scope: Scope, lang: Lang, items: Mapping[str, Sums]) -> Table:
    seconds = text(lang, "figures.units.seconds")
    columns = (
        Column(text(lang, "figures.by.item")),
        Column(text(lang, "figures.names.answers"), "", True),
        Column(text(lang, "figures.names.seconds_per_step"), seconds, True, 1),
    )
    rows = [
        (name_of(figures, lang, "item", item), sums["timed"], sums["seconds"] / sums["timed"])
        for item, sums in items.items()
        if sums["timed"]
    ]
    keys = tuple(behind(scope, "item", item) for item, sums in items.items() if sums["timed"])
    return Table("steps", text(lang, "figures.charts.steps"), columns, tuple(rows), keys)
