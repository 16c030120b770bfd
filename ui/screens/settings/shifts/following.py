"""After shifts were changed: the figures follow, and how many records keep the shift they were sealed in."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, SignalInstance

from station.analysis.figures import Figures
from station.analysis.scope import Scope
from station.errors import KnownError
from station.store.database import Store
from ui.context import Context
from ui.stopping import Stop


class Following(QObject):
    """``working(bool)`` and ``progress(share)`` while what is new in the ledger is counted;
    ``followed(records)`` once all of it is."""

    working = Signal(bool)
    progress = Signal(float)
    followed = Signal(int)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._stop = Stop()

    def follow(self) -> None:
        """Count up to the entry that tells of the change, which is on its way into the ledger."""
        self._context.database.run(_entered, self._count)

    def cancel(self) -> None:
        """Give up; what is left is counted when the figures are next asked for."""
        self._stop.ask()
        self.working.emit(False)

    def _count(self, _entered: None) -> None:
        self._stop.ask()
        self._stop = stop = Stop()
        self.working.emit(True)
        work = partial(_counted, self._context.keep.store, stop, self.progress)
        self._context.reckoning.run(work, partial(self._told, stop), partial(self._refused, stop))

    def _told(self, stop: Stop, records: int) -> None:
        if stop is self._stop and stop.goes():
            self.working.emit(False)
            self.followed.emit(records)

    def _refused(self, stop: Stop, error: KnownError) -> None:
        if stop is self._stop and stop.goes():
            self.working.emit(False)
            self._context.messages.refuse(error)


def _entered() -> None:
    """Runs on the database lane after what was given to it before."""


def _counted(store: Store, stop: Stop, progress: SignalInstance) -> int:
    """Count what is new; how many records count.

    Raises:
        KnownError: STO-003 or STO-004.
    """
    figures = Figures(store)
    most = left = figures.behind()
    while left and stop.goes():
        progress.emit(1 - left / most)
        left = figures.behind()
    return sum(sums["records"] for sums in figures.records(Scope()).values())
