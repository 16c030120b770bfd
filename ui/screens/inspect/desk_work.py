"""Work at the inspection desk: one piece at a time, on the database lane."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from station.errors import KnownError
from ui.context import Context
from ui.screens.inspect.alive import while_alive
from ui.sounds import Cue

T = TypeVar("T")


class DeskWork(QObject):
    """``busy_changed(bool)`` while something is on its way to the disk, ``refused(KnownError)`` when the desk
    does not take it. What was refused last can be tried again as it was, until it is forgotten."""

    busy_changed = Signal(bool)
    refused = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._refused_work: Callable[[], None] | None = None
        self.busy = False

    def run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do ``work`` unless something else is under way, then ``done`` with what it gave."""
        if self.busy:
            return
        self.forget()
        self._set_busy(True)

        def finished(value: T) -> None:
            self._set_busy(False)
            done(value)

        def refuse(error: KnownError) -> None:
            self._refused_work = lambda: self.run(work, done)
            self._refuse(error)

        self._context.database.run(work, while_alive(self, finished), while_alive(self, refuse))

    def again(self) -> None:
        """Try once more what was refused last."""
        if self._refused_work is not None:
            self._refused_work()

    def forget(self) -> None:
        """What was refused last is not to be tried again."""
        self._refused_work = None

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit(busy)

    def _refuse(self, error: KnownError) -> None:
        self._set_busy(False)
        self._context.sounds.play(Cue.REFUSED)
        self._context.messages.refuse(error)
        self.refused.emit(error)
