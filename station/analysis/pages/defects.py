"""Defects: which, where, how many, and how many there could have been."""

from __future__ import annotations

from collections import defaultdict

from station.analysis.charts import over_time
from station.analysis.drill import Behind
from station.analysis.figures import Figures
from station.analysis.groups import pareto
from station.analysis.naming import kind_name, zone_name
from station.analysis.scope import Scope
from station.analysis.telling import covers, definitions, tiles
from station.model.analysis_page import AnalysisPage, Column, Table
from station.model.charts import Chart
from station.texts import Lang, text

KEY, ORDER, OF_PEOPLE = "defects", 40, False
_TILES = ("records", "units_with_defects_rate", "dpmo", "sigma_level")

Counts = dict[tuple[str, str], tuple[int, int]]
"""Defects, and units that have one, by kind and zone."""


def page(figures: Figures, scope: Scope, lang: Lang) -> AnalysisPage:
    """The page of defects."""
    found = figures.defects(scope, "kind", "zone")
    counts: Counts = {
        (str(key[0]), str(key[1])): (sums["defects"], sums["records"]) for key, sums in found.items()
    }
    return AnalysisPage(
        KEY,
        text(lang, f"figures.pages.{KEY}"),
        covers(figures, scope, lang),
        tiles(figures, scope, lang, _TILES),
        (
            _places(figures, scope, lang, counts),
            _by_one(figures, scope, lang, counts, "kind"),
            _by_one(figures, scope, lang, counts, "zone"),
            over_time(figures, scope, lang, "dpmo_over_time", ("dpmo",)),
            _table(figures, scope, lang, counts),
        ),
        definitions(lang, _TILES),
    )


def _places(figures: Figures, scope: Scope, lang: Lang, counts: Counts) -> Chart:
    named = [
        (
            f"{kind_name(lang, kind)} · {zone_name(figures, lang, zone)}",
            float(defects),
            _key(scope, kind, zone),
        )
        for (kind, zone), (defects, _) in counts.items()
    ]
    return _pareto(lang, "defects_by_kind_and_zone", named, "defect")


def _by_one(figures: Figures, scope: Scope, lang: Lang, counts: Counts, by: str) -> Chart:
    sums = defaultdict[str, int](int)
    for (kind, zone), (defects, _) in counts.items():
        sums[kind if by == "kind" else zone] += defects
    named = [
        (_name(figures, lang, by, one), float(count), Behind(scope, "defects", ((by, one),)).key())
        for one, count in sums.items()
    ]
    return _pareto(lang, f"defects_by_{by}", named, by)


def _name(figures: Figures, lang: Lang, by: str, one: str) -> str:
    return kind_name(lang, one) if by == "kind" else zone_name(figures, lang, one)


def _pareto(lang: Lang, key: str, named: list[tuple[str, float, str]], by: str) -> Chart:
    return pareto(lang, key, named, by, "", text(lang, "figures.names.defects"))


def _table(figures: Figures, scope: Scope, lang: Lang, counts: Counts) -> Table:
    columns = (
        Column(text(lang, "figures.by.kind")),
        Column(text(lang, "figures.by.zone")),
        Column(text(lang, "figures.names.defects"), "", True),
        Column(text(lang, "figures.names.records"), "", True),
    )
    ordered = sorted(counts.items(), key=lambda one: (-one[1][0], one[0]))
    rows = tuple(
        (kind_name(lang, kind), zone_name(figures, lang, zone), *numbers) for (kind, zone), numbers in ordered
    )
    keys = tuple(_key(scope, *place) for place, _ in ordered)
    return Table("defects", text(lang, "figures.charts.defects"), columns, rows, keys)


def _key(scope: Scope, kind: str, zone: str) -> str:
    return Behind(scope, "defects", (("kind", kind), ("zone", zone))).key()
