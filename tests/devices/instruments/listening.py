"""Listen to a source and wait for what it says, without sleeping."""

from __future__ import annotations

import threading
from collections.abc import Callable
from decimal import Decimal

from station.model.reading import Reading, ReadingStatus
from station.ports import DeviceState, GaugeSource

PATIENCE_S = 20.0
"""Far beyond what anything here takes on a busy machine; reached only by a failing test."""


class Listener:
    """Collects readings and states; use as a context manager so that the source is closed."""

    def __init__(self, source: GaugeSource) -> None:
        self.readings: list[Reading] = []
        self.states: list[DeviceState] = []
        self._source = source
        self._changed = threading.Condition()

    def __enter__(self) -> Listener:
        self._source.start(self._reading, self._state)
        return self

    def __exit__(self, *_: object) -> None:
        self._source.close()

    def wait(self, holds: Callable[[], bool]) -> None:
        """Wait until ``holds()``."""
        with self._changed:
            assert self._changed.wait_for(holds, PATIENCE_S), (self.states, self.readings[-5:])

    def state(self, state: DeviceState, times: int = 1) -> None:
        """Wait until ``state`` was entered ``times`` times."""
        self.wait(lambda: self.states.count(state) >= times)

    def next(self, matches: Callable[[Reading], bool]) -> Reading:
        """Wait for a reading that matches and arrives after this call."""
        start = len(self.readings)
        self.wait(lambda: any(matches(reading) for reading in self.readings[start:]))
        return next(reading for reading in self.readings[start:] if matches(reading))

    def next_value(self, value: str) -> Reading:
        """Wait for a reading of ``value``."""
        return self.next(lambda reading: reading.value == Decimal(value))

    def next_status(self, status: ReadingStatus) -> Reading:
        """Wait for a reading of ``status``."""
        return self.next(lambda reading: reading.status is status)

    def _reading(self, reading: Reading) -> None:
        with self._changed:
            self.readings.append(reading)
            self._changed.notify_all()

    def _state(self, state: DeviceState) -> None:
        with self._changed:
            self.states.append(state)
            self._changed.notify_all()
