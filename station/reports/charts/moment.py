"""A chart over time of which only one moment is known, in words: a line of one point shows nothing."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable

from station.model.charts import Chart, Series
from station.reports.charts.look import TITLE
from station.reports.charts.scale import scale_of
from station.reports.charts.tables import Note
from station.reports.charts.words import Words
from station.reports.sheet import BODY
from station.reports.typesetter import Typesetter


def moment_notes(chart: Chart, setter: Typesetter, words: Words) -> list[Flowable]:
    """The chart's title over its one category, each series with value and interval."""
    told = " · ".join((chart.categories[0], *_told(chart, words)))
    note = [Note(chart.note, setter)] if chart.note else []
    return [Note(chart.title, setter, TITLE), Note(told, setter, BODY), *note]


def _told(chart: Chart, words: Words) -> Iterator[str]:
    places = max(scale_of(chart).decimals, 1)
    for one in chart.series:
        if one.values[0] is not None:
            said = (one.name, words.figure(one.values[0], places), chart.unit, _between(one, places, words))
            yield " ".join(part for part in said if part)


def _between(series: Series, places: int, words: Words) -> str:
    low, high = (ends[0] if ends else None for ends in (series.low, series.high))
    if low is None or high is None:
        return ""
    return f"({words.figure(low, places)} – {words.figure(high, places)})"
