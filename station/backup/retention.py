"""Retention: photos that the platform holds and whose time has passed go; nothing else ever does.

A photo goes when every record that names it is covered by a receipt of the platform and older than the
policy, and no inspection in work names it. The ledger says so before the file goes; thumbnails stay.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import islice
from sqlite3 import Connection

from station.backup.making import only_one
from station.model.event import RECORD_KINDS, EventKind
from station.store.chain import photos_of
from station.store.clock import to_text
from station.store.database import Store
from station.store.events import write_event
from station.store.failures import known_failures
from station.store.pruned import prunings
from station.store.receipts import pinned_hub, stored_receipts

_AT_ONCE = 200
_RECORDS = (
    "SELECT sequence, at, body FROM ledger"
    " WHERE kind IN (SELECT value FROM json_each(?)) AND sequence > ? ORDER BY sequence"
)


class Kept(StrEnum):
    """Why a photo stays."""

    NO_POLICY = "no_policy"
    NOT_ACKNOWLEDGED = "not_acknowledged"
    TOO_YOUNG = "too_young"
    IN_WORK = "in_work"


@dataclass(frozen=True, slots=True)
class RetentionReport:
    """What may go, what went (``bytes`` of it), and how many photos stay for which reason."""

    eligible: int
    pruned: int
    bytes: int
    kept: Mapping[Kept, int]


@dataclass(frozen=True, slots=True)
class _Policy:
    days: int | None
    complete: int
    """Through which entry the platform holds every photo."""
    before: str
    """Records sealed earlier (RFC 3339) are old enough."""

    def keeps(self, sequence: int, at: str, in_work: bool) -> Kept | None:
        if self.days is None:
            return Kept.NO_POLICY
        if in_work:
            return Kept.IN_WORK
        if sequence > self.complete:
            return Kept.NOT_ACKNOWLEDGED
        return Kept.TOO_YOUNG if at >= self.before else None


def look(store: Store, days: int | None) -> RetentionReport:
    """What pruning would do; ``days`` is the policy, None keeps photos for good."""
    kept: Counter[Kept] = Counter()
    eligible = [(sha256, _size(store, sha256)) for sha256 in _eligible(store, days, kept)]
    return RetentionReport(len(eligible), 0, sum(size for _, size in eligible), kept)


def prune(store: Store, days: int | None) -> RetentionReport:
    """Remove what may go; first the ledger tells, then the files go.

    Raises:
        KnownError: BAK-009 a backup is being made, STO-002, STO-003.
    """
    kept: Counter[Kept] = Counter()
    count = size = 0
    with only_one(store.home):
        eligible = list(_eligible(store, days, kept))
        batches = iter(eligible)
        while batch := list(islice(batches, _AT_ONCE)):
            size += sum(_size(store, sha256) for sha256 in batch)
            _state(store, batch, days)
            count += _remove(store, batch)
    return RetentionReport(len(eligible), count, size, kept)


def finish_pruning(store: Store) -> int:
    """After a crash: remove what the last entry says is removed, unless it was photographed again since.

    Raises:
        KnownError: STO-002.
    """
    with store.read() as connection:
        last = next(prunings(connection), None)
        left = [one for one in last.photos if store.evidence.path(one).exists()] if last else []
        if last is None or not left:
            return 0
        again = _in_work(connection)
        for _, _, photos in _named(connection, last.sequence):
            again |= set(photos)
    return _remove(store, [one for one in left if one not in again])


def _eligible(store: Store, days: int | None, kept: Counter[Kept]) -> Iterator[str]:
    """Photos on disk that may go; counts those that may not."""
    with store.read() as connection, closing(_aside()) as names:
        policy = _policy(store, connection, days)
        in_work = _in_work(connection)
        for sequence, at, photos in _named(connection):
            names.executemany(
                "INSERT INTO photos VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET"
                " sequence = max(sequence, ?2), at = max(at, ?3)",
                [(sha256, sequence, at) for sha256 in photos],
            )
        for sha256, sequence, at in names.execute("SELECT sha256, sequence, at FROM photos"):
            if not store.evidence.path(sha256).exists():
                continue
            reason = policy.keeps(sequence, at, sha256 in in_work)
            if reason is None:
                yield sha256
            else:
                kept[reason] += 1


def _aside() -> Connection:
    """The youngest record that names each photo, in a file that vanishes by itself: memory stays flat."""
    names = sqlite3.connect("", isolation_level=None)
    names.execute("CREATE TABLE photos (sha256 TEXT PRIMARY KEY, sequence INTEGER, at TEXT) WITHOUT ROWID")
    names.execute("BEGIN")
    return names


def _policy(store: Store, connection: Connection, days: int | None) -> _Policy:
    before = store.clock.now() - timedelta(days=days or 0)
    return _Policy(days, _complete(store, connection), to_text(before))


def _complete(store: Store, connection: Connection) -> int:
    """As far as receipts of the pinned hub go that agree with this ledger; a fork acknowledges nothing."""
    hub = pinned_hub(connection)
    proven = [one for one in stored_receipts(connection, store.identity.id) if one.is_proven_by(hub)]
    for receipt in proven:
        row = connection.execute("SELECT hash FROM ledger WHERE sequence = ?", (receipt.sequence,)).fetchone()
        if row is None or row[0] != receipt.head:
            return 0
    return max((receipt.complete for receipt in proven), default=0)


def _named(connection: Connection, after: int = 0) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Records after an entry: sequence, when sealed, the photos they name."""
    kinds = json.dumps(sorted(RECORD_KINDS))
    for sequence, at, body in connection.execute(_RECORDS, (kinds, after)):
        yield sequence, at, tuple(photos_of(json.loads(body)))


def _in_work(connection: Connection) -> set[str]:
    rows = connection.execute(
        "SELECT sha256 FROM photos JOIN inspections ON id = inspection WHERE state <> 'sealed'"
    )
    return {str(row[0]) for row in rows}


def _state(store: Store, photos: Iterable[str], days: int | None) -> None:
    with store.write() as connection:
        body = {"photos": sorted(photos), "retention_days": days, "complete": _complete(store, connection)}
        write_event(store, connection, EventKind.PHOTOS_PRUNED, body)


def _remove(store: Store, photos: Iterable[str]) -> int:
    removed = 0
    for sha256 in photos:
        path = store.evidence.path(sha256)
        with known_failures(path):
            path.unlink(missing_ok=True)
        removed += 1
    return removed


def _size(store: Store, sha256: str) -> int:
    try:
        return store.evidence.path(sha256).stat().st_size
    except OSError:
        return 0
