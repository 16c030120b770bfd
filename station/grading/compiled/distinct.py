"""Distinct combinations of numbers in columns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from station.grading.compiled.columns import Numbers

_SPARSE = 4
"""Above so many times the number of rows, numbers are sorted instead of counted."""


def distinct(keys: Sequence[Numbers], rows: int) -> tuple[Numbers, Numbers]:
    """For each row the place of its combination of ``keys``, and the first row of every combination."""
    places, firsts = np.zeros(rows, np.int64), np.zeros(min(rows, 1), np.int64)
    for key in keys:
        own, own_firsts = _distinct(key)
        if len(firsts) <= 1:
            places, firsts = own, own_firsts
        else:
            places, firsts = _distinct(places * len(own_firsts) + own)
    return places, firsts


def _distinct(key: Numbers) -> tuple[Numbers, Numbers]:
    most = int(key.max(initial=0))
    if most > _SPARSE * len(key):
        _, firsts, places = np.unique(key, return_index=True, return_inverse=True)
        return places.reshape(-1), firsts
    first_of = np.full(most + 1, -1, np.int64)
    first_of[key[::-1]] = np.arange(len(key) - 1, -1, -1)
    met = np.flatnonzero(first_of >= 0)
    place_of = np.zeros(most + 1, np.int64)
    place_of[met] = np.arange(len(met))
    return place_of[key], first_of[met]
