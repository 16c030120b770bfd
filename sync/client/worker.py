"""The exchange with the hub as it runs beside everything else: on new entries, and now and then."""

from __future__ import annotations

import logging
import random
from threading import Event, Thread

from station.errors import KnownError
from station.settings import HubSetting
from station.store.database import Store
from sync.client.enrolment import place_of
from sync.client.http import Patience
from sync.client.link import HubLink
from sync.client.session import Pull, Session, Show, StoppedError
from sync.client.showing import enrolled_state

_LOG = logging.getLogger(__name__)

GATHERING_S = 2.0
"""New entries are gathered so long before they are sent."""
EVERY_S = 300.0
"""Without new entries the hub is asked so often, for what it sends down."""
FIRST_RETRY_S, LAST_RETRY_S = 5.0, 900.0


class BackOff:
    """Seconds until the next attempt: doubled after each failure, and spread, lest all stations come at once
    when the hub is back."""

    def __init__(self, chance: random.Random | None = None) -> None:
        self._chance = chance or random.SystemRandom()
        self._failures = 0

    def succeeded(self) -> None:
        """The next failure is a first one."""
        self._failures = 0

    def failed(self, error: KnownError) -> float:
        """Seconds to wait after a failure; never before the hub said it wants to listen."""
        self._failures += 1
        most = min(FIRST_RETRY_S * 2 ** min(self._failures, 12), LAST_RETRY_S)
        wanted = error.details.get("seconds")
        least = min(float(wanted), LAST_RETRY_S) if isinstance(wanted, int) else 0.0
        return least + self._chance.uniform(most / 2, most)


class SyncWorker:
    """A thread that keeps the hub up with a store. ``show`` gets every change of state in that thread, or in
    one that sends a photo; it must not touch a widget.

    The store must stay open until :meth:`stop` returned.
    """

    def __init__(
        self,
        store: Store,
        setting: HubSetting,
        show: Show,
        pull: Pull | None = None,
        patience: Patience | None = None,
    ) -> None:
        """Nothing runs yet.

        Raises:
            KnownError: SYN-001 not enrolled, SYN-002 a practice home, SYN-004, SYN-010, STO-001.
        """
        self._link = HubLink(place_of(store, setting), store.identity, patience)
        self._stopping, self._woken = Event(), Event()
        known = enrolled_state(store, setting)
        self._session = Session(store, self._link, known, show, pull, self._stopping.is_set)
        self._back_off = BackOff()
        self._asked_now = Event()
        self._thread = Thread(target=self._work, name="sync", daemon=True)
        store.follow_ledger(self._woken.set)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def now(self) -> None:
        """Exchange at once, whatever was planned."""
        self._asked_now.set()
        self._woken.set()

    def stop(self) -> None:
        """End as soon as possible; what was under way is resumed another time."""
        self._stopping.set()
        self._asked_now.set()
        self._woken.set()
        self._link.stop()
        self._thread.join()
        self._link.close()

    def _work(self) -> None:
        try:
            while not self._stopping.is_set():
                self._woken.clear()
                self._asked_now.clear()
                self._rest(self._attempt())
        except StoppedError:
            return

    def _attempt(self) -> tuple[float, bool]:
        """Seconds until the next attempt, and whether new entries hasten it."""
        try:
            self._session.run()
        except KnownError as error:
            _LOG.info("the exchange with the hub ended early: %s", error.code)
            seconds = self._back_off.failed(error)
            self._show_failure(seconds)
            return seconds, False
        self._back_off.succeeded()
        return EVERY_S, True

    def _show_failure(self, seconds: float) -> None:
        try:
            self._session.look_after_failure(round(seconds))
        except KnownError:  # the station's own disk: whoever works at it hears of that at once
            return

    def _rest(self, plan: tuple[float, bool]) -> None:
        seconds, hastened = plan
        if hastened and self._woken.wait(seconds):
            self._asked_now.wait(GATHERING_S)
        elif not hastened:
            self._asked_now.wait(seconds)
