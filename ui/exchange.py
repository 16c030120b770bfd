"""The exchange with the hub as the desktop runs it: a thread of its own, whose word arrives as Qt signals."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from station.errors import KnownError
from ui.bridge import Newest
from ui.settings_keeper import SettingsKeeper
from ui.tasks import Failed, Lane

if TYPE_CHECKING:
    from station.settings import HubSetting
    from station.store.database import Store
    from sync.client.backlog import Backlog
    from sync.client.link import HubLink
    from sync.client.state import SyncState, Waiting
    from sync.client.worker import SyncWorker
    from sync.wire.messages import Hello
    from ui.context import Keep


class Exchange(QObject):
    """Keeps the hub up with the ledger while the station is open and enrolled.

    ``changed`` follows every change of :attr:`state` and :attr:`head`; ``halted(KnownError)`` comes when hub
    and ledger are found to contradict each other, ``fed`` when something new from the hub is in force.
    """

    changed = Signal()
    halted = Signal(object)
    fed = Signal()
    _shown = Signal()
    _grown = Signal()

    def __init__(self, settings: SettingsKeeper, database: Lane, network: Lane) -> None:
        super().__init__()
        self._settings, self._database, self._network = settings, database, network
        self.state: SyncState | None = None
        """None until it is known."""
        self.head = 0
        """Sequence of the last entry of the ledger."""
        self._keep: Keep | None = None
        self._used: HubSetting | None = None
        self._worker: SyncWorker | None = None
        self._working, self._closed, self._counting = Lock(), False, False
        self._backlog: Backlog | None = None
        self._newest: Newest[SyncState] = Newest()
        self._shown.connect(self._take)
        self._grown.connect(self._read_head)

    def attach(self, keep: Keep) -> None:
        """The store is open: tell how the exchange stands, and begin where the station is enrolled."""
        self._keep = keep
        keep.store.follow_ledger(self._grown.emit)
        self._settings.changed.connect(self._on_settings)
        self._begin()

    def now(self) -> None:
        """Exchange at once."""
        if self._worker is not None:
            self._worker.now()

    def look_up(self, url: str, ca_file: Path | None, done: Callable[[Hello], None], failed: Failed) -> None:
        """Ask who answers at an address, so that a person can compare the hub's fingerprint."""
        self._network.run(partial(_hello, self._needed(), url, ca_file), done, failed)

    def enrol(
        self,
        url: str,
        code: str,
        ca_file: Path | None,
        public_key: str,
        done: Callable[[HubSetting], None],
        failed: Failed,
    ) -> None:
        """Enrol at the hub that holds this key, and at no other."""
        self._network.run(partial(_enrol, self._needed(), url, code, ca_file, public_key), done, failed)

    def show(self, state: SyncState, head: int) -> None:
        """Show this state, for a picture of it."""
        self.head = head
        self._use(state)

    def close(self) -> None:
        """Stop; what is under way is resumed at the next start. Safe to call twice."""
        with self._working:
            self._closed = True
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.stop()

    def _needed(self) -> Store:
        if self._keep is None:
            raise RuntimeError("the store is not open yet")
        return self._keep.store

    def _on_settings(self) -> None:
        if self._settings.now.hub != self._used:
            self._begin()

    def _begin(self) -> None:
        self._used = self._settings.now.hub
        self._network.run(partial(self._start, self._needed(), self._used))
        self._read_head()

    def _start(self, store: Store, setting: HubSetting | None) -> None:
        """On the network lane."""
        from sync.client.showing import state_found

        with self._working:
            if self._worker is not None:
                self._worker.stop()
                self._worker = None
            self._put(state_found(store, setting))
            if not self._closed and setting is not None:
                self._worker = _worker(store, setting, self._put, self._pull)
            if self._worker is not None:
                self._worker.start()

    def _pull(self, link: HubLink) -> None:
        """In the exchange's thread."""
        from station.platform.told import in_force_since
        from ui.platform_feed import pull_for

        store = self._needed()
        before = in_force_since(store)
        pull_for(store)(link)
        if in_force_since(store) != before:
            self.fed.emit()

    def _put(self, state: SyncState) -> None:
        """Called by the exchange's thread; the newest state wins."""
        if self._newest.put(state):
            self._shown.emit()

    def _take(self) -> None:
        state = self._newest.take()
        if state is not None:
            self._use(state)

    def _use(self, state: SyncState) -> None:
        was_halted = self.state is not None and self.state.halted
        self.state = state
        self.changed.emit()
        if state.halted and not was_halted and state.problem is not None:
            self.halted.emit(KnownError(state.problem.code, **state.problem.details))

    def _read_head(self) -> None:
        if self._keep is not None and not self._closed:
            ledger = self._keep.ledger
            self._database.run(lambda: ledger.head().sequence, self._on_head)

    def _on_head(self, head: int) -> None:
        if head != self.head:
            self.head = head
            self.changed.emit()
            self._count()

    def _count(self) -> None:
        """The exchange counts when it begins; what comes while it waits for its hub is counted here."""
        if self.state is not None and self.state.next_attempt_seconds is not None and not self._counting:
            self._counting = True
            self._network.run(partial(self._waiting_now, self._needed()), self._on_count)

    def _waiting_now(self, store: Store) -> Waiting:
        from sync.client.backlog import Backlog
        from sync.client.state import MemoryFile

        last = self._last_receipt(store)
        self._backlog = self._backlog or Backlog(store)
        return self._backlog.look(last, MemoryFile(store.home).read().photos_through)

    @staticmethod
    def _last_receipt(store: Store) -> int:
        from station.store.receipts import Receipts

        last = Receipts(store).last()
        return last.sequence if last else 0

    def _on_count(self, waiting: Waiting) -> None:
        from msgspec.structs import replace

        self._counting = False
        if self.state is not None and self.state.next_attempt_seconds is not None:
            self.state = replace(self.state, waiting=waiting)
            self.changed.emit()


def _worker(
    store: Store, setting: HubSetting, show: Callable[[SyncState], None], pull: Callable[[HubLink], None]
) -> SyncWorker | None:
    """None where the settings name a hub and the ledger pins none: the page offers to enrol."""
    from sync.client.worker import SyncWorker

    try:
        return SyncWorker(store, setting, show, pull)
    except KnownError as error:
        if error.code != "SYN-001":
            raise
        return None


def _hello(store: Store, url: str, ca_file: Path | None) -> Hello:
    from sync.client.address import hub_address
    from sync.client.enrolment import refuse_leaving, refuse_mixing
    from sync.client.link import HubLink, HubPlace

    address = hub_address(url)
    refuse_leaving(store, address)
    with HubLink(HubPlace(address, ca_file=ca_file), store.identity) as link:
        hello = link.hello()
    refuse_mixing(store, hello)
    return hello


def _enrol(store: Store, url: str, code: str, ca_file: Path | None, public_key: str) -> HubSetting:
    from sync.client.enrolment import enrol

    return enrol(store, url, code, ca_file, expected=public_key)
