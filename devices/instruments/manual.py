"""A person at a keypad, as a source of readings like any instrument."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from devices.instruments.host_clock import HostClock
from station.model.reading import Reading, ReadingStatus
from station.ports import Clock, DeviceState, SourceInfo


class ManualSource:
    """Implements :class:`station.ports.GaugeSource`; what :meth:`enter` is given becomes a stable reading.

    It has no thread: readings are delivered on the thread that calls :meth:`enter`.
    """

    def __init__(self, quantity: str, unit: str, *, name: str = "manual", clock: Clock | None = None) -> None:
        self._info = SourceInfo(name, quantity, unit=unit, manual=True)
        self._clock = clock or HostClock()
        self._state = DeviceState.OFF
        self._on_reading: Callable[[Reading], None] | None = None
        self._on_state: Callable[[DeviceState], None] | None = None

    @property
    def info(self) -> SourceInfo:
        """A manual source of its quantity and unit."""
        return self._info

    @property
    def state(self) -> DeviceState:
        """Online between :meth:`start` and :meth:`close`."""
        return self._state

    def start(self, on_reading: Callable[[Reading], None], on_state: Callable[[DeviceState], None]) -> None:
        """Take entries from now on."""
        self._on_reading, self._on_state = on_reading, on_state
        self._enter(DeviceState.ONLINE)

    def enter(self, value: Decimal, unit: str | None = None) -> Reading:
        """A person typed ``value`` in ``unit`` (its own when None); delivers and returns the reading."""
        text = f"{value:f} {unit or self._info.unit}"
        reading = Reading(
            status=ReadingStatus.OK,
            quantity=self._info.quantity,
            value=value,
            unit=unit or self._info.unit,
            stable=True,
            raw=text.encode("utf-8"),
            taken_at=self._clock.now(),
            monotonic_ns=self._clock.monotonic_ns(),
        )
        if self._on_reading is not None:
            self._on_reading(reading)
        return reading

    def tare(self) -> None:
        """A person has no tare."""

    def close(self) -> None:
        """Take no more entries. Safe to call twice."""
        self._on_reading = None
        self._enter(DeviceState.OFF)

    def _enter(self, state: DeviceState) -> None:
        if state is not self._state and self._on_state is not None:
            self._state = state
            self._on_state(state)
