"""Which results each channel gave: the mix of grades."""

from __future__ import annotations

from collections import defaultdict

from station.analysis.drill import Behind
from station.analysis.figures import Figures
from station.analysis.groups import groups_of, table_of
from station.analysis.naming import channel_name, outcome_name
from station.analysis.scope import Scope
from station.analysis.telling import covers, definitions, tiles
from station.model.analysis_page import AnalysisPage, Column, Table
from station.model.charts import Chart, Series, Shape
from station.standards.library import home_library
from station.texts import Lang, text

KEY, ORDER, OF_PEOPLE = "grades", 50, False
_TILES = ("records", "yield", "borderline_rate")
_COLUMNS = ("records", "yield", "first_pass_yield", "borderline_rate")
_ALL = 100

Mix = dict[str, dict[str, int]]
"""Verdicts by channel and outcome."""


def page(figures: Figures, scope: Scope, lang: Lang) -> AnalysisPage:
    """The page of grades."""
    mix: Mix = defaultdict(dict)
    for (channel, outcome), sums in sorted(figures.verdicts(scope, "channel", "outcome").items()):
        mix[channel][outcome] = sums["records"]
    channels = groups_of(figures, scope, "channel")
    return AnalysisPage(
        KEY,
        text(lang, f"figures.pages.{KEY}"),
        covers(figures, scope, lang),
        tiles(figures, scope, lang, _TILES),
        (
            _chart(figures, scope, lang, mix),
            _table(figures, scope, lang, mix),
            table_of(figures, scope, lang, "channels", "channel", channels, _COLUMNS),
        ),
        definitions(lang, _TILES),
    )


def _chart(figures: Figures, scope: Scope, lang: Lang, mix: Mix) -> Chart:
    scale = _scale(figures, mix)
    outcomes = sorted(
        {one for counts in mix.values() for one in counts},
        key=lambda one: (scale.get(one.partition("|")[0], len(scale)), one),
    )
    return Chart(
        key="grade_mix",
        shape=Shape.STACKED,
        title=text(lang, "figures.charts.grade_mix"),
        categories=tuple(channel_name(figures, lang, one) for one in mix),
        series=tuple(
            Series(
                outcome_name(lang, outcome),
                tuple(_ALL * counts.get(outcome, 0) / sum(counts.values()) for counts in mix.values()),
                drill=tuple(_key(scope, channel, outcome) for channel in mix),
            )
            for outcome in outcomes
        ),
        category_title=text(lang, "figures.by.channel"),
        unit=text(lang, "figures.units.percent"),
        samples=sum(sum(counts.values()) for counts in mix.values()),
    )


def _scale(figures: Figures, mix: Mix) -> dict[str, int]:
    """Place of every grade, each channel's best first: grades of one channel stand beside each other."""
    standards = home_library(figures.store.home).channel_standards()
    grades = dict.fromkeys(grade for one in standards if one.id in mix for grade in one.grades)
    return {grade: place for place, grade in enumerate(grades)}


def _table(figures: Figures, scope: Scope, lang: Lang, mix: Mix) -> Table:
    columns = (
        Column(text(lang, "figures.by.channel")),
        Column(text(lang, "figures.names.result")),
        Column(text(lang, "figures.names.records"), "", True),
        Column(text(lang, "figures.names.share"), text(lang, "figures.units.percent"), True, 1),
    )
    cells = [(channel, outcome) for channel, counts in mix.items() for outcome in counts]
    rows = tuple(
        (
            channel_name(figures, lang, channel),
            outcome_name(lang, outcome),
            mix[channel][outcome],
            _ALL * mix[channel][outcome] / sum(mix[channel].values()),
        )
        for channel, outcome in cells
    )
    keys = tuple(_key(scope, *cell) for cell in cells)
    return Table("grades", text(lang, "figures.charts.grades"), columns, rows, keys)


def _key(scope: Scope, channel: str, outcome: str) -> str:
    return Behind(scope, "verdicts", (("channel", channel), ("outcome", outcome))).key()
