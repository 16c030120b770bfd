"""Borderline bias: heaping at limits, leniency against speed, shift effects; for supervisors."""

from __future__ import annotations

from collections.abc import Sequence

from station.analysis import leniency
from station.analysis.charts import series
from station.analysis.figures import Figures
from station.analysis.groups import groups_of, side_by_side
from station.analysis.heaping import BAND, Heap, heaps
from station.analysis.leniency import DEFECTS, MEASURES, TIME, YIELD, Inspector, inspectors, rank_correlation
from station.analysis.measures import Figure
from station.analysis.naming import channel_name, item_name, person_name, place_name
from station.analysis.scope import Scope
from station.analysis.shift_effects import by_hour_of_shift
from station.analysis.telling import covers, definitions, scaled, shown
from station.model.analysis_page import AnalysisPage, Cell, Column, Definition, Table
from station.model.charts import Chart, Shape
from station.texts import Lang, text

KEY, ORDER, OF_PEOPLE = "bias", 75, True
_RATES = ("unknown_rate", "units_with_defects_rate", "yield")
_DEFINED = ("heaping", "leniency", "correlation", "shifts", "cannot")


def page(figures: Figures, scope: Scope, lang: Lang) -> AnalysisPage:
    """The page of borderline bias.

    Raises:
        KnownError: FIG-002 without the right to figures of single inspectors.
    """
    people = inspectors(figures, scope)
    shifts = groups_of(figures, scope, "shift")
    return AnalysisPage(
        KEY,
        text(lang, f"figures.pages.{KEY}"),
        covers(figures, scope, lang),
        (),
        (
            _heaps(figures, heaps(figures, scope), lang),
            _people(figures, people, lang),
            _correlations(people, lang),
            side_by_side(figures, scope, lang, "bias_by_shift", "shift", shifts, _RATES),
            _by_hour(figures, scope, lang),
        ),
        (
            *(Definition(_say(lang, one), _say(lang, f"meanings.{one}", band=BAND)) for one in _DEFINED),
            *definitions(lang, _RATES),
        ),
    )


def _heaps(figures: Figures, found: Sequence[Heap], lang: Lang) -> Table:
    rows = tuple(
        (
            item_name(figures, lang, one.limit.item),
            one.limit.value,
            ", ".join(channel_name(figures, lang, channel) for channel in one.channels),
            one.good,
            one.bad,
            *_percent(one.share),
            one.expected * 100,
            one.p,
            _say(lang, f"heaped.{_heaped(one)}"),
        )
        for one in found
    )
    columns = (
        _words(lang, "item"),
        Column(_say(lang, "limit"), "", True, 2),
        Column(_say(lang, "channels")),
        *(Column(_say(lang, one), "", True) for one in ("good", "bad")),
        *(_share(lang, one) for one in ("good_share", "low", "high", "expected")),
        Column(_say(lang, "p"), "", True, 4),
        Column(_say(lang, "told")),
    )
    return Table("bias_heaping", _say(lang, "heaping"), columns, rows, note=_say(lang, "heaping_note"))


def _heaped(one: Heap) -> str:
    if one.p is None:
        return "unsaid"
    return "shown" if one.is_flagged else "none"


def _people(figures: Figures, people: Sequence[Inspector], lang: Lang) -> Table:
    rows = tuple(
        (
            person_name(figures, one.person),
            one.units,
            *(cell for name in MEASURES for cell in _ratio(one, name, lang)),
        )
        for one in people
    )
    columns = [_words(lang, "inspector"), Column(_say(lang, "n"), text(lang, "figures.units.units"), True)]
    for name in MEASURES:
        measure = _say(lang, f"measures.{name}")
        columns += [Column(measure, "", True, 2)]
        columns += [Column(_say(lang, f"of_{end}", name=measure), "", True, 2) for end in ("low", "high")]
        columns += [Column(_say(lang, "of_told", name=measure))]
    return Table(
        "bias_leniency",
        _say(lang, "leniency"),
        tuple(columns),
        rows,
        note=_say(lang, "leniency_note", least=leniency.LEAST),
    )


def _ratio(one: Inspector, name: str, lang: Lang) -> tuple[Cell, ...]:
    ratio = one.ratios[name]
    return ratio.value, ratio.low, ratio.high, _say(lang, f"beside.{ratio.side}")


def _correlations(people: Sequence[Inspector], lang: Lang) -> Table:
    found = [(name, rank_correlation(people, TIME, name)) for name in (DEFECTS, YIELD)]
    rows = tuple(
        (
            _say(lang, "between", one=_say(lang, f"measures.{TIME}"), other=_say(lang, f"measures.{name}")),
            one.n,
            one.rho,
            one.p,
            _say(lang, f"correlated.{_correlated(one)}"),
        )
        for name, one in found
    )
    columns = (
        _words(lang, "correlation"),
        Column(_say(lang, "inspectors"), "", True),
        Column(_say(lang, "rho"), "", True, 2),
        Column(_say(lang, "p"), "", True, 4),
        Column(_say(lang, "told")),
    )
    return Table("bias_correlation", _say(lang, "correlation"), columns, rows)


def _correlated(one: leniency.Correlation) -> str:
    if one.rho is None or one.p is None:
        return "unsaid"
    if one.p > leniency.LEVEL:
        return "none"
    return "together" if one.rho > 0 else "against"


def _by_hour(figures: Figures, scope: Scope, lang: Lang) -> Chart:
    found = by_hour_of_shift(figures, scope)
    return Chart(
        key="bias_by_hour",
        shape=Shape.LINES,
        title=_say(lang, "by_hour"),
        categories=tuple(f"{place_name(figures, lang, 'shift', one.shift)} {one.number}" for one in found),
        series=tuple(series(lang, name, [one[name] for one in found.values()], ()) for name in _RATES),
        category_title=_say(lang, "hour"),
        unit=text(lang, "figures.units.percent"),
        samples=sum(one["yield"].n for one in found.values()),
        note=_say(lang, "shifts_note"),
    )


def _percent(one: Figure) -> tuple[float | None, ...]:
    how = shown("yield")
    return tuple(scaled(end, how) for end in (one.value, one.low, one.high))


def _words(lang: Lang, key: str) -> Column:
    return Column(_say(lang, key))


def _share(lang: Lang, key: str) -> Column:
    return Column(_say(lang, key), text(lang, "figures.units.percent"), True, 1)


def _say(lang: Lang, key: str, **values: object) -> str:
    return text(lang, f"bias.{key}", **values)
