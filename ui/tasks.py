"""Lanes: work that must not wait on the GUI thread.

One lane is one thread. Work runs in the order it was given; results come back as calls on the GUI thread, so
a callback may touch widgets. A callback whose widget is gone meanwhile is dropped, also where a partial or a
lambda holds the widget.
"""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, SignalInstance
from shiboken6 import Shiboken

from station.errors import KnownError

T = TypeVar("T")
Failed = Callable[[KnownError], None]


@dataclass(frozen=True, slots=True)
class _Task:
    work: Callable[[], Any]
    done: Callable[[Any], None] | None
    failed: Failed | None


@dataclass(frozen=True, slots=True)
class _Outcome:
    task: _Task
    value: Any = None
    error: BaseException | None = None


class Lane(QObject):
    """One worker thread with a queue.

    ``refused`` carries a :class:`KnownError` that no caller took; any other exception goes to
    ``sys.excepthook`` on the GUI thread, that is to the crash handler.
    """

    refused = Signal(object)
    idle = Signal()
    closed = Signal()
    """Nothing may be run any more; whoever works by the clock stops."""
    _finished = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._waiting = 0
        self._closed = False
        self._finished.connect(self._deliver)
        self._thread = threading.Thread(target=self._work, name=f"lane-{name}", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """Tasks given whose result was not delivered yet."""
        return self._waiting

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run ``work`` on the lane; call ``done`` or, for a known error, ``failed`` on the GUI thread.

        Raises:
            RuntimeError: the lane is closed.
        """
        if self._closed:
            raise RuntimeError(f"{self._thread.name} is closed")
        self._waiting += 1
        self._tasks.put(_Task(work, done, failed))

    def close(self) -> None:
        """Finish what is queued, then join the thread; results that arrive later reach nobody.

        Safe to call twice.
        """
        if not self._closed:
            self._closed = True
            self.closed.emit()
            self._tasks.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            self._finished.emit(_attempt(task))

    def _deliver(self, outcome: _Outcome) -> None:
        self._waiting -= 1
        if self._closed and (outcome.error is None or isinstance(outcome.error, KnownError)):
            return
        if outcome.error is None:
            _call(outcome.task.done, outcome.value)
        elif isinstance(outcome.error, KnownError):
            self._refuse(outcome.task, outcome.error)
        else:
            sys.excepthook(type(outcome.error), outcome.error, outcome.error.__traceback__)
        if self._waiting == 0:
            self.idle.emit()

    def _refuse(self, task: _Task, error: KnownError) -> None:
        if task.failed is None:
            self.refused.emit(error)
        else:
            _call(task.failed, error)


def _attempt(task: _Task) -> _Outcome:
    try:
        return _Outcome(task, value=task.work())
    except BaseException as error:  # noqa: BLE001 - every failure travels to the GUI thread and is told there
        return _Outcome(task, error=error)


def _call(callback: Callable[[Any], None] | None, value: object) -> None:
    if callback is None:
        return
    held = list(_held(callback))
    if not all(Shiboken.isValid(one) for one in held if isinstance(one, QObject)):
        return
    if any(isinstance(one, SignalInstance) for one in held):
        # Whether its source still lives cannot be asked; what a slot raises does not come through emit.
        with suppress(RuntimeError):
            callback(value)
    else:
        callback(value)


def _held(callback: object) -> Iterator[object]:
    """What a callback acts on: the owner of a bound method, what a partial hands over, what a lambda closes
    over."""
    if isinstance(callback, partial):
        yield from (*callback.args, *callback.keywords.values())
        yield from _held(callback.func)
        return
    yield getattr(callback, "__self__", None)
    for cell in getattr(callback, "__closure__", None) or ():
        with suppress(ValueError):  # the cell is empty
            yield cell.cell_contents
