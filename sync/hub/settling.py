"""The books after files exist: what waited for them waits no more.

Files arrive several at once, and a transaction costs a sync, however little it says. So those that are ready
while another transaction is under way are settled together in the next one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from weakref import WeakKeyDictionary

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from sync.hub import tables
from sync.hub.completeness import lock_station, receipt_now
from sync.hub.database import HubDatabase
from sync.hub.hub import Hub
from sync.hub.turns import Turns
from sync.wire.messages import ReceiptMessage

_MOST_FILES = 1000
"""Files settled in one transaction."""


@dataclass(frozen=True, slots=True)
class _Arrived:
    """Files of ``station`` that exist now, by hash with their bytes."""

    station: str
    sizes: Mapping[str, int]

    @property
    def subject(self) -> str:
        """Several of one station may be settled together, unless they name the same files."""
        return f"{self.station} {min(self.sizes, default='')}"

    @property
    def size(self) -> int:
        """How many files."""
        return len(self.sizes)


_turns: WeakKeyDictionary[HubDatabase, Turns[_Arrived, ReceiptMessage | None]] = WeakKeyDictionary()


def settle(hub: Hub, station: str, sizes: Mapping[str, int]) -> ReceiptMessage | None:
    """Note that files exist (bytes by hash): no entry of ``station`` lacks them now. Its receipt then."""
    turns = _turns.setdefault(hub.database, Turns(1, _MOST_FILES))
    return turns.ask(_Arrived(station, sizes), partial(_settle_together, hub))


def _settle_together(hub: Hub, arrived: Sequence[_Arrived]) -> list[ReceiptMessage | None]:
    """All of them durable in one transaction, or none: then each is told why."""
    with hub.database.write() as connection:
        receipts = _settled(hub, connection, arrived)
    return [receipts[one.station] for one in arrived]


def _settled(
    hub: Hub, connection: Connection, arrived: Sequence[_Arrived]
) -> dict[str, ReceiptMessage | None]:
    """Stations and files always in one order, lest processes wait for each other."""
    stations = {
        station: {sha256: size for one in group for sha256, size in one.sizes.items()}
        for station, group in groupby(sorted(arrived, key=_station), key=_station)
    }
    for station in stations:
        lock_station(connection, station)
    _note(hub, connection, {sha256: size for sizes in stations.values() for sha256, size in sizes.items()})
    missing = tables.missing_evidence
    for station, sizes in stations.items():
        connection.execute(missing.delete().where(missing.c.station == station, missing.c.sha256.in_(sizes)))
    return {station: receipt_now(hub, connection, station) for station in stations}


def _station(arrived: _Arrived) -> str:
    return arrived.station


def _note(hub: Hub, connection: Connection, sizes: Mapping[str, int]) -> None:
    dialect = postgresql if hub.database.is_postgresql else sqlite
    now = hub.clock.now()
    connection.execute(
        dialect.insert(tables.evidence).on_conflict_do_nothing(),
        [{"sha256": name, "size": sizes[name], "kept_at": now} for name in sorted(sizes)],
    )
