"""Charts of figures: over time, and side by side for groups."""

from __future__ import annotations

from collections.abc import Sequence

from station.analysis.drill import Behind
from station.analysis.figures import Figures
from station.analysis.measures import Figure, all_figures
from station.analysis.scope import Scope
from station.analysis.targets import target_of
from station.analysis.telling import scaled, shown, step_name, step_of, step_scope, unit_of
from station.model.charts import Chart, LimitLine, Role, Series, Shape
from station.texts import Lang, text


def over_time(figures: Figures, scope: Scope, lang: Lang, key: str, of: Sequence[str]) -> Chart:
    """Figures over the days or months of a scope; steps without a record are left out."""
    step = step_of(figures, scope)
    groups = all_figures(figures, scope, step)
    steps = sorted(int(group[0]) for group in groups)
    behind = tuple(Behind(step_scope(scope, step, one)).key() for one in steps)
    told = {one: [groups[number,].get(one, Figure(None, 0)) for number in steps] for one in of}
    return Chart(
        key=key,
        shape=Shape.BARS if of == ("records",) else Shape.LINES,
        title=text(lang, f"figures.charts.{key}"),
        categories=tuple(step_name(step, one) for one in steps),
        series=tuple(series(lang, one, values, behind) for one, values in told.items()),
        category_title=text(lang, f"figures.by.{step}"),
        unit=unit_of(lang, of[0]),
        lines=target_lines(figures, scope, lang, of, len(steps)),
        samples=sum(one.get("records", Figure(None, 0)).n for one in groups.values()),
    )


def series(lang: Lang, figure: str, values: Sequence[Figure], behind: tuple[str, ...]) -> Series:
    """One series of a figure's values with their intervals."""
    how = shown(figure)
    has_interval = any(one.low is not None for one in values)
    return Series(
        name=text(lang, f"figures.names.{figure}"),
        values=tuple(scaled(one.value, how) for one in values),
        low=tuple(scaled(one.low, how) for one in values) if has_interval else (),
        high=tuple(scaled(one.high, how) for one in values) if has_interval else (),
        drill=behind,
    )


def target_lines(
    figures: Figures, scope: Scope, lang: Lang, of: Sequence[str], steps: int
) -> tuple[LimitLine, ...]:
    """A line for every figure that has a target."""
    targets = ((one, target_of(figures.store.home, one, scope.channel)) for one in of)
    return tuple(
        LimitLine(
            text(lang, "figures.target", name=text(lang, f"figures.names.{one}")),
            Role.TARGET,
            (scaled(target.value, shown(one)),) * steps,
        )
        for one, target in targets
        if target is not None
    )
