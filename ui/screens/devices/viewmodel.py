"""What the Devices screen knows and does; no widgets."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from devices.instruments.library import profile
from station.errors import KnownError
from station.model.reading import Reading
from station.ports import DeviceState
from ui.context import Context
from ui.devices import DeviceStatus
from ui.figures import plain

_KEPT = 6


@dataclass(frozen=True, slots=True)
class FrameLine:
    """One frame off the wire beside what it means; ``times`` counts equal frames in a row."""

    raw: str
    decoded: str
    at: str
    times: int = 1


class DevicesModel(QObject):
    """``told(name)`` when an instrument spoke or its state changed; ``rebuilt`` when others are there."""

    told = Signal(str)
    rebuilt = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._frames: dict[str, deque[FrameLine]] = {}
        hub = context.devices
        hub.reading_arrived.connect(self._on_reading)
        hub.state_changed.connect(self._on_state)
        hub.sources_changed.connect(self.rebuilt)

    def status(self, name: str) -> DeviceStatus | None:
        """Who the instrument is, its real state and its last reading."""
        return self._context.devices.status(name)

    def url(self, name: str) -> str:
        """Address of the instrument as configured."""
        settings = self._context.settings.now.instruments
        return next((one.url for one in settings if one.name == name), "")

    def frames(self, name: str) -> tuple[FrameLine, ...]:
        """The last frames, newest first."""
        return tuple(self._frames.get(name, ()))

    def can_tare(self, name: str) -> bool:
        """Whether the instrument knows a command to take the present load as zero."""
        status = self.status(name)
        if status is None or not status.info.profile:
            return False
        try:
            return profile(status.info.profile).commands.tare is not None
        except KnownError:
            return False

    def tare(self, name: str) -> None:
        """Ask the instrument to take the present load as zero."""
        source = self._context.devices.source(name)
        if source is not None:
            self._context.network.run(source.tare)

    def reconnect(self, name: str) -> None:
        """Close the device and open it again."""
        self._context.devices.restart(name, self._context.network)

    def _on_reading(self, name: str, reading: Reading) -> None:
        kept = self._frames.setdefault(name, deque(maxlen=_KEPT))
        line = FrameLine(
            shown_bytes(reading.raw), decoded(reading), f"{reading.taken_at.astimezone():%H:%M:%S}"
        )
        if kept and (kept[0].raw, kept[0].decoded) == (line.raw, line.decoded):
            kept[0] = FrameLine(line.raw, line.decoded, line.at, kept[0].times + 1)
        else:
            kept.appendleft(line)
        self.told.emit(name)

    def _on_state(self, name: str, _state: DeviceState) -> None:
        self.told.emit(name)


def shown_bytes(raw: bytes) -> str:
    """Bytes as a person can read them: text as it is, everything else escaped."""
    return repr(raw)[2:-1]


def decoded(reading: Reading) -> str:
    """Value and unit with the digits as received; empty when the frame carries none."""
    return "" if reading.value is None else f"{plain(reading.value)} {reading.unit or ''}".strip()
