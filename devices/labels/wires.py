"""The ways to a label printer: a network, a serial line, the operating system's queue, a file."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from devices.labels.host_status import QUESTION, is_whole

TIMEOUT_S = 5.0
"""How long connecting, and each write, may take."""
ANSWER_S = 1.5
"""How long a printer may think about ``~HS``; most answer in a tenth of that."""
_LONGEST_ANSWER = 4096


class Wire(Protocol):
    """A way to a printer. Failures are ``OSError`` and ``ValueError``."""

    def write(self, label: bytes) -> None:
        """Hand over all of ``label``."""
        ...

    def ask(self) -> bytes:
        """The printer's answer to ``~HS``; empty when it keeps silent or cannot be asked."""
        ...


@dataclass(frozen=True, slots=True)
class Network:
    """Raw TCP."""

    host: str
    port: int

    def write(self, label: bytes) -> None:
        with self._connected() as connection:
            connection.sendall(label)
            connection.shutdown(socket.SHUT_WR)

    def ask(self) -> bytes:
        with self._connected() as connection:
            connection.sendall(QUESTION)
            connection.settimeout(ANSWER_S)
            return _heard(lambda: connection.recv(_LONGEST_ANSWER))

    def _connected(self) -> socket.socket:
        return socket.create_connection((self.host, self.port), timeout=TIMEOUT_S)


@dataclass(frozen=True, slots=True)
class Serial:
    """A serial line, 8N1."""

    device: str
    baud: int

    def write(self, label: bytes) -> None:
        import serial

        with serial.Serial(
            self.device, self.baud, timeout=TIMEOUT_S, write_timeout=_sending_s(label, self.baud)
        ) as line:
            line.write(label)
            line.flush()

    def ask(self) -> bytes:
        import serial

        with serial.Serial(self.device, self.baud, timeout=ANSWER_S, write_timeout=TIMEOUT_S) as line:
            line.reset_input_buffer()
            line.write(QUESTION)
            return _heard(lambda: line.read_until(b"\x03", _LONGEST_ANSWER))


def _heard(read: Callable[[], bytes]) -> bytes:
    """What is read until all three strings are there, silence, or the end of the line."""
    heard, until = b"", time.monotonic() + ANSWER_S
    with suppress(TimeoutError):
        while not is_whole(heard) and len(heard) < _LONGEST_ANSWER and time.monotonic() < until:
            part = read()
            if not part:
                break
            heard += part
    return heard


def _sending_s(label: bytes, baud: int) -> float:
    """Ten bits per byte, and time for the printer to hold the line."""
    return TIMEOUT_S + len(label) * 10 / baud


@dataclass(frozen=True, slots=True)
class File:
    """Appends: a spool, or a device file such as ``/dev/usb/lp0``."""

    path: Path

    def write(self, label: bytes) -> None:
        with self.path.open("ab") as file:
            file.write(label)

    def ask(self) -> bytes:
        return b""
