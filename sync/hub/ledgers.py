"""Stations' ledgers: entries are checked, kept and acknowledged in one transaction, nothing happens twice."""

from __future__ import annotations

from itertools import pairwise
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, select

from station.errors import KnownError
from station.signing import Signer
from sync.hub import tables
from sync.hub.alarms import ALARMING, raise_alarm
from sync.hub.completeness import books_of, last_receipt
from sync.hub.database import HubDatabase
from sync.hub.entry_checks import CheckedEntry, check_entry, signer_of
from sync.hub.hub import Hub
from sync.hub.ingest import Arrived, take_in
from sync.wire.messages import EntryMessage, LedgerState, Push, Pushed

_signers: WeakKeyDictionary[HubDatabase, dict[str, Signer]] = WeakKeyDictionary()


class Ledgers:
    """The ledgers at one hub."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def state(self, station: str) -> LedgerState:
        """How far the hub has the ledger of ``station``.

        Raises:
            KnownError: HUB-021 no such station.
        """
        with self._hub.database.read() as connection:
            books = books_of(connection, station)
            receipt = last_receipt(connection, self._hub, station)
        return LedgerState(books.sequence, books.head, books.complete, receipt)

    def push(self, station: str, push: Push) -> Pushed:
        """Take consecutive entries. When this returns they are durable; sent again they change nothing.

        Raises:
            KnownError: HUB-010 not consecutive, HUB-011 a gap, HUB-014 revoked, HUB-036 too many at once;
                with an alarm HUB-012 another entry than the one confirmed earlier (the station is halted),
                HUB-013 not hashed or signed by the station. Nothing of the push was taken then.
        """
        try:
            checked = self._checked(station, push.entries)
            self._hub.database.prepare_day(self._hub.clock.now().date())
            return take_in(self._hub, Arrived(station, push, checked))
        except KnownError as error:
            if error.code in ALARMING:
                raise_alarm(self._hub, station, error)
            raise

    def _checked(self, station: str, entries: list[EntryMessage]) -> list[CheckedEntry]:
        limits = self._hub.config.limits
        if len(entries) > limits.batch_entries:
            raise KnownError("HUB-036", limit=limits.batch_entries)
        if any(after.sequence != before.sequence + 1 for before, after in pairwise(entries)):
            raise KnownError("HUB-010", why="entries: not consecutive")
        signer = self._signer(station)
        return [check_entry(signer, station, entry, limits.entry_bytes) for entry in entries]

    def _signer(self, station: str) -> Signer:
        """A station's id comes of its key: both stay as long as the hub does."""
        known = _signers.setdefault(self._hub.database, {})
        if station not in known:
            with self._hub.database.read() as connection:
                known[station] = signer_of(_public_key(connection, station))
        return known[station]


def _public_key(connection: Connection, station: str) -> str:
    stations = tables.stations.c
    found = connection.execute(select(stations.public_key).where(stations.id == station)).scalar_one_or_none()
    if found is None:
        raise KnownError("HUB-021", what=station)
    return str(found)
