"""Control charts over a scope: of a share or rate by day, or of the measured values of a check item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from station.analysis.capable import item_of
from station.analysis.control_charts import drawn_control_chart, drawn_cusum
from station.analysis.drill import Behind
from station.analysis.figures import Figures
from station.analysis.naming import item_name
from station.analysis.numbers import MOST_VALUES, Number, left_out, numbers_of_item
from station.analysis.periods import day_of
from station.analysis.scope import Scope
from station.analysis.statistics import count_charts
from station.analysis.statistics.control_chart import ControlChart, in_phases
from station.analysis.statistics.cusum_chart import cusum_of_singles
from station.analysis.statistics.ewma_chart import ewma_of_singles
from station.analysis.statistics.individuals_charts import imr
from station.analysis.statistics.rules import NELSON, WESTERN_ELECTRIC
from station.analysis.statistics.subgroup_charts import xbar_r, xbar_s
from station.analysis.telling import step_scope
from station.errors import KnownError
from station.model.charts import Chart, Shape
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
_COUNT = "1"
"""The unit of what is counted."""


@dataclass(frozen=True, slots=True)
class Control:
    """What is controlled: ``subject`` is a key of :data:`SHARES`, :data:`DEFECTS`, or an item after
    :data:`ITEM`; an empty ``kind`` is the usual one; a new phase begins on the day ``since``."""

    subject: str = "unknown_rate"
    kind: str = ""
    rules: str = "western_electric"
    since: date | None = None

    def as_json(self) -> dict[str, str]:
        """What is controlled, as the ledger says it of a paper."""
        said = {"subject": self.subject, "kind": self.kind, "rules": self.rules}
        phase = {"since": self.since.isoformat()} if self.since else {}
        return {name: value for name, value in {**said, **phase}.items() if value}


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
    plot = _Plot(scope, lang, control, kind, title)
    try:
        return (_values if plot.item else _counts)(figures, plot)
    except KnownError as error:
        if error.code != "ANA-002":
            raise
        return (Chart("control", Shape.CONTROL, title, (), (), note=text(lang, "control.too_few")),)


@dataclass(frozen=True, slots=True)
class _Plot:
    """What is drawn: a ``kind`` of chart of what is controlled over a scope."""

    scope: Scope
    lang: Lang
    control: Control
    kind: str
    title: str

    @property
    def item(self) -> str:
        """The check item whose values are drawn; empty for shares and rates."""
        subject = self.control.subject
        return subject.removeprefix(ITEM) if subject.startswith(ITEM) else ""

    def behind(self, days: Sequence[date]) -> tuple[str, ...]:
        """The units of each day."""
        return tuple(Behind(step_scope(self.scope, "day", int(f"{day:%Y%m%d}"))).key() for day in days)


def _counts(figures: Figures, plot: _Plot) -> tuple[Chart, ...]:
    rows = _by_day(figures, plot.scope, plot.control.subject)
    days = [day for day, _, _ in rows]
    starts = _starts(days, plot.control.since)
    chart = in_phases(lambda part: [_count_chart(plot.kind, part)], [row[1:] for row in rows], starts)[0]
    drawn = drawn_control_chart(
        plot.lang,
        chart,
        key="control",
        title=plot.title,
        categories=[f"{day:%m-%d}" for day in days],
        rules=RULES[plot.control.rules],
        drill=plot.behind(days),
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


def _values(figures: Figures, plot: _Plot) -> tuple[Chart, ...]:
    numbers = numbers_of_item(figures, plot.scope, plot.item)
    drawn = _drawn_values(plot, numbers, _unit(figures, plot))
    return (replace(drawn[0], note=_not_drawn(figures, plot, len(numbers))), *drawn[1:])


def _drawn_values(plot: _Plot, numbers: Sequence[Number], unit: str) -> tuple[Chart, ...]:
    width = SUBGROUP if plot.kind in ("xbar_r", "xbar_s") else 1
    groups = [numbers[at : at + width] for at in range(0, len(numbers) - width + 1, width)]
    days = [group[0].day for group in groups]
    values = [[number.value for number in group] for group in groups]
    starts, drill = _starts(days, plot.control.since), plot.behind(days)
    categories = [f"{place} · {day:%m-%d}" for place, day in enumerate(days, 1)]
    if plot.kind == "cusum":
        sums = cusum_of_singles([group[0] for group in values], starts)
        return (drawn_cusum(plot.lang, sums, title=plot.title, categories=categories, drill=drill),)
    return tuple(
        drawn_control_chart(
            plot.lang,
            chart,
            key=f"control-{chart.statistic}",
            title=plot.title,
            categories=categories,
            unit=unit,
            rules=RULES[plot.control.rules] if nth == 0 else RULES["western_electric"][:1],
            drill=drill,
        )
        for nth, chart in enumerate(_value_charts(plot.kind, values, starts))
    )


def _value_charts(
    kind: str, values: Sequence[Sequence[float]], starts: Sequence[int]
) -> Sequence[ControlChart]:
    if kind in ("xbar_r", "xbar_s"):
        return in_phases(xbar_r if kind == "xbar_r" else xbar_s, values, starts)
    singles = [group[0] for group in values]
    return in_phases(imr, singles, starts) if kind == "imr" else [ewma_of_singles(singles, starts)]


def _unit(figures: Figures, plot: _Plot) -> str:
    """The unit of the check item as people write it; of counts, that they are counts."""
    found = item_of(figures, plot.item, plot.scope.category)
    unit = found.unit if found else None
    return text(plot.lang, "control.unit.count") if unit == _COUNT else unit or ""


def _not_drawn(figures: Figures, plot: _Plot, drawn: int) -> str:
    """What of the item is in no chart, in words."""
    missing = left_out(figures, plot.scope, plot.item)
    said = [text(plot.lang, "control.left_out", count=missing)] if missing else []
    newest = [text(plot.lang, "control.newest", count=drawn)] if drawn == MOST_VALUES else []
    return " ".join(said + newest)


def _starts(days: Sequence[date], since: date | None) -> tuple[int, ...]:
    """Where phases begin: at the first point, and at the first of the day that a new one begins on."""
    later: Any = next((place for place, day in enumerate(days) if since and day >= since), 0)
    return (0, later) if later else (0,)
