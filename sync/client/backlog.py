"""How much still waits, counted without holding it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from station.store.database import Store
from station.store.ledger import Ledger
from sync.client.outbox import all_photos, body_bytes
from sync.client.photos import size_of
from sync.client.state import Waiting


class _Tally:
    """Count and bytes of what lies in a stretch of the ledger; only what comes or goes is counted."""

    def __init__(self, measure: Callable[[int, int], tuple[int, int]]) -> None:
        self._measure = measure
        self._after = self._through = 0
        self.count = self.bytes = 0

    def move(self, after: int, through: int) -> None:
        """The stretch is now this one."""
        if not self._after <= after <= self._through <= through:
            self._after = self._through = after
            self.count = self.bytes = 0
        self._add(self._through, through, 1)
        self._add(self._after, after, -1)
        self._after, self._through = after, through

    def _add(self, after: int, through: int, sign: int) -> None:
        if after < through:
            count, size = self._measure(after, through)
            self.count = max(self.count + sign * count, 0)
            self.bytes = max(self.bytes + sign * size, 0)


def _entries(store: Store, after: int, through: int) -> tuple[int, int]:
    return through - after, body_bytes(store, after, through)


def _photos(store: Store, after: int, through: int) -> tuple[int, int]:
    count = size = 0
    for sha256 in all_photos(store, after, through):
        count += 1
        size += size_of(store, sha256)
    return count, size


class Backlog:
    """What the hub lacks."""

    def __init__(self, store: Store) -> None:
        self._ledger = Ledger(store)
        self._entries, self._photos = _Tally(partial(_entries, store)), _Tally(partial(_photos, store))

    def look(self, known: int, photos_through: int) -> Waiting:
        """What waits when the hub has entries through ``known``, and photos through ``photos_through``.

        Raises:
            KnownError: STO-001.
        """
        head = self._ledger.head().sequence
        self._entries.move(min(known, head), head)
        self._photos.move(min(photos_through, head), head)
        size = self._entries.bytes + self._photos.bytes
        return Waiting(self._entries.count, self._photos.count, size)
