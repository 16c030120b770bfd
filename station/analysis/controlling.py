"""Control charts over a scope: of a share or rate by day, or of the measured values of a check item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from station.analysis.control_charts import drawn_control_chart
from station.analysis.drill import Behind
from station.analysis.figures import Figures
from station.analysis.naming import item_name
from station.analysis.numbers import Number, numbers_of_item
from station.analysis.periods import day_of
from station.analysis.scope import Scope
from station.analysis.statistics import count_charts
from station.analysis.statistics.control_chart import ControlChart, in_phases
from station.analysis.statistics.cusum_chart import cusum
from station.analysis.statistics.ewma_chart import ewma
from station.analysis.statistics.individuals_charts import imr
from station.analysis.statistics.rules import NELSON, WESTERN_ELECTRIC
from station.analysis.statistics.subgroup_charts import xbar_r, xbar_s
from station.analysis.telling import step_scope
from station.errors import KnownError
from station.model.charts import Chart, LimitLine, Role, Series, Shape
from station.texts import Lang, text

RULES = {"western_electric": tuple(WESTERN_ELECTRIC), "nelson": tuple(NELSON)}
SHARES: Mapping[str, tuple[str, str, str]] = {
    "unknown_rate": ("items", "unknown", "records"),
    "manual_rate": ("items", "manual", "measured"),
    "borderline_rate": ("records", "borderline", "records"),
    "rework_rate": ("records", "reworked", "records"),
}
"""Shares by day: what is counted, the hits and what they are a share of."""
DEFECTS = "defects_per_unit"
ITEM = "item:"
"""Before the id of a check item whose values are controlled."""
SUBGROUP = 5
"""Values of a subgroup: units sealed one after the other."""


@dataclass(frozen=True, slots=True)
class Control:
    """What is controlled: ``subject`` is a key of :data:`SHARES`, :data:`DEFECTS`, or an item after
    :data:`ITEM`; an empty ``kind`` is the usual one; a new phase begins on the day ``since``."""

    subject: str = "unknown_rate"
    kind: str = ""
    rules: str = "western_electric"
    since: date | None = None


def kinds_of(subject: str) -> tuple[str, ...]:
    """The kinds of chart that fit a subject, the usual one first."""
    if subject.startswith(ITEM):
        return ("imr", "xbar_r", "xbar_s", "ewma", "cusum")
    return ("u", "c") if subject == DEFECTS else ("p", "np")


def subject_name(figures: Figures, lang: Lang, subject: str) -> str:
    """What is controlled, in words."""
    if subject.startswith(ITEM):
        return item_name(figures, lang, subject.removeprefix(ITEM))
    return text(lang, f"control.subject.{subject}")


def controlled(figures: Figures, scope: Scope, lang: Lang, control: Control) -> tuple[Chart, ...]:
    """The control charts of a subject; one that says why where the values give none.

    Raises:
        KnownError: FIG-001 stopped, FIG-002 single inspectors without the right.
    """
    kinds = kinds_of(control.subject)
    kind = control.kind if control.kind in kinds else kinds[0]
    title = f"{subject_name(figures, lang, control.subject)} · {text(lang, f'control.kind.{kind}')}"
    made = _values if control.subject.startswith(ITEM) else _counts
    try:
        return made(figures, scope, lang, control, kind, title)
    except KnownError as error:
        if error.code != "ANA-002":
            raise
        return (Chart("control", Shape.CONTROL, title, (), (), note=text(lang, "control.too_few")),)


def _counts(
    figures: Figures, scope: Scope, lang: Lang, control: Control, kind: str, title: str
) -> tuple[Chart, ...]:
    rows = _by_day(figures, scope, control.subject)
    days = [day for day, _, _ in rows]
    starts = _starts(days, control.since)
    chart = in_phases(lambda part: [_count_chart(kind, part)], [row[1:] for row in rows], starts)[0]
    drawn = drawn_control_chart(
        lang,
        chart,
        key="control",
        title=title,
        categories=[f"{day:%m-%d}" for day in days],
        rules=RULES[control.rules],
        drill=tuple(Behind(step_scope(scope, "day", int(f"{day:%Y%m%d}"))).key() for day in days),
    )
    return (drawn,)


def _by_day(figures: Figures, scope: Scope, subject: str) -> list[tuple[date, float, float]]:
    """Day, hits and what they are counted over, in order."""
    if subject == DEFECTS:
        found = figures.defects(scope, "day")
        of = figures.records(scope, "day")
        pairs = [(key, found.get(key, {}).get("defects", 0), sums["records"]) for key, sums in of.items()]
    else:
        source, hits, size = SHARES[subject]
        groups = figures.items(scope, "day") if source == "items" else figures.records(scope, "day")
        pairs = [(key, sums[hits], sums[size]) for key, sums in groups.items()]
    return sorted((day_of(int(key[0])), float(hit), float(size)) for key, hit, size in pairs if size)


def _count_chart(kind: str, part: Sequence[tuple[float, float]]) -> ControlChart:
    hits, sizes = [hit for hit, _ in part], [size for _, size in part]
    if kind == "c":
        return count_charts.c(hits)
    make = {"p": count_charts.p, "np": count_charts.np, "u": count_charts.u}[kind]
    return make(hits, sizes)


def _values(
    figures: Figures, scope: Scope, lang: Lang, control: Control, kind: str, title: str
) -> tuple[Chart, ...]:
    numbers = numbers_of_item(figures, scope, control.subject.removeprefix(ITEM))
    if kind == "cusum":
        return (_cusum(lang, numbers, title),)
    width = SUBGROUP if kind in ("xbar_r", "xbar_s") else 1
    groups = [numbers[at : at + width] for at in range(0, len(numbers) - width + 1, width)]
    days = [group[0].day for group in groups]
    charts = _value_charts(kind, groups, _starts(days, control.since))
    return tuple(
        drawn_control_chart(
            lang,
            chart,
            key=f"control-{chart.statistic}",
            title=title,
            categories=[f"{place} · {day:%m-%d}" for place, day in enumerate(days, 1)],
            rules=RULES[control.rules] if nth == 0 else RULES["western_electric"][:1],
            drill=tuple(Behind(step_scope(scope, "day", int(f"{day:%Y%m%d}"))).key() for day in days),
        )
        for nth, chart in enumerate(charts)
    )


def _value_charts(
    kind: str, groups: Sequence[Sequence[Number]], starts: Sequence[int]
) -> Sequence[ControlChart]:
    values = [[number.value for number in group] for group in groups]
    if kind in ("xbar_r", "xbar_s"):
        return in_phases(xbar_r if kind == "xbar_r" else xbar_s, values, starts)
    singles = [group[0] for group in values]
    if kind == "imr":
        return in_phases(imr, singles, starts)
    base = imr(singles)[0]
    return [ewma(singles, base.centre[0], base.std_dev[0])]


def _cusum(lang: Lang, numbers: Sequence[Number], title: str) -> Chart:
    values = [number.value for number in numbers]
    base = imr(values)[0]
    sums = cusum(values, base.centre[0], base.std_dev[0])
    ends = (("upper", sums.decision_interval), ("lower", -sums.decision_interval))
    count = len(values)
    return Chart(
        "control-cusum",
        Shape.CONTROL,
        title,
        tuple(f"{place} · {number.day:%m-%d}" for place, number in enumerate(numbers, 1)),
        (
            Series(text(lang, "control.cusum.pos"), sums.pos),
            Series(text(lang, "control.cusum.neg"), sums.neg),
        ),
        unit="σ",
        lines=tuple(
            LimitLine(text(lang, f"statistics.lines.{name}"), Role.LIMIT, (end,) * count)
            for name, end in ends
        ),
        samples=count,
    )


def _starts(days: Sequence[date], since: date | None) -> tuple[int, ...]:
    """Where phases begin: at the first point, and at the first of the day that a new one begins on."""
    later: Any = next((place for place, day in enumerate(days) if since and day >= since), 0)
    return (0, later) if later else (0,)
