"""All figures of a scope as one JSON document, with the groups asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from station.analysis.figures import Figures
from station.analysis.groups import groups_of, items_of
from station.analysis.measures import Figure, Told, all_figures, mean, of_items
from station.analysis.naming import name_of
from station.analysis.scope import Scope
from station.texts import Lang

GROUPS = ("channel", "inspector", "item", "shift", "day", "month", "station", "category", "model", "defect")
"""By what the figures of a scope can be told apart."""
_OF_PEOPLE = {"inspector": "person"}


def document_of(figures: Figures, scope: Scope, by: str | None, lang: Lang) -> dict[str, Any]:
    """``{period, scope, practice?, <figure>: {value, n, low, high}, by?: {<by>: [{group, name, …}]}}``.

    Numbers are decimal text with at most 6 places, ``n`` an integer.

    Raises:
        KnownError: FIG-001 stopped, FIG-002 single inspectors without the right.
    """
    whole = figures.whole(scope)
    narrowed = {name: one for name, one in scope.as_json().items() if name not in ("since", "until")}
    document: dict[str, Any] = {
        "period": {"since": _day(whole.since), "until": _day(whole.until)},
        "scope": narrowed,
        **({"practice": True} if figures.store.home.is_practice else {}),
        **_told(all_figures(figures, scope).get((), {"records": Figure(0, 0)})),
    }
    if by:
        document["by"] = {by: _groups(figures, scope, by, lang)}
    return document


def _groups(figures: Figures, scope: Scope, by: str, lang: Lang) -> list[dict[str, Any]]:
    if by == "defect":
        return _defects(figures, scope)
    if by == "station":
        return [{"group": figures.store.identity.id, "name": figures.store.name, **_whole(figures, scope)}]
    key = _OF_PEOPLE.get(by, by)
    told = _items(figures, scope) if by == "item" else groups_of(figures, scope, key)
    return [
        {"group": _group(key, value), "name": name_of(figures, lang, key, value), **_told(one)}
        for value, one in told.items()
    ]


def _group(by: str, value: str) -> str:
    """Days and months as they are written elsewhere."""
    if by == "day":
        return f"{value[:4]}-{value[4:6]}-{value[6:]}"
    return f"{value[:4]}-{value[4:]}" if by == "month" else value


def _whole(figures: Figures, scope: Scope) -> dict[str, Any]:
    return _told(all_figures(figures, scope).get((), {}))


def _items(figures: Figures, scope: Scope) -> Mapping[str, Told]:
    return {
        item: {
            "answers": Figure(sums["records"], sums["records"]),
            "seconds_per_step": mean(sums["seconds"], sums["timed"]),
            **of_items(sums),
        }
        for item, sums in items_of(figures, scope).items()
    }


def _defects(figures: Figures, scope: Scope) -> list[dict[str, Any]]:
    found = sorted(figures.defects(scope, "kind", "zone").items(), key=lambda one: -one[1]["defects"])
    return [
        {"kind": kind, "zone": zone, "defects": sums["defects"], "records": sums["records"]}
        for (kind, zone), sums in found
    ]


def _told(told: Told) -> dict[str, Any]:
    return {
        key: {
            "value": _number(one.value),
            "n": one.n,
            "low": _number(one.low),
            "high": _number(one.high),
        }
        for key, one in told.items()
    }


def _number(value: float | None) -> str | None:
    if value is None:
        return None
    told = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if told in ("", "-0") else told


def _day(day: object) -> str | None:
    return None if day is None else str(day)
