"""What the domain asks of the world. Hardware, simulators and people implement these alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from station.model.reading import Reading


class Clock(Protocol):
    """Wall time and a monotonic companion, so that changing the PC clock shows."""

    def now(self) -> datetime:
        """Wall time, timezone-aware UTC."""
        ...

    def monotonic_ns(self) -> int:
        """Nanoseconds that never run backwards."""
        ...


class DeviceState(StrEnum):
    """Real state of a device, never optimistic."""

    OFF = "off"
    CONNECTING = "connecting"
    ONLINE = "online"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """Who a gauge source is: ``name`` as configured, ``profile``, ``quantity`` and ``unit`` it measures,
    ``serial`` the device gave, ``manual`` when a person is the instrument."""

    name: str
    quantity: str
    profile: str = ""
    unit: str = ""
    serial: str = ""
    model: str = ""
    manual: bool = False


class GaugeSource(Protocol):
    """A source of readings: an instrument on a wire, a simulator or a person at a keypad.

    Callbacks arrive on the source's own thread; whoever draws must hand them over to the GUI thread.
    """

    @property
    def info(self) -> SourceInfo:
        """Who this source is."""
        ...

    @property
    def state(self) -> DeviceState:
        """State right now."""
        ...

    def start(self, on_reading: Callable[[Reading], None], on_state: Callable[[DeviceState], None]) -> None:
        """Open the source and deliver readings and state changes until :meth:`close`."""
        ...

    def tare(self) -> None:
        """Ask the source to take the present load as zero; sources without tare ignore it."""
        ...

    def close(self) -> None:
        """Stop and join the source's thread. Safe to call twice."""
        ...


class PhotoSource(Protocol):
    """A camera-like source of pictures.

    ``on_frame`` receives a BGR ``numpy.ndarray`` (height × width × 3, uint8) on the source's own thread.
    """

    @property
    def name(self) -> str:
        """Name as configured."""
        ...

    @property
    def state(self) -> DeviceState:
        """State right now."""
        ...

    def start(self, on_frame: Callable[[object], None], on_state: Callable[[DeviceState], None]) -> None:
        """Open the source and deliver frames and state changes until :meth:`close`."""
        ...

    def still(self) -> bytes:
        """A full-resolution still as JPEG bytes; the camera's own JPEG when it delivers one.

        Raises:
            KnownError: CAM-001 when the camera is gone.
        """
        ...

    def close(self) -> None:
        """Stop and join the source's thread. Safe to call twice."""
        ...


class Readiness(StrEnum):
    """What is known of a printer that gave no reason not to print."""

    READY = "ready"
    """It said so itself."""
    UNSTATED = "unstated"
    """It is reached and says nothing of itself."""


class LabelPrinter(Protocol):
    """Something that takes a finished label in its printer language."""

    def send(self, label: bytes) -> None:
        """Hand over one label.

        Raises:
            KnownError: LAB-001 when the printer is not reached.
        """
        ...

    def check(self) -> Readiness:
        """Ask the printer how it is.

        Raises:
            KnownError: LAB-001 not reached; LAB-003, LAB-004, LAB-005, LAB-006 it says that it cannot print.
        """
        ...
