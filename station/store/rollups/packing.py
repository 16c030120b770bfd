"""The answers of one record in one row: what a question that no rollup holds sums over.

A million records hold forty million answers. Looked at one by one in rows of their own they cost
microseconds each; packed, a whole month is summed at once (:mod:`station.analysis.answers`).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence

from station.store.rollups.facts import ItemRow

TABLE = "CREATE TABLE answers (sequence INTEGER PRIMARY KEY, packed BLOB NOT NULL)"

NUMBER_FORM = "<u4"
"""The numpy form of the numbers in a packed row, two for each answer: its code, and its time in seconds (0
where that is not known)."""

TIMED = 1 << 7
"""Stands beside what is noted of an answer (:mod:`station.store.rollups.facts`) where its time is known."""

FLAGS = 1 << 8
"""A code is the number of the item times this, and what is noted of the answer."""

_ANSWER = struct.Struct("<II")


def packed(items: Sequence[ItemRow], number_of: Callable[[str], int]) -> bytes:
    """The answers in the order given."""
    pack = _ANSWER.pack
    return b"".join(pack(number_of(one.item) * FLAGS + _noted(one), one.seconds or 0) for one in items)


def _noted(item: ItemRow) -> int:
    return item.flags if item.seconds is None else item.flags | TIMED
