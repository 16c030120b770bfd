"""Work on a lane of which only the newest counts: another errand, or a person, gives up the one before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from station.errors import KnownError
from ui.stopping import Stop
from ui.tasks import Lane

T = TypeVar("T")
Told = Callable[[float], None]


class Errand(QObject):
    """``working(bool)`` begins and ends, ``progress(share)`` while it goes on, ``refused(KnownError)``."""

    working = Signal(bool)
    progress = Signal(float)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = Stop()

    def run(self, lane: Lane, work: Callable[[Told], T], done: Callable[[T], None]) -> None:
        """Do ``work`` on ``lane``; it is handed what hears its share and ends it when it is given up."""
        self._stop.ask()
        stop = self._stop = Stop()

        def told(share: float) -> None:
            stop.check()
            self.progress.emit(share)

        self.working.emit(True)
        lane.run(
            lambda: work(told),
            lambda value: self._end(stop, lambda: done(value)),
            lambda error: self._end(stop, lambda: self._refuse(error)),
        )

    def cancel(self) -> None:
        """Give up what is on its way."""
        self._stop.ask()
        self.working.emit(False)

    def _end(self, stop: Stop, outcome: Callable[[], None]) -> None:
        """What was given up ends without a word."""
        if stop is self._stop and stop.goes():
            self.working.emit(False)
            outcome()

    def _refuse(self, error: KnownError) -> None:
        self.refused.emit(error)
