"""How far inspectors agree on the same units: by channel, by kind of defect, by measured value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from station.analysis.agreement import (
    FOUND,
    NOT_FOUND,
    Agreement,
    Rated,
    Repeated,
    agreement,
    by_channel,
    by_defect_kind,
    by_inspectors,
    measured,
)
from station.analysis.drill import Behind
from station.analysis.figures import Figures
from station.analysis.measures import Figure
from station.analysis.naming import channel_name, item_name, kind_name, person_name
from station.analysis.same_units import WITHIN_DAYS, looked_twice
from station.analysis.scope import Scope
from station.analysis.statistics.cohen_kappa import Kappa
from station.analysis.telling import covers
from station.model.analysis_page import AnalysisPage, Cell, Column, Definition, Table, Tile
from station.model.charts import Chart, Series, Shape
from station.texts import Lang, text

KEY, ORDER, OF_PEOPLE = "agreement", 72, False
_DEFINED = ("pairs", "same", "kappa", "kinds", "repeated", "cannot")
_SHARE = ("same", "low", "high")


def page(figures: Figures, scope: Scope, lang: Lang) -> AnalysisPage:
    """Agreement; two inspectors side by side only for whoever may see single inspectors."""
    twice = looked_twice(figures, scope)
    rated = by_channel(figures, twice, scope.channel)
    channels = {channel_name(figures, lang, one): agreement(rated[one]) for one in rated}
    found = by_defect_kind(figures, twice)
    kinds = {kind_name(lang, one): agreement(pairs) for one, pairs in found.items()}
    people = (_of_people(figures, rated, lang),) if figures.people else ()
    return AnalysisPage(
        KEY,
        text(lang, f"figures.pages.{KEY}"),
        covers(figures, scope, lang),
        (Tile("pairs", _say(lang, "pairs"), len(twice), text(lang, "figures.units.units")),),
        (
            _chart(lang, "channels", channels),
            _by_channel(lang, channels),
            _chart(lang, "kinds", kinds),
            _by_kind(lang, kinds),
            *people,
            _measured(figures, measured(figures, twice), lang),
        ),
        tuple(_definition(lang, one) for one in _DEFINED),
    )


def _chart(lang: Lang, key: str, found: Mapping[str, Agreement]) -> Chart:
    shares = [_percent(one.same) for one in found.values()]
    values, lows, highs = (tuple(one[at] for one in shares) for at in range(3))
    return Chart(
        key=f"agreement_{key}",
        shape=Shape.BARS,
        title=_say(lang, key),
        categories=tuple(found),
        series=(Series(_say(lang, "same"), values, low=lows, high=highs, drill=_behind(found)),),
        unit=text(lang, "figures.units.percent"),
    )


def _by_channel(lang: Lang, found: Mapping[str, Agreement]) -> Table:
    rows = tuple((name, one.n, *_percent(one.same), one.kappa) for name, one in found.items())
    columns = (_words(lang, "channel"), _count(lang, "n"), *_shares(lang), _kappa(lang))
    title, note = _say(lang, "channels"), _say(lang, "note")
    return Table("agreement_by_channel", title, columns, rows, _behind(found), note)


def _by_kind(lang: Lang, found: Mapping[str, Agreement]) -> Table:
    rows = tuple(
        (name, one.n, *_found_by(one), *_percent(one.same), one.kappa) for name, one in found.items()
    )
    counts = (_count(lang, one) for one in ("n", "both", "one", "none"))
    columns = (_words(lang, "kind"), *counts, *_shares(lang), _kappa(lang))
    title, note = _say(lang, "kinds"), _say(lang, "note")
    return Table("agreement_by_kind", title, columns, rows, _behind(found), note)


def _behind(found: Mapping[str, Agreement]) -> tuple[str, ...]:
    """Keys to the units about which inspectors differ."""
    return tuple(Behind(Scope(), sequences=one.records).key() for one in found.values())


def _found_by(one: Agreement) -> tuple[int, int, int]:
    both, nobody = (one.by_rating.get((what, what), 0) for what in (FOUND, NOT_FOUND))
    return both, one.n - both - nobody, nobody


def _of_people(figures: Figures, rated: Mapping[str, Sequence[Rated]], lang: Lang) -> Table:
    rows = tuple(
        (
            *(person_name(figures, person) for person in one.people),
            channel_name(figures, lang, channel),
            one.same.n,
            *_percent(one.same),
            *_cohen(one.cohen),
        )
        for channel, pairs in rated.items()
        for one in by_inspectors(pairs)
    )
    ends = (Column(_say(lang, f"kappa_{end}"), "", True, 2) for end in ("low", "high"))
    heads = (_words(lang, one) for one in ("inspector", "other_inspector", "channel"))
    columns = (*heads, _count(lang, "n"), *_shares(lang), _kappa(lang), *ends)
    return Table("agreement_by_inspectors", _say(lang, "people"), columns, rows, note=_say(lang, "note"))


def _cohen(found: Kappa | None) -> tuple[Cell, Cell, Cell]:
    if found is None or found.interval is None:
        return None, None, None
    return found.kappa, *found.interval


def _measured(figures: Figures, found: Mapping[str, Repeated], lang: Lang) -> Table:
    rows = tuple(
        (item_name(figures, lang, item), one.n, one.mean, one.deviation, one.repeatability, one.largest)
        for item, one in found.items()
    )
    numbers = ("mean", "deviation", "repeatability", "largest")
    columns = (
        _words(lang, "item"),
        _count(lang, "n"),
        *(Column(_say(lang, one), "", True, 3) for one in numbers),
    )
    return Table("agreement_measured", _say(lang, "measured"), columns, rows, note=_say(lang, "note"))


def _percent(one: Figure) -> tuple[float | None, float | None, float | None]:
    value, low, high = (None if end is None else end * 100 for end in (one.value, one.low, one.high))
    return value, low, high


def _shares(lang: Lang) -> tuple[Column, ...]:
    return tuple(Column(_say(lang, one), text(lang, "figures.units.percent"), True, 1) for one in _SHARE)


def _words(lang: Lang, key: str) -> Column:
    return Column(_say(lang, key))


def _count(lang: Lang, key: str) -> Column:
    return Column(_say(lang, key), text(lang, "figures.units.units"), numeric=True)


def _kappa(lang: Lang) -> Column:
    return Column(_say(lang, "kappa"), "", True, 2)


def _definition(lang: Lang, key: str) -> Definition:
    said = text(lang, f"agreement.meanings.{key}", days=WITHIN_DAYS)
    return Definition(_say(lang, key), said)


def _say(lang: Lang, key: str) -> str:
    return text(lang, f"agreement.{key}")
