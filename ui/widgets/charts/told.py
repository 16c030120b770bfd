"""A chart in words: for the line above it, for screen readers, for the names of its parts."""

from __future__ import annotations

from itertools import islice

from station.model.charts import Chart, Series
from ui.i18n import Translator
from ui.widgets.charts.scale import bars, cumulated, is_empty, scale_of, written

_MOST_TOLD = 40


def with_unit(value: str, unit: str) -> str:
    """A value and its unit."""
    return f"{value} {unit}" if unit else value


def axis_words(title: str, unit: str) -> str:
    """What stands at an axis: its title and the unit."""
    is_said = title.casefold() == unit.casefold()
    return f"{title} / {unit}" if title and unit and not is_said else title or unit


def told_at(chart: Chart, place: int, words: Translator) -> str:
    """One category: every series' value with its interval, and the rules that mark it."""
    scale = scale_of(chart)
    parts = []
    for series in bars(chart):
        value = with_unit(scale.words(series.values[place]), chart.unit)
        named = f"{series.name} {value}" if series.name else value
        parts.append(named + _interval(series, place, chart, words))
    share = cumulated(chart)
    if share is not None and share.values[place] is not None:
        parts.append(f"{share.name} {written(share.values[place] or 0.0, 1)} %")
    return " · ".join((chart.categories[place], *parts, *sentences_at(chart, place)))


def sentences_at(chart: Chart, place: int) -> tuple[str, ...]:
    """What the rules say that mark a category."""
    return tuple(
        f"{mark.rule} {mark.sentence}"
        for series in chart.series
        for mark in series.marks
        if mark.index == place
    )


def rules_told(chart: Chart) -> tuple[str, ...]:
    """Each rule that marks points, with its sentence and how often it does."""
    counted: dict[tuple[str, str], int] = {}
    for series in chart.series:
        for mark in series.marks:
            key = (mark.rule, mark.sentence)
            counted[key] = counted.get(key, 0) + 1
    return tuple(f"{rule} {sentence} × {count}" for (rule, sentence), count in counted.items())


def told(chart: Chart, words: Translator) -> str:
    """The whole chart in one sentence: its title and its values."""
    if is_empty(chart):
        return f"{chart.title}: {words.tr('chart.empty')}"
    scale = scale_of(chart)
    lines = []
    for series in chart.series:
        pairs = zip(chart.categories, series.values, strict=False)
        values = ", ".join(f"{name} {scale.words(value)}" for name, value in islice(pairs, _MOST_TOLD))
        lines.append(f"{series.name} {values}".strip())
    return f"{axis_words(chart.title, chart.unit)}: {'; '.join(lines)}"


def _interval(series: Series, place: int, chart: Chart, words: Translator) -> str:
    low = series.low[place] if series.low else None
    high = series.high[place] if series.high else None
    if low is None or high is None:
        return ""
    scale = scale_of(chart)
    return f" ({words.tr('chart.interval', low=scale.words(low), high=scale.words(high))})"
