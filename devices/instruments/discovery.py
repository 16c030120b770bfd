"""Serial ports of this machine and who hangs on them, so that an instrument is found by what it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

BY_ID = Path("/dev/serial/by-id")
"""Where Linux keeps names of serial ports that survive replugging; absent elsewhere."""


@dataclass(frozen=True, slots=True)
class SerialPort:
    """A serial port: ``path`` as it is called now, ``stable_path`` as it stays called (the same as ``path``
    where the platform has no such name), and what its USB adapter says of itself."""

    path: str
    stable_path: str
    description: str
    vendor_id: int | None = None
    product_id: int | None = None
    usb_serial: str = ""

    @property
    def url(self) -> str:
        """URL for :class:`devices.instruments.instrument.Instrument`."""
        return f"serial:{self.stable_path}"

    @property
    def identity(self) -> str:
        """``usb:VID:PID:SERIAL`` (hexadecimal) when the adapter has its own serial number, else empty: cheap
        adapters have none and are known by their port only."""
        if self.vendor_id is None or self.product_id is None or not self.usb_serial:
            return ""
        return f"usb:{self.vendor_id:04x}:{self.product_id:04x}:{self.usb_serial}"


def serial_ports(by_id: Path = BY_ID) -> tuple[SerialPort, ...]:
    """The serial ports plugged in now, in order of their paths."""
    from serial.tools import list_ports

    stable = stable_paths(by_id)
    ports = [
        SerialPort(
            path=port.device,
            stable_path=stable.get(port.device, port.device),
            description=port.description or "",
            vendor_id=port.vid,
            product_id=port.pid,
            usb_serial=port.serial_number or "",
        )
        for port in list_ports.comports()
    ]
    return tuple(sorted(ports, key=lambda port: port.path))


def stable_paths(by_id: Path) -> dict[str, str]:
    """Lasting name of each port: real path → link under ``by_id``."""
    if not by_id.is_dir():
        return {}
    return {str(link.resolve()): str(link) for link in sorted(by_id.iterdir())}


def find(ports: Iterable[SerialPort], identity: str) -> SerialPort | None:
    """The port whose adapter is ``identity``, whatever it is called today."""
    return next((port for port in ports if identity and port.identity == identity), None)
