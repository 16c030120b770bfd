"""Where channels disagree with us: how often, in which direction, between which grades."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from station.analysis.disagreement import Against, Pair, pairs
from station.analysis.figures import Figures
from station.analysis.measures import Figure, share
from station.analysis.naming import channel_name, outcome_name
from station.analysis.scope import Scope
from station.analysis.telling import covers
from station.model.analysis_page import AnalysisPage, Column, Definition, Table, Tile
from station.model.charts import Chart, Series, Shape
from station.standards.library import home_library
from station.texts import Lang, text

KEY, ORDER, OF_PEOPLE = "disagreement", 60, False
_TILES = (Against.SAME, Against.LOWER, Against.HIGHER)


def page(figures: Figures, scope: Scope, lang: Lang) -> AnalysisPage:
    """Their results against ours."""
    standards = home_library(figures.store.home).channel_standards()
    found = pairs(figures, scope, {one.id: one.grades for one in standards})
    return AnalysisPage(
        KEY,
        text(lang, f"figures.pages.{KEY}"),
        covers(figures, scope, lang),
        (_compared(found, lang), *(_tile(found, one, lang) for one in _TILES)),
        (_by_channel(figures, found, lang), _between(figures, found, lang)),
        (Definition(_say(lang, "title"), _say(lang, "meaning")),),
    )


def _compared(found: Sequence[Pair], lang: Lang) -> Tile:
    return Tile("compared", _say(lang, "compared"), len(found), text(lang, "figures.units.units"))


def _tile(found: Sequence[Pair], against: Against, lang: Lang) -> Tile:
    figure = _share(found, against)
    value, low, high = (None if one is None else one * 100 for one in (figure.value, figure.low, figure.high))
    name = _say(lang, f"against.{against}")
    return Tile(against, name, value, "%", 1, figure.n, low, high)


def _share(found: Sequence[Pair], against: Against) -> Figure:
    return share(sum(one.against is against for one in found), len(found))


def _by_channel(figures: Figures, found: Sequence[Pair], lang: Lang) -> Chart:
    counts = Counter((one.channel, one.against) for one in found)
    channels = sorted({one.channel for one in found})
    return Chart(
        key="disagreement_by_channel",
        shape=Shape.STACKED,
        title=_say(lang, "by_channel"),
        categories=tuple(channel_name(figures, lang, one) for one in channels),
        series=tuple(
            Series(_say(lang, f"against.{against}"), tuple(counts[one, against] for one in channels))
            for against in Against
        ),
        unit=text(lang, "figures.units.units"),
        samples=len(found),
    )


def _between(figures: Figures, found: Sequence[Pair], lang: Lang) -> Table:
    """Ours and theirs, the most frequent first."""
    counts = Counter((one.channel, one.ours, one.theirs, one.against) for one in found)
    heads = ("channel", "ours", "theirs", "direction")
    rows = tuple(
        (
            channel_name(figures, lang, channel),
            outcome_name(lang, ours),
            outcome_name(lang, theirs),
            _say(lang, f"against.{against}"),
            count,
        )
        for (channel, ours, theirs, against), count in counts.most_common()
    )
    columns = (
        *(Column(_say(lang, one)) for one in heads),
        Column(_say(lang, "count"), text(lang, "figures.units.units"), numeric=True),
    )
    return Table("disagreement_between", _say(lang, "between"), columns, rows, note=_say(lang, "note"))


def _say(lang: Lang, key: str) -> str:
    return text(lang, f"disagreement.{key}")
