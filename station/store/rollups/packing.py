"""The answers of one record in one row: what a question that no rollup holds sums over.

A million records hold forty million answers. Looked at one by one in rows of their own they cost
microseconds each; packed, a whole month is summed at once (:mod:`station.analysis.answers`).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence

from station.store.rollups.facts import ItemRow

TABLE = "CREATE TABLE answers (sequence INTEGER PRIMARY KEY, packed BLOB NOT NULL)"

FIELDS = (("item", "<u2"), ("flags", "<u2"), ("seconds", "<i4"))
"""Names and numpy forms of what is kept of an answer: the item's number, what is noted of it, its time."""

NO_SECONDS = -1
"""Stands for a time that is not known."""

_ANSWER = struct.Struct("<HHi")


def packed(items: Sequence[ItemRow], number_of: Callable[[str], int]) -> bytes:
    """The answers in the order given."""
    pack = _ANSWER.pack
    return b"".join(
        pack(number_of(one.item), one.flags, NO_SECONDS if one.seconds is None else one.seconds)
        for one in items
    )
