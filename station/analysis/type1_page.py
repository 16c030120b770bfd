"""The page of a type-1 gauge study: capability of the gauge on one part of known size."""

from __future__ import annotations

from collections.abc import Sequence

from station.analysis.statistics.type1_study import Bias, Type1, type1
from station.model.analysis_page import AnalysisPage, Column, Definition, Table, Tile
from station.model.charts import Chart, Light, LimitLine, Role, Series, Shape
from station.texts import Lang, text

CAPABLE = 1.33
"""Cg and Cgk from which on a gauge serves (VDA 5; as Minitab and JASP judge)."""
FEWEST = 25
"""Readings below which a study says little; 50 are usual."""
BAND = 0.1
"""Share of the tolerance on either side of the reference that readings should lie within."""
SIGNIFICANT = 0.05
_TOLD = ("n", "mean", "s", "study_var")


def type1_page(
    lang: Lang,
    values: Sequence[float],
    *,
    covers: str,
    unit: str,
    reference: float | None = None,
    tolerance: float | None = None,
) -> AnalysisPage:
    """Tiles, run chart and figures; ``reference`` and ``tolerance`` (a width above 0) are in ``unit``.

    Raises:
        KnownError: ANA-002 as the statistics raise it.
    """
    found = type1(values, reference, tolerance)
    return AnalysisPage(
        key="type1",
        title=text(lang, "studies.type1.title"),
        covers=covers,
        tiles=_tiles(lang, found, unit),
        parts=(_run(lang, values, found, unit, reference, tolerance), _figures(lang, found, unit)),
        definitions=tuple(
            Definition(_say(lang, one), _say(lang, f"meaning.{one}")) for one in ("cg", "cgk", "bias")
        ),
    )


def _tiles(lang: Lang, found: Type1, unit: str) -> tuple[Tile, ...]:
    missing = _say(lang, "needs_both")
    return (
        Tile("cgk", _say(lang, "cgk"), found.cgk, "", 2, light=_light(found.cgk), note=_verdict(lang, found)),
        Tile(
            "cg", _say(lang, "cg"), found.cg, "", 2, light=_light(found.cg), note="" if found.cg else missing
        ),
        _bias_tile(lang, found.bias, unit),
        Tile("repeatability", _say(lang, "repeatability"), found.pct_repeatability, "%", 1, samples=found.n),
    )


def _light(value: float | None) -> Light:
    return Light.NONE if value is None else Light.OK if value >= CAPABLE else Light.BAD


def _bias_tile(lang: Lang, bias: Bias | None, unit: str) -> Tile:
    name = _say(lang, "bias")
    if bias is None:
        return Tile("bias", name, None, unit, note=_say(lang, "needs_reference"))
    low, high = bias.interval
    return Tile("bias", name, bias.bias, unit, 4, low=low, high=high, light=_bias_light(bias))


def _bias_light(bias: Bias) -> Light:
    if bias.p is None:
        return Light.NONE
    return Light.OK if bias.p >= SIGNIFICANT else Light.ATTENTION


def _verdict(lang: Lang, found: Type1) -> str:
    if found.cg is None or found.cgk is None:
        return _say(lang, "needs_both")
    name = "capable" if found.cgk >= CAPABLE else "biased" if found.cg >= CAPABLE else "scattered"
    few = f" {_say(lang, 'few', count=found.n, fewest=FEWEST)}" if found.n < FEWEST else ""
    return _say(lang, f"verdict.{name}") + few


def _run(
    lang: Lang,
    values: Sequence[float],
    found: Type1,
    unit: str,
    reference: float | None,
    tolerance: float | None,
) -> Chart:
    lines = [(_say(lang, "mean"), Role.CENTRE, found.mean)]
    if reference is not None:
        lines.append((_say(lang, "reference"), Role.TARGET, reference))
        if tolerance is not None:
            low, high = (reference + side * BAND * tolerance for side in (-1, 1))
            lines += [
                (_say(lang, name), Role.SPECIFICATION, one) for name, one in (("low", low), ("high", high))
            ]
    return Chart(
        key="run",
        shape=Shape.CONTROL,
        title=_say(lang, "run"),
        categories=tuple(str(number) for number in range(1, len(values) + 1)),
        series=(Series(_say(lang, "reading"), tuple(values)),),
        unit=unit,
        lines=tuple(LimitLine(name, role, (value,) * len(values)) for name, role, value in lines),
        samples=len(values),
    )


def _figures(lang: Lang, found: Type1, unit: str) -> Table:
    bias = found.bias
    rows = (
        *((_say(lang, name), getattr(found, name), "" if name == "n" else unit) for name in _TOLD),
        (_say(lang, "t"), bias and bias.t, ""),
        (_say(lang, "p"), bias and bias.p, ""),
        (_say(lang, "pct_both"), found.pct_repeatability_and_bias, "%"),
    )
    columns = (
        Column(_say(lang, "figure")),
        Column(_say(lang, "value"), numeric=True, decimals=4),
        Column(_say(lang, "unit")),
    )
    return Table("figures", _say(lang, "figures"), columns, rows, note=_verdict(lang, found))


def _say(lang: Lang, key: str, **values: object) -> str:
    return text(lang, f"studies.type1.{key}", **values)
