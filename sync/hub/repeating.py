"""Work that a hub process repeats in a thread of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Thread

from sqlalchemy.exc import SQLAlchemyError

from station.errors import KnownError

_log = logging.getLogger(__name__)


class Repeating:
    """Calls ``work`` until stopped; it gives the seconds to rest after it.

    What the database or a known error prevents is left for ``otherwise_seconds`` later: readiness tells.
    """

    def __init__(
        self, name: str, work: Callable[[], float], otherwise_seconds: float, first_seconds: float = 0
    ) -> None:
        """Nothing runs yet; ``first_seconds`` pass before the first call."""
        self._name, self._work = name, work
        self._otherwise_seconds, self._first_seconds = otherwise_seconds, first_seconds
        self.stopping = Event()
        """Set when work that takes long should end."""
        self._thread = Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, and wait for the end."""
        self.stopping.set()
        self._thread.join()

    def _run(self) -> None:
        rest = self._first_seconds
        while not self.stopping.wait(rest):
            try:
                rest = self._work()
            except (SQLAlchemyError, KnownError) as error:
                _log.info("%s waits", self._name, extra={"told": {"why": type(error).__name__}})
                rest = self._otherwise_seconds
