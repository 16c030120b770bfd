"""One exchange with the hub, from greeting to the last photo; it resumes where the hub says it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from threading import Lock

from msgspec.structs import replace

from station.errors import KnownError
from station.store.clock import to_text
from station.store.database import Store
from sync.client.backlog import Backlog
from sync.client.confirming import Confirmations
from sync.client.entries import EntryPush
from sync.client.link import HubLink
from sync.client.outbox import Named
from sync.client.photos import PhotoPush
from sync.client.showing import state_of
from sync.client.state import Aside, MemoryFile, Moving, Phase, SyncState, Waiting, trouble
from sync.wire.messages import LedgerState

HALTING = frozenset({"SYN-011", "SYN-012", "SYN-013", "SYN-019", "HUB-012", "HUB-013"})
"""Hub and ledger contradict each other: nothing goes on until a person has looked."""

REFUSED_FEED = frozenset({"SYN-020", "SYN-021", "SYN-022", "SYN-023", "SYN-024", "SYN-025", "SYN-026"})
"""What the hub sends down cannot be used: that is told, and what goes up does not wait for it."""

Show = Callable[[SyncState], None]
Pull = Callable[[HubLink], None]
_TOLD_EVERY_S = 0.2


class StoppedError(Exception):
    """The exchange was asked to stop."""


class Session:
    """Exchanges of one station with its hub, one after the other."""

    def __init__(
        self,
        store: Store,
        link: HubLink,
        place: SyncState,
        show: Show,
        pull: Pull | None = None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        """``place`` says where the station is enrolled; ``show`` gets every change of state, in whatever
        thread it happens; ``pull`` fetches what the hub sends down, after everything went up.

        Raises:
            KnownError: STO-001.
        """
        self._store, self._link, self._pull, self._stopped = store, link, pull, stopped
        self._place, self._show = place, show
        self._file = MemoryFile(store.home)
        self._memory = self._file.read()
        self._confirmations = Confirmations(store)
        self._backlog = Backlog(store)
        self._entries = EntryPush(store, link, self._confirmations, self._put_aside)
        self._photos = PhotoPush(store, link, self._confirmations, self._put_aside, self._photo_went)
        last = self._confirmations.last()
        self._known = last.sequence if last else 0
        self._lost: KnownError | None = None
        self._retried = False
        self._refused: KnownError | None = None
        self._moving: Moving | None = None
        self._waiting = Waiting()
        self._sent = self._sent_before = 0
        self._phase, self._told = Phase.IDLE, 0.0
        self._guard = Lock()

    def run(self) -> None:
        """Exchange everything.

        Raises:
            KnownError: why it ended early; everything that arrived is kept on both sides.
            StoppedError: it was asked to.
        """
        try:
            self._exchange()
        except KnownError as error:
            if self._stopped():
                raise StoppedError from error
            self._remember(error)
            raise
        self._remember(None)

    def look_after_failure(self, next_attempt_seconds: int | None) -> None:
        """Show how much waits, and until when. Raises KnownError: STO-001."""
        failed = Phase.HALTED if self._memory.halted else Phase.WAITING
        self.look(failed, next_attempt_seconds)

    def look(self, phase: Phase, next_attempt_seconds: int | None = None) -> None:
        """Count and show how much waits. Raises KnownError: STO-001."""
        self._waiting = self._backlog.look(self._known, self._memory.photos_through)
        self._sent_before = self._sent
        self._tell(phase, next_attempt_seconds)

    def _exchange(self) -> None:
        self.look(Phase.CONNECTING)
        self._link.hello()
        state = self._link.ledger()
        self._agree(state)
        self._known = state.sequence
        self._retry_asides()
        self._up()
        if self._pull is not None:
            self.look(Phase.FEED)
            self._fetch(self._pull)

    def _fetch(self, pull: Pull) -> None:
        self._refused = None
        try:
            pull(self._link)
        except KnownError as error:
            if error.code not in REFUSED_FEED:
                raise
            self._refused = error

    def _agree(self, state: LedgerState) -> None:
        """Hub and ledger tell one history, as far as both go."""
        try:
            self._confirmations.take(state.receipt)
            self._confirmations.compare(state.sequence, state.head)
        except KnownError as error:
            if error.code in {"SYN-011", "SYN-012"}:
                with suppress(KnownError):  # it is refused, of course; the hub knows now
                    self._entries.contradict(state)
            raise
        self._memory.halted = False
        self._note_loss(state)
        self._memory.photos_through = max(self._memory.photos_through, state.complete)

    def _note_loss(self, state: LedgerState) -> None:
        """A hub put back from a backup lost what it had confirmed; all of that is sent again."""
        last = self._confirmations.last()
        self._lost = None
        if last is not None and state.complete < last.complete:
            self._memory.photos_through = min(self._memory.photos_through, state.complete)
        if last is not None and state.sequence < last.sequence:
            self._lost = KnownError("SYN-018", sequence=state.sequence, confirmed=last.sequence)

    def _up(self) -> None:
        """Entries first; photos by and by, and the entries that came meanwhile in between."""
        while True:
            self._known = self._entries.run(self._known, self._entries_move)
            if self._memory.photos_through >= self._known:
                break
            self.look(Phase.PHOTOS)
            after = self._memory.photos_through
            self._memory.photos_through = self._photos.window(after, self._known)
            self._file.write(self._memory)
        self._moving, self._sent = None, 0

    def _retry_asides(self) -> None:
        """A photo that was missing may be there again, a damaged entry mended: once in each run."""
        if self._retried:
            return
        pending, self._memory.asides = self._memory.asides, []
        try:
            while pending:
                self._retry(pending[-1])
                pending.pop()
        finally:
            self._memory.asides.extend(pending)
        self._retried = True

    def _retry(self, aside: Aside) -> None:
        if aside.sequence > self._known:
            self._put_aside(aside)
        elif aside.what == "photo":
            self._photos.send(Named(aside.sequence, {aside.sha256: aside.sequence}))
        else:
            self._entries.again(aside.sequence)

    def _entries_move(self, known: int, first: int, through: int) -> None:
        self._known = known
        self._moving = Moving("entries", known - first, through - first)
        self.look(Phase.ENTRIES)

    def _photo_went(self) -> None:
        with self._guard:
            self._sent += 1
            total = max(self._sent_before + self._waiting.photos, self._sent)
            self._moving = Moving("photos", self._sent, total)
            self._tell(Phase.PHOTOS)

    def _put_aside(self, aside: Aside) -> None:
        with self._guard:
            self._memory.put_aside(aside)

    def _remember(self, error: KnownError | None) -> None:
        now = to_text(self._store.clock.now())
        if error is None:
            self._memory.last_success = now
            left = self._lost or self._refused
            self._memory.problem = trouble(left, now) if left else None
        else:
            self._memory.problem = trouble(error, now)
            self._memory.halted = error.code in HALTING
        self._file.write(self._memory)
        self._moving = None
        if error is None:
            self.look(Phase.IDLE)

    def _tell(self, phase: Phase, next_attempt_seconds: int | None = None) -> None:
        if self._stopped():
            raise StoppedError
        moment = time.monotonic()
        if phase is self._phase and self._moving is not None and moment < self._told + _TOLD_EVERY_S:
            return
        self._phase, self._told = phase, moment
        last = self._confirmations.last()
        state = state_of(self._place, self._memory, self._waiting, phase, self._moving, last)
        self._show(replace(state, next_attempt_seconds=next_attempt_seconds))
