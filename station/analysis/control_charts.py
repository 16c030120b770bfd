"""Control charts worded and ready to draw, out of the statistics of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from station.analysis.statistics.control_chart import ControlChart
from station.analysis.statistics.cusum_chart import Cusum
from station.analysis.statistics.rules import WESTERN_ELECTRIC, violations
from station.model.charts import Chart, LimitLine, Mark, Role, Series, Shape
from station.texts import Lang, text


def drawn_control_chart(
    lang: Lang,
    chart: ControlChart,
    *,
    key: str,
    title: str,
    categories: Sequence[str],
    unit: str = "",
    rules: Iterable[str] = tuple(WESTERN_ELECTRIC),
    drill: tuple[str, ...] = (),
) -> Chart:
    """A chart with centre, limits, zones of one and two standard deviations, phases and marked points.

    ``categories`` name the points, one each; ``unit`` is that of the values.
    """
    points = Series(
        name=text(lang, f"statistics.points.{chart.statistic}"),
        values=chart.points,
        marks=_marks(lang, chart, rules),
        drill=drill,
    )
    return Chart(
        key=key,
        shape=Shape.CONTROL,
        title=title,
        categories=tuple(categories),
        series=(points,),
        unit=unit,
        lines=(*_limits(lang, chart), *_zones(lang, chart)),
        phases=chart.starts[1:],
        samples=sum(point is not None for point in chart.points),
    )


def drawn_cusum(
    lang: Lang, sums: Cusum, *, title: str, categories: Sequence[str], drill: tuple[str, ...] = ()
) -> Chart:
    """Both sums in standard deviations, with ± the decision interval (h); points beyond it are marked."""
    count, h = len(sums.pos), sums.decision_interval
    sides = (("pos", sums.pos, sums.upper_violations), ("neg", sums.neg, sums.lower_violations))
    return Chart(
        key="control-cusum",
        shape=Shape.CONTROL,
        title=title,
        categories=tuple(categories),
        series=tuple(_sum(lang, name, values, beyond, drill) for name, values, beyond in sides),
        unit="σ",
        lines=tuple(
            LimitLine(text(lang, f"statistics.lines.{name}"), role, (end,) * count)
            for name, role, end in (
                ("centre", Role.CENTRE, 0.0),
                ("lower", Role.LIMIT, -h),
                ("upper", Role.LIMIT, h),
            )
        ),
        phases=sums.starts[1:],
        samples=count,
    )


def _sum(
    lang: Lang, name: str, values: tuple[float, ...], beyond: Sequence[int], drill: tuple[str, ...]
) -> Series:
    sentence = text(lang, f"control.cusum.beyond_{name}")
    marks = tuple(Mark(place, "h", sentence) for place in beyond)
    return Series(text(lang, f"control.cusum.{name}"), values, marks=marks, drill=drill)


def _marks(lang: Lang, chart: ControlChart, rules: Iterable[str]) -> tuple[Mark, ...]:
    found = [(place, rule) for rule, places in violations(chart, rules).items() for place in places]
    return tuple(Mark(place, rule, text(lang, f"statistics.rules.{rule}")) for place, rule in sorted(found))


def _limits(lang: Lang, chart: ControlChart) -> tuple[LimitLine, ...]:
    return (
        LimitLine(text(lang, "statistics.lines.centre"), Role.CENTRE, chart.centre),
        LimitLine(text(lang, "statistics.lines.lower"), Role.LIMIT, chart.lower),
        LimitLine(text(lang, "statistics.lines.upper"), Role.LIMIT, chart.upper),
    )


def _zones(lang: Lang, chart: ControlChart) -> tuple[LimitLine, ...]:
    """None where a zone would lie beyond a limit, as below a share of 0."""
    return tuple(
        LimitLine(
            text(lang, "statistics.lines.zone", spreads=f"{spreads:+d}"), Role.ZONE, _zone(chart, spreads)
        )
        for spreads in (-2, -1, 1, 2)
    )


def _zone(chart: ControlChart, spreads: int) -> tuple[float | None, ...]:
    rows = zip(chart.centre, chart.spread, chart.lower, chart.upper, strict=True)
    return tuple(_within(centre + spreads * one, low, high) for centre, one, low, high in rows)


def _within(value: float, low: float | None, high: float | None) -> float | None:
    return value if (low is None or value > low) and (high is None or value < high) else None
