"""In which order the list of standards stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from station.standards.library import counts_from
from ui.screens.standards.volumes import Volume

Key = Callable[[Volume], Any]

ORDERS: Mapping[str, tuple[Key, bool]] = {
    "category": (lambda one: (one.standard.category, one.standard.name.en.casefold()), False),
    "name": (lambda one: one.standard.name.en.casefold(), False),
    "newest": (lambda one: counts_from(one.standard), True),
    "items": (lambda one: len(one.standard.items), True),
    "grades": (lambda one: len(one.standard.grades), True),
}
"""By what, and whether the largest comes first."""


def ordered(volumes: tuple[Volume, ...], order: str) -> tuple[Volume, ...]:
    """``volumes`` in one of :data:`ORDERS`; equal ones stay as they stood."""
    key, falling = ORDERS[order]
    return tuple(sorted(volumes, key=key, reverse=falling))
