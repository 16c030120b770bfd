"""Small numbers for words that would otherwise stand in millions of rows: items, and sets of channels.

Numbers are given in the order of the ledger, so a file made anew gives the same ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from sqlite3 import Connection

from station.store.rollups.facts import VerdictRow

TABLES = (
    "CREATE TABLE item_numbers (number INTEGER PRIMARY KEY, item TEXT NOT NULL UNIQUE)",
    "CREATE TABLE channel_sets (number INTEGER PRIMARY KEY, channels TEXT NOT NULL UNIQUE)",
    """CREATE TABLE channels_in_sets (
        channel TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (channel, number)
    ) WITHOUT ROWID""",
)

SETS_WITH = "(SELECT number FROM channels_in_sets WHERE channel = ?)"
"""The sets that hold one channel."""

_BETWEEN = "\n"
_NEW_ITEM = "INSERT INTO item_numbers VALUES (?, ?)"
_NEW_SET = "INSERT INTO channel_sets VALUES (?, ?)"
_IN_SET = "INSERT INTO channels_in_sets VALUES (?, ?)"


class Numbering:
    """The numbers given so far; new ones are written at once, in the transaction of whoever asks."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._items = _known(connection, "SELECT item, number FROM item_numbers")
        self._sets = _known(connection, "SELECT channels, number FROM channel_sets")

    def of_item(self, item: str) -> int:
        """The number of an item, from 0."""
        number = self._items.get(item)
        if number is None:
            number = self._items[item] = len(self._items)
            self._connection.execute(_NEW_ITEM, (number, item))
        return number

    def of_channels(self, verdicts: Iterable[VerdictRow]) -> int:
        """The number of the set of channels that a unit was judged for, from 0."""
        channels = sorted({one.channel for one in verdicts})
        name = _BETWEEN.join(channels)
        number = self._sets.get(name)
        if number is None:
            number = self._sets[name] = len(self._sets)
            self._connection.execute(_NEW_SET, (number, name))
            self._connection.executemany(_IN_SET, ((one, number) for one in channels))
        return number


def _known(connection: Connection, query: str) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.execute(query)}
