"""Label printers: whatever takes finished label bytes, on a network, on a serial line, or a file."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from station.errors import KnownError
from station.ports import LabelPrinter

TIMEOUT_S = 5.0
"""How long connecting, and each write, may take."""

_PORT = 9100
_BAUD = 9600


def open_printer(url: str) -> LabelPrinter:
    """The printer at ``url``; nothing is connected before the first label.

    ``socket://host:9100`` (raw TCP; the port may be left out), ``serial:/dev/ttyUSB0?baud=9600`` or
    ``serial:COM3``, ``file:/path`` (labels are appended: a spool, or a device file such as ``/dev/usb/lp0``).

    Raises:
        KnownError: LAB-001 when the URL names no printer.
    """
    try:
        parts = urlsplit(url)
        printer = _MAKERS[parts.scheme](parts)
    except (KeyError, ValueError) as error:
        raise KnownError("LAB-001", printer=url, why="socket://, serial: or file: expected") from error
    return _Reached(url, printer)


class _Wire(Protocol):
    def write(self, label: bytes) -> None: ...


@dataclass(frozen=True, slots=True)
class _Reached:
    """Turns every failure of a wire into LAB-001."""

    url: str
    wire: _Wire

    def send(self, label: bytes) -> None:
        """Print one label.

        Raises:
            KnownError: LAB-001 when the printer is not reached or does not take the label in time.
        """
        try:
            self.wire.write(label)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise KnownError("LAB-001", printer=self.url, why=why) from error


@dataclass(frozen=True, slots=True)
class _Network:
    host: str
    port: int

    def write(self, label: bytes) -> None:
        with socket.create_connection((self.host, self.port), timeout=TIMEOUT_S) as connection:
            connection.sendall(label)
            connection.shutdown(socket.SHUT_WR)


@dataclass(frozen=True, slots=True)
class _Serial:
    device: str
    baud: int

    def write(self, label: bytes) -> None:
        import serial

        with serial.Serial(
            self.device, self.baud, timeout=TIMEOUT_S, write_timeout=_sending_s(label, self.baud)
        ) as line:
            line.write(label)
            line.flush()


def _sending_s(label: bytes, baud: int) -> float:
    """Ten bits per byte, and time for the printer to hold the line."""
    return TIMEOUT_S + len(label) * 10 / baud


@dataclass(frozen=True, slots=True)
class _File:
    path: Path

    def write(self, label: bytes) -> None:
        with self.path.open("ab") as file:
            file.write(label)


def _network(parts: SplitResult) -> _Wire:
    if not parts.hostname:
        raise ValueError("no host")
    return _Network(parts.hostname, parts.port or _PORT)


def _serial(parts: SplitResult) -> _Wire:
    device = unquote(parts.path or parts.netloc)
    if not device:
        raise ValueError("no device")
    return _Serial(device, int(parse_qs(parts.query).get("baud", [str(_BAUD)])[0]))


def _file(parts: SplitResult) -> _Wire:
    if not parts.path:
        raise ValueError("no path")
    return _File(_local_path(parts))


def _local_path(parts: SplitResult) -> Path:
    """``file:///C:/spool.zpl`` and ``file:C:/spool.zpl`` name the same file on Windows."""
    path = unquote(parts.path)
    drive = path[1:3] if path.startswith("/") else path[:2]
    return Path(path.lstrip("/") if drive.endswith(":") else path)


_MAKERS = {"socket": _network, "serial": _serial, "file": _file}
