"""Charts and tables of figures side by side: by channel, shift, category, inspector, check item, defect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from station.analysis.asking import Sums
from station.analysis.charts import series
from station.analysis.drill import Behind
from station.analysis.figures import Figures
from station.analysis.measures import Figure, Told, all_figures, of_items
from station.analysis.naming import name_of
from station.analysis.scope import Scope, scope_from
from station.analysis.telling import scaled, shown, unit_of
from station.model.analysis_page import Cell, Column, Table
from station.model.charts import Chart, Role, Series, Shape
from station.texts import Lang, text

MOST_BARS = 15
_NOTHING = Figure(None, 0)
_ALL = 100.0


def groups_of(figures: Figures, scope: Scope, by: str) -> Mapping[str, Told]:
    """Every figure of every group of ``by``, by name."""
    found = all_figures(figures, scope, by)
    return {str(key[0]): told for key, told in sorted(found.items()) if key[0] != ""}


def items_of(figures: Figures, scope: Scope) -> Mapping[str, Sums]:
    """Sums of every check item, by its id."""
    return {str(key[0]): sums for key, sums in sorted(figures.items(scope, "item").items())}


def behind(scope: Scope, by: str, value: str, noted: str = "") -> str:
    """The key to the units of one group."""
    if by in ("channel", "shift", "category", "person", "model"):
        return Behind(scope_from({**scope.as_json(), by: value}), noted=noted).key()
    return Behind(scope, "items", ((by, value),), noted).key()


def side_by_side(
    figures: Figures, scope: Scope, lang: Lang, key: str, by: str, told: Mapping[str, Told], of: Sequence[str]
) -> Chart:
    """One bar per group and figure, with intervals."""
    return Chart(
        key=key,
        shape=Shape.BARS,
        title=text(lang, f"figures.charts.{key}"),
        categories=tuple(name_of(figures, lang, by, one) for one in told),
        series=tuple(
            series(
                lang,
                figure,
                [one.get(figure, _NOTHING) for one in told.values()],
                tuple(behind(scope, by, value) for value in told),
            )
            for figure in of
        ),
        category_title=text(lang, f"figures.by.{by}"),
        unit=unit_of(lang, of[0]),
    )


def table_of(
    figures: Figures, scope: Scope, lang: Lang, key: str, by: str, told: Mapping[str, Told], of: Sequence[str]
) -> Table:
    """One row per group, one column per figure, each share with its sample size behind it."""
    columns = [Column(text(lang, f"figures.by.{by}"))]
    columns += [
        Column(text(lang, f"figures.names.{one}"), unit_of(lang, one), True, shown(one).decimals)
        for one in of
    ]
    rows = [
        (name_of(figures, lang, by, value), *(_cell(one.get(figure, _NOTHING), figure) for figure in of))
        for value, one in told.items()
    ]
    drill = tuple(behind(scope, by, value) for value in told)
    return Table(key, text(lang, f"figures.charts.{key}"), tuple(columns), tuple(rows), drill)


def worst_items(figures: Figures, scope: Scope, lang: Lang, key: str, figure: str, noted: str) -> Chart:
    """The check items with the highest share of one kind, the highest first."""
    told = {item: of_items(sums)[figure] for item, sums in items_of(figures, scope).items()}
    worst = sorted((one for one in told if told[one].value), key=lambda one: -(told[one].value or 0))
    chosen = worst[:MOST_BARS]
    keys = tuple(behind(scope, "item", one, noted) for one in chosen)
    return Chart(
        key=key,
        shape=Shape.BARS,
        title=text(lang, f"figures.charts.{key}"),
        categories=tuple(name_of(figures, lang, "item", one) for one in chosen),
        series=(series(lang, figure, [told[one] for one in chosen], keys),),
        category_title=text(lang, "figures.by.item"),
        unit=unit_of(lang, figure),
        note=_left_out(lang, len(worst)),
    )


def pareto(
    lang: Lang, key: str, counts: Sequence[tuple[str, float, str]], by: str, unit: str, name: str
) -> Chart:
    """Bars from the tallest, and the cumulated share of all of them, those left out included.

    ``counts`` are name, value and drill key; ``unit`` and ``name`` are in words.
    """
    ordered = sorted(counts, key=lambda one: (-one[1], one[0]))
    whole = sum(one[1] for one in ordered)
    drawn = ordered[:MOST_BARS]
    reached = [sum(one[1] for one in drawn[: place + 1]) for place in range(len(drawn))]
    cumulated = tuple(_ALL * one / whole for one in reached) if whole else ()
    return Chart(
        key=key,
        shape=Shape.PARETO,
        title=text(lang, f"figures.charts.{key}"),
        categories=tuple(one[0] for one in drawn),
        series=(
            Series(name, tuple(one[1] for one in drawn), drill=tuple(one[2] for one in drawn)),
            Series(text(lang, "figures.cumulated"), cumulated, Role.CUMULATED),
        ),
        category_title=text(lang, f"figures.by.{by}"),
        value_title=name,
        unit=unit,
        note=_left_out(lang, len(ordered)),
    )


def _left_out(lang: Lang, found: int) -> str:
    return text(lang, "figures.left_out", count=found - MOST_BARS) if found > MOST_BARS else ""


def _cell(figure: Figure, key: str) -> Cell:
    value = scaled(figure.value, shown(key))
    return int(value) if key == "records" and value is not None else value
