"""Real stations that exchange with real hubs, and the comparison of both sides."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from station.errors import KnownError
from station.model.event import EventKind
from station.places import Home
from station.ports import Clock
from station.settings import HubSetting
from station.store.clock import SystemClock
from station.store.database import Store
from station.store.events import write_event
from station.store.ledger import Ledger, append
from station.store.opening import open_store
from station.store.receipts import Receipts
from sync.client.enrolment import enrol, place_of
from sync.client.http import Patience
from sync.client.link import HubLink
from sync.client.outbox import photos_named
from sync.client.session import Session
from sync.client.showing import enrolled_state
from sync.client.state import SyncState
from sync.hub import tables
from sync.hub.hub import Hub
from sync.hub.stations import Stations
from tests.store.many_records import record_body

QUICK = Patience(connect=10, silence=30, request=60, upload=60)
"""A station that waits as long as a loaded machine may need."""
_AT_ONCE = 50
_PARTS = ("sequence", "previous", "kind", "at", "body_sha256", "hash", "signature", "body")
_OWN = "SELECT sequence, previous, kind, at, body_sha256, hash, signature, body FROM ledger"


class ClockOff(SystemClock):
    """A clock that is wrong."""

    def __init__(self, off: timedelta) -> None:
        self._off = off

    def now(self) -> datetime:
        """The wrong time."""
        return super().now() + self._off


@contextmanager
def open_sender(root: Path, clock: Clock | None = None) -> Iterator[Store]:
    """The store of a station in ``root``."""
    with open_store(Home(root), clock or SystemClock()) as store:
        yield store


def write_records(store: Store, count: int, seed: int = 0, photos: int = 1, items: int = 3) -> None:
    """Seal ``count`` records, each with up to ``photos`` photos of a few kilobytes; every fifth entry tells
    of something else."""
    chance = random.Random(seed)
    for start in range(0, count, _AT_ONCE):
        batch = range(start, min(start + _AT_ONCE, count))
        kept = {one: [_photo(store, chance) for _ in range(chance.randint(0, photos))] for one in batch}
        with store.write() as connection:
            for one in batch:
                if one % 5 == 4:
                    write_event(store, connection, EventKind.SIGNED_IN, {"how": "pin"})
                else:
                    body = record_body(chance.getrandbits(30), chance, items)
                    named = [{"sha256": sha256, "item": "PH-01", "view": "front"} for sha256 in kept[one]]
                    append(
                        store,
                        connection,
                        EventKind.RECORD_SEALED,
                        store.clock.now(),
                        {**body, "photos": named},
                    )


def _photo(store: Store, chance: random.Random) -> str:
    return store.evidence.keep(chance.randbytes(chance.randint(200, 20_000)))


def enrolled(store: Store, hub: Hub, url: str) -> HubSetting:
    """Enrol the station; where it sends to then."""
    return enrol(store, url, Stations(hub).make_code("一号台", "admin"), patience=QUICK)


def exchange(store: Store, setting: HubSetting, patience: Patience = QUICK) -> SyncState:
    """One exchange; the state at its end.

    Raises:
        KnownError: as :meth:`Session.run`.
    """
    seen = [enrolled_state(store, setting)]

    def show(state: SyncState) -> None:
        seen[0] = state

    with HubLink(place_of(store, setting), store.identity, patience) as link:
        Session(store, link, seen[0], show).run()
    return seen[0]


def refused(store: Store, setting: HubSetting) -> str:
    """The code of the known error with which an exchange ends."""
    try:
        exchange(store, setting)
    except KnownError as error:
        return error.code
    return ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What the hub has otherwise than the station: entries and photos lost, twice, altered."""

    lost: int = 0
    double: int = 0
    altered: int = 0

    def __add__(self, other: Difference) -> Difference:
        return Difference(self.lost + other.lost, self.double + other.double, self.altered + other.altered)


def difference(store: Store, hub: Hub) -> Difference:
    """Compare both sides to the byte: entries, what is derived of them, photos, and the receipt."""
    return _entries(store, hub) + _records(store, hub) + _photos(store, hub) + _receipt(store)


def _entries(store: Store, hub: Hub) -> Difference:
    columns = tables.entries.c
    with store.read() as connection:
        own = {row[0]: tuple(row) for row in connection.execute(_OWN)}
    with hub.database.read() as connection:
        query = select(*(columns[part] for part in _PARTS)).where(columns.station == store.identity.id)
        there = [tuple(row) for row in connection.execute(query)]
    count = Counter(row[0] for row in there)
    altered = sum(1 for row in there if own.get(row[0]) != (*row[:7], bytes(row[7] or b"")))
    return Difference(len(own.keys() - count.keys()), sum(count.values()) - len(count), altered)


def _records(store: Store, hub: Hub) -> Difference:
    """Every sealed record stands once among the hub's records and events."""
    with store.read() as connection:
        query = "SELECT sequence FROM ledger WHERE kind = 'record_sealed'"
        own = {row[0] for row in connection.execute(query)}
    found = Difference()
    for table in (tables.records, tables.events):
        with hub.database.read() as connection:
            query_there = select(table.c.sequence).where(table.c.station == store.identity.id)
            there = Counter(connection.execute(query_there).scalars())
        found += Difference(len(own - there.keys()), sum(there.values()) - len(there))
    return found


def _photos(store: Store, hub: Hub) -> Difference:
    named = photos_named(store, 0, 2**40, 2**40).photos
    lost = altered = 0
    for sha256 in named:
        if hub.blobs.size(sha256) is None:
            lost += 1
        else:
            content = b"".join(hub.blobs.read(sha256))
            altered += hashlib.sha256(content).hexdigest() != sha256
    with hub.database.read() as connection:
        rows = Counter(connection.execute(select(tables.evidence.c.sha256)).scalars())
    return Difference(lost + len(named.keys() - rows.keys()), 0, altered)


def _receipt(store: Store) -> Difference:
    """The last receipt covers everything."""
    last, head = Receipts(store).last(), Ledger(store).head()
    if last is None:
        return Difference(lost=head.sequence)
    whole = (last.sequence, last.complete, last.head) == (head.sequence, head.sequence, head.hash)
    return Difference(lost=0 if whole else 1)


def alarms(hub: Hub) -> list[str]:
    """The codes of all alarms at a hub."""
    with hub.database.read() as connection:
        return list(connection.execute(select(tables.alarms.c.code)).scalars())
