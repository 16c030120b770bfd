"""The instrument a step asks for: which one, what it says now, and which reading may become the answer."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from devices.instruments.gate import Accepted, Outcome, ReadingGate, Refused, Waiting, gate_for
from station.errors import KnownError
from station.model.reading import Reading
from station.ports import Clock, DeviceState, GaugeSource, SourceInfo
from station.texts import Phrase
from ui.devices import DeviceHub


class GaugeWatch(QObject):
    """Watches one quantity at a time.

    ``gauge(SourceInfo | None, DeviceState)`` tells who measures, ``read(SourceInfo, Reading)`` every frame,
    ``accepted(SourceInfo, Reading)`` the frame that passed the gate, ``trouble(KnownError)`` what is wrong,
    ``waiting(Wait)`` why a frame was not taken though nothing is wrong.
    """

    gauge = Signal(object, object)
    read = Signal(object, object)
    accepted = Signal(object, object)
    trouble = Signal(object)
    waiting = Signal(object)

    def __init__(self, hub: DeviceHub, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub, self._clock = hub, clock
        self._gates: dict[str, ReadingGate] = {}
        self._quantity, self._unit = "", ""
        self._source: GaugeSource | None = None
        hub.reading_arrived.connect(self._on_reading)
        hub.state_changed.connect(self._on_state)
        hub.sources_changed.connect(self._on_sources)

    def watch(self, quantity: str, unit: str) -> None:
        """From now on only readings of ``quantity`` in ``unit`` count."""
        self._quantity, self._unit = quantity, unit
        self._choose()

    def rest(self) -> None:
        """Nothing is measured now."""
        self._quantity, self._source = "", None

    def arm(self) -> None:
        """Measure again: what was read before counts no more."""
        if self._source is not None:
            self._gate(self._source).arm(self._quantity, self._unit, self._clock.monotonic_ns())

    def take(self) -> None:
        """A person says that the value shown is it."""
        if self._source is not None:
            outcome = self._gate(self._source).take(self._clock.monotonic_ns())
            self._judge(self._source.info, outcome)

    def _choose(self) -> None:
        fitting = self._hub.sources_for(self._quantity) if self._quantity else ()
        self._source = fitting[0] if fitting else None
        if self._source is not None:
            self.arm()
            self.gauge.emit(self._source.info, self._source.state)
            if self._source.state is DeviceState.LOST:
                self.trouble.emit(self._gate(self._source).lost())
        elif self._quantity:
            self.gauge.emit(None, DeviceState.OFF)
            named = Phrase(f"inspect.quantity.{self._quantity}")
            self.trouble.emit(KnownError("INS-010", quantity=named))

    def _gate(self, source: GaugeSource) -> ReadingGate:
        name = source.info.name
        if name not in self._gates:
            self._gates[name] = gate_for(source.info)
        return self._gates[name]

    def _on_reading(self, name: str, reading: Reading) -> None:
        source = self._source
        if source is None or source.info.name != name:
            return
        self.read.emit(source.info, reading)
        self._judge(source.info, self._gate(source).offer(reading))

    def _judge(self, info: SourceInfo, outcome: Outcome) -> None:
        if isinstance(outcome, Accepted):
            self.accepted.emit(info, outcome.reading)
        elif isinstance(outcome, Refused):
            self.trouble.emit(outcome.error)
        elif isinstance(outcome, Waiting):
            self.waiting.emit(outcome.why)

    def _on_state(self, name: str, state: DeviceState) -> None:
        source = self._source
        if source is None or source.info.name != name:
            return
        self.gauge.emit(source.info, state)
        if state is DeviceState.LOST:
            self.trouble.emit(self._gate(source).lost())
        elif state is DeviceState.ONLINE:
            self.arm()

    def _on_sources(self) -> None:
        self._gates.clear()
        if self._quantity:
            self._choose()
