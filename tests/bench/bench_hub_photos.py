"""Ten photos up to the hub: the station's real sender against the hub in a process of its own."""

from __future__ import annotations

import hashlib
import itertools
import os
import random
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from station.errors import KnownError
from station.model.event import EventKind
from station.store.database import Store
from station.store.ledger import append
from sync.client.confirming import Confirmations
from sync.client.enrolment import enrol, place_of
from sync.client.entries import EntryPush
from sync.client.http import Patience
from sync.client.link import HubLink
from sync.client.outbox import photos_named
from sync.client.photos import PhotoPush
from sync.client.state import Aside
from sync.hub.stations import Stations
from sync.wire.messages import BundleKept, EvidenceKept, Upload
from tests.bench.table import Row, prepared
from tests.store.many_records import record_body
from tests.sync.apart import apart
from tests.sync.exchanging import open_sender
from tests.sync.running import config_at, open_at

ROUNDS = 15
PHOTOS = 10
PHOTO_BYTES = 300_000
MOST_OVER_FLOOR = 2.5


class CountingLink(HubLink):
    """Counts the photo bytes that leave the station; loses the hub's answers when told to."""

    sent = 0
    loses = False

    def put(self, upload: Upload, size: int, chunks: Iterator[bytes]) -> EvidenceKept:
        """Send a photo."""
        kept = super().put(upload, size, self._counted(chunks))
        if self.loses:
            raise KnownError("SYN-003", url="", why="the answer is lost")
        return kept

    def put_together(self, sizes: Mapping[str, int], contents: Iterator[bytes]) -> BundleKept:
        """Send several photos."""
        kept = super().put_together(sizes, self._counted(contents))
        if self.loses:
            raise KnownError("SYN-003", url="", why="the answer is lost")
        return kept

    def _counted(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.sent += len(chunk)
            yield chunk


class Sender:
    """A station that seals a record with ten new photos, and sends them."""

    def __init__(self, store: Store, link: CountingLink, chance: random.Random) -> None:
        self._store, self.link, self._chance = store, link, chance
        confirmations = Confirmations(store)
        self._entries = EntryPush(store, link, confirmations, _refused)
        self._photos = PhotoPush(store, link, confirmations, _refused, _told)
        self._known = self._before = 0

    def seal(self) -> None:
        """One record with its photos; the hub has the entry, but not the photos."""
        contents = [self._chance.randbytes(PHOTO_BYTES) for _ in range(PHOTOS)]
        photos = [
            {"sha256": self._store.evidence.keep(one), "item": "PH-01", "view": "front"} for one in contents
        ]
        body = {**record_body(self._chance.getrandbits(30), self._chance, 3), "photos": photos}
        with self._store.write() as connection:
            append(self._store, connection, EventKind.RECORD_SEALED, self._store.clock.now(), body)
        self._before = self._known
        self._known = self._entries.run(self._known, lambda *_where: None)

    def send(self) -> None:
        """The photos, to the last acknowledgement."""
        self._photos.send(photos_named(self._store, self._before, self._known, PHOTOS))


def run(seed: int) -> list[Row]:
    """First send against hash and sync of the same bytes, and what a lost answer costs."""
    with tempfile.TemporaryDirectory(prefix="hub-photos-") as place, ExitStack() as parts:
        root = Path(place)
        chance = random.Random(seed)
        sender = _sender(root, parts, chance)
        contents = [chance.randbytes(PHOTO_BYTES) for _ in range(PHOTOS)]
        floor = _Floor(root / "floor", contents)
        times = prepared({"floor": (lambda: None, floor.keep), "ours": (sender.seal, sender.send)}, ROUNDS)
        return [_first(times["ours"], times["floor"]), _again(sender)]


class _Floor:
    """The unavoidable part: each photo hashed, written and synced."""

    def __init__(self, folder: Path, contents: list[bytes]) -> None:
        folder.mkdir()
        self._folder, self._contents, self._numbers = folder, contents, itertools.count()

    def keep(self) -> None:
        for content in self._contents:
            hashlib.sha256(content).hexdigest()
            with (self._folder / str(next(self._numbers))).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())


def _sender(root: Path, parts: ExitStack, chance: random.Random) -> Sender:
    config = config_at(root / "hub")
    store = parts.enter_context(open_sender(root / "station"))
    address = parts.enter_context(apart(config.root)).address
    with open_at(config) as hub:
        code = Stations(hub).make_code("bench", "admin")
    setting = enrol(store, address, code)
    link = parts.enter_context(CountingLink(place_of(store, setting), store.identity, Patience()))
    link.hello()
    return Sender(store, link, chance)


def _first(ours_ms: float, floor_ms: float) -> Row:
    goal = f"≤ {MOST_OVER_FLOOR}× the floor"
    met = ours_ms <= MOST_OVER_FLOOR * floor_ms
    return Row("10 photos of 300 kB up, durable and checked", ours_ms, goal, met, floor_ms)


def _again(sender: Sender) -> Row:
    """Every answer is lost once: the station asks what the hub lacks before it sends anything again."""
    sender.seal()
    sender.link.sent, sender.link.loses = 0, True
    sender.send()
    again = sender.link.sent - PHOTOS * PHOTO_BYTES
    return Row("photo bytes sent again after lost answers", again, "0", again == 0, unit="B")


def _refused(aside: Aside) -> None:
    raise AssertionError(aside)


def _told() -> None:
    """Nobody looks."""
