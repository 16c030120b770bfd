"""A scope as conditions over the narrow rows, the records as ``r``."""

from __future__ import annotations

from station.analysis.figures import Figures
from station.analysis.scope import Scope
from station.store.rollups.facts import day_number

_OF_CHANNEL = "EXISTS (SELECT 1 FROM verdicts o WHERE o.sequence = r.sequence AND o.channel = ?)"


def narrowed(figures: Figures, scope: Scope) -> tuple[str, tuple[str | int, ...]]:
    """The condition that a record counts and lies in the scope, and its values.

    Raises:
        KnownError: FIG-002 single inspectors without the right.
    """
    figures.refuse_people(scope)
    found = [("r.counts", None), *conditions_of(scope)]
    if scope.station not in ("", figures.store.identity.id):
        found.append(("0", None))
    return " AND ".join(one for one, _ in found), tuple(value for _, value in found if value is not None)


def conditions_of(scope: Scope) -> list[tuple[str, str | int | None]]:
    """What narrows the scope of one station: each condition with the value of its one place."""
    found: list[tuple[str, str | int | None]] = [
        ("r.day >= ?", day_number(scope.since) if scope.since else None),
        ("r.day <= ?", day_number(scope.until) if scope.until else None),
        *((f"r.{name} = ?", getattr(scope, name)) for name in ("category", "shift", "person", "model")),
        (_OF_CHANNEL, scope.channel),
    ]
    return [(condition, value) for condition, value in found if value]
