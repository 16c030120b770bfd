"""What pages share: tiles, definitions, the words for what is covered, the steps of a time axis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from station.analysis.figures import Figures
from station.analysis.measures import Figure, all_figures
from station.analysis.naming import person_name, place_name
from station.analysis.scope import Scope
from station.analysis.targets import light_of, target_of
from station.model.analysis_page import Definition, Tile
from station.texts import Lang, text

_MOST_DAYS = 62
"""Longer periods are drawn by month."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How a figure is shown: its unit (a key of texts), what its value is multiplied by, places shown."""

    unit: str = ""
    times: float = 1.0
    decimals: int = 0


_SHARE = Shown("percent", 100.0, 1)
SHOWN: Mapping[str, Shown] = {
    "records": Shown("units"),
    "throughput_per_hour": Shown("units_per_hour", 1.0, 1),
    "minutes_per_unit": Shown("minutes", 1.0, 1),
    "dpmo": Shown(),
    "sigma_level": Shown("", 1.0, 2),
}
"""Every other figure is a share."""


def shown(key: str) -> Shown:
    """How the figure ``key`` is shown."""
    return SHOWN.get(key, _SHARE)


def unit_of(lang: Lang, key: str) -> str:
    """The unit of a figure in words."""
    name = shown(key).unit
    return text(lang, f"figures.units.{name}") if name else ""


def tiles(figures: Figures, scope: Scope, lang: Lang, keys: Iterable[str]) -> tuple[Tile, ...]:
    """One tile per figure, with the figure of the period before, as long, beside it."""
    now = all_figures(figures, scope).get((), {})
    earlier = _before(scope)
    before = all_figures(figures, earlier).get((), {}) if earlier else {}
    nothing = Figure(None, 0)
    return tuple(
        _tile(figures, lang, key, now.get(key, nothing), before.get(key, nothing), scope) for key in keys
    )


def _tile(figures: Figures, lang: Lang, key: str, now: Figure, before: Figure, scope: Scope) -> Tile:
    how, target = shown(key), target_of(figures.store.home, key, scope.channel)
    return Tile(
        key=key,
        title=text(lang, f"figures.names.{key}"),
        value=scaled(now.value, how),
        unit=unit_of(lang, key),
        decimals=how.decimals,
        samples=now.n,
        low=scaled(now.low, how),
        high=scaled(now.high, how),
        target=None if target is None else scaled(target.value, how),
        before=scaled(before.value, how),
        light=light_of(target, now),
    )


def scaled(value: float | None, how: Shown) -> float | None:
    """The value as shown."""
    return None if value is None else value * how.times


def definitions(lang: Lang, keys: Iterable[str]) -> tuple[Definition, ...]:
    """What the figures mean."""
    return tuple(
        Definition(text(lang, f"figures.names.{key}"), text(lang, f"figures.meanings.{key}")) for key in keys
    )


def covers(figures: Figures, scope: Scope, lang: Lang) -> str:
    """What a page covers, in words."""
    whole = figures.whole(scope)
    if whole.since is None or whole.until is None:
        return text(lang, "figures.covers.nothing")
    parts = [text(lang, "figures.covers.days", since=whole.since, until=whole.until)]
    for name, value in replace(scope, since=None, until=None).as_json().items():
        shown_as = person_name(figures, value) if name == "person" else place_name(figures, lang, name, value)
        parts.append(text(lang, "figures.covers.part", name=text(lang, f"figures.by.{name}"), value=shown_as))
    if figures.store.home.is_practice:
        parts.append(text(lang, "figures.covers.practice"))
    return text(lang, "figures.covers.join").join(parts)


def step_of(figures: Figures, scope: Scope) -> str:
    """How a time axis is stepped: ``day``, or ``month`` where the period is long."""
    whole = figures.whole(scope)
    if whole.since is None or whole.until is None:
        return "day"
    return "day" if (whole.until - whole.since).days < _MOST_DAYS else "month"


def step_name(step: str, number: int) -> str:
    """A step of the time axis in words: ``11-22`` or ``2026-11``."""
    if step == "month":
        return f"{number // 100}-{number % 100:02d}"
    return f"{number // 100 % 100:02d}-{number % 100:02d}"


def step_scope(scope: Scope, step: str, number: int) -> Scope:
    """The part of a scope that one step covers."""
    if step == "day":
        day = date(number // 10_000, number // 100 % 100, number % 100)
        return replace(scope, since=day, until=day)
    first = date(number // 100, number % 100, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    since = max(first, scope.since) if scope.since else first
    until = min(last, scope.until) if scope.until else last
    return replace(scope, since=since, until=until)


def _before(scope: Scope) -> Scope | None:
    """The period before, as long; None for a scope without both days."""
    if scope.since is None or scope.until is None:
        return None
    length = scope.until - scope.since + timedelta(days=1)
    return replace(scope, since=scope.since - length, until=scope.until - length)
