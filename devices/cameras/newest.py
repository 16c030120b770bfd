"""One place for one thing, handed from thread to thread; a newer thing replaces an older one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Newest(Generic[T]):
    """Holds the newest thing put; nothing waits for a slow taker and nothing piles up."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._thing: T | None = None
        self._put_at = 0.0

    def put(self, thing: T) -> None:
        """Replace whatever is held."""
        with self._changed:
            self._thing, self._put_at = thing, time.monotonic()
            self._changed.notify_all()

    def clear(self) -> None:
        """Hold nothing, and let waiters look again."""
        with self._changed:
            self._thing = None
            self._changed.notify_all()

    def take(self, timeout_s: float) -> T | None:
        """Remove and return the thing; waits up to ``timeout_s``. None when there is none."""
        with self._changed:
            if self._thing is None:
                self._changed.wait(timeout_s)
            thing, self._thing = self._thing, None
            return thing

    def fresh(self, age_s: float, timeout_s: float, hopeless: Callable[[], bool]) -> T | None:
        """The thing, left in place, if put at most ``age_s`` ago; else waits up to ``timeout_s`` for a newer
        one, as long as that is not ``hopeless``. None when none came."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_fresh(age_s) or hopeless(), timeout_s)
            return self._thing if self._is_fresh(age_s) else None

    def _is_fresh(self, age_s: float) -> bool:
        return self._thing is not None and time.monotonic() - self._put_at <= age_s
