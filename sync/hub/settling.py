"""The books after files exist: what waited for them waits no more.

Files arrive several at once, and a transaction costs a sync, however little it says. So those that are ready
while another transaction is under way are settled together in the next one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from sync.hub import tables
from sync.hub.completeness import lock_station, receipt_now
from sync.hub.database import HubDatabase
from sync.hub.hub import Hub
from sync.wire.messages import ReceiptMessage


@dataclass(slots=True)
class _Arrived:
    station: str
    sizes: Mapping[str, int]
    receipt: ReceiptMessage | None = None
    error: Exception | None = None
    is_settled: bool = False


class _Queue:
    """Of one database: who comes while a transaction is under way waits here."""

    def __init__(self) -> None:
        self.turn = Lock()
        self._guard = Lock()
        self._waiting: list[_Arrived] = []

    def add(self, arrived: _Arrived) -> None:
        with self._guard:
            self._waiting.append(arrived)

    def take(self) -> list[_Arrived]:
        with self._guard:
            taken, self._waiting = self._waiting, []
        return taken


_queues: WeakKeyDictionary[HubDatabase, _Queue] = WeakKeyDictionary()


def settle(hub: Hub, station: str, sizes: Mapping[str, int]) -> ReceiptMessage | None:
    """Note that files exist (bytes by hash): no entry of ``station`` lacks them now. Its receipt then."""
    arrived, queue = _Arrived(station, sizes), _queues.setdefault(hub.database, _Queue())
    queue.add(arrived)
    with queue.turn:
        if not arrived.is_settled:
            _settle_together(hub, queue.take())
    if arrived.error is not None:
        raise arrived.error
    return arrived.receipt


def _settle_together(hub: Hub, arrived: list[_Arrived]) -> None:
    """All of them durable in one transaction, or none: then each is told why."""
    try:
        with hub.database.write() as connection:
            receipts = _settled(hub, connection, arrived)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised where each of them waits
        for one in arrived:
            one.error, one.is_settled = error, True
        return
    for one in arrived:
        one.receipt, one.is_settled = receipts[one.station], True


def _settled(hub: Hub, connection: Connection, arrived: list[_Arrived]) -> dict[str, ReceiptMessage | None]:
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
