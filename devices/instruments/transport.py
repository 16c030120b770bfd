"""Bytes to and from an instrument. The one place where serial ports and sockets are touched.

Whatever the platform raises when a cable is pulled becomes :class:`LinkLostError`.
"""

from __future__ import annotations

import select
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

from pydantic import ValidationError

from devices.instruments.discovery import find, serial_ports
from devices.instruments.profile import Port
from station.errors import KnownError

if sys.platform == "win32":
    _LOST: tuple[type[Exception], ...] = (OSError,)
else:
    import termios

    _LOST = (OSError, termios.error)

_CHUNK = 4096
_CONNECT_S = 3.0
_FLUSH_LIMIT = 65536
_SLICE_S = 0.02
"""Fixed for the life of a port: changing pyserial's timeout configures the port anew, over RFC 2217 too."""
_WRITE_S = 2.0
"""Handshake lines that never say ready would block a write, and the owner thread, for ever."""


class LinkLostError(Exception):
    """The connection is gone: cable pulled, bridge down, port taken away."""


class Transport(Protocol):
    """An open byte connection to one instrument; used by one thread only."""

    def read(self, timeout_s: float) -> bytes:
        """What has arrived, waiting at most ``timeout_s`` for the first byte; empty when nothing came.

        Raises:
            LinkLostError: the connection is gone.
        """
        ...

    def write(self, data: bytes) -> None:
        """Send all of ``data``.

        Raises:
            LinkLostError: the connection is gone.
        """
        ...

    def flush_input(self) -> int:
        """Throw away what has arrived and was not read; returns how many bytes, as far as known.

        Raises:
            LinkLostError: the connection is gone.
        """
        ...

    def close(self) -> None:
        """Give the port back. Safe to call twice."""
        ...


OpenTransport = Callable[[str, Port], Transport]


def open_transport(url: str, port: Port) -> Transport:
    """Connect to ``serial:/dev/ttyUSB0?baud=9600``, ``serial:COM3``, ``serial:usb:VID:PID:SERIAL`` (whatever
    the port is called today), ``socket://host:port`` or ``rfc2217://host:port``. Settings in a serial URL
    (baud, bits, parity, stop, flow) win over ``port``.

    Raises:
        KnownError: INS-012 when the URL is not understood.
        LinkLostError: nothing answers there.
    """
    scheme = check_url(url)
    with _as_link_lost():
        if scheme == "socket":
            return TcpTransport(url)
        return SerialTransport(url, port)


def check_url(url: str) -> str:
    """The scheme of ``url``.

    Raises:
        KnownError: INS-012 when it is no instrument URL.
    """
    try:
        parts = urlsplit(url)
        addressed = bool(parts.hostname and parts.port) if parts.scheme != "serial" else bool(parts.path)
    except ValueError:
        raise KnownError("INS-012", url=url) from None
    if parts.scheme not in ("serial", "socket", "rfc2217") or not addressed:
        raise KnownError("INS-012", url=url)
    if parts.scheme == "serial":
        _port_settings(url, Port())
    return parts.scheme


@contextmanager
def _as_link_lost() -> Iterator[None]:
    try:
        yield
    except _LOST as error:
        raise LinkLostError(str(error) or type(error).__name__) from error


class TcpTransport:
    """A TCP connection (serial device server, instrument with LAN, the simulated bench).

    Standard library instead of pyserial's ``socket://``: that one neither sets keep-alive nor closes the
    socket when the other end hung up first.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._socket = socket.create_connection((parts.hostname or "", parts.port or 0), timeout=_CONNECT_S)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def read(self, timeout_s: float) -> bytes:
        """What has arrived within ``timeout_s``."""
        with _as_link_lost():
            if not select.select([self._socket], [], [], timeout_s)[0]:
                return b""
            chunk = self._socket.recv(_CHUNK)
        if not chunk:
            raise LinkLostError("closed by the other end")
        return chunk

    def write(self, data: bytes) -> None:
        """Send all of ``data``."""
        with _as_link_lost():
            self._socket.sendall(data)

    def flush_input(self) -> int:
        """Throw away what has arrived."""
        return _flushed(self)

    def close(self) -> None:
        """Close the socket."""
        self._socket.close()


class SerialTransport:
    """A serial port of this machine, or one behind RFC 2217, through pyserial."""

    def __init__(self, url: str, port: Port) -> None:
        import serial

        path, settings = _settings(url, port)
        self._port: Any = serial.serial_for_url(path, do_not_open=True, timeout=_SLICE_S, **settings)
        for line, level in (("dtr", port.dtr), ("rts", port.rts)):
            if level is not None:
                setattr(self._port, line, level)
        self._port.open()

    def read(self, timeout_s: float) -> bytes:
        """What has arrived within ``timeout_s``."""
        deadline = time.monotonic() + timeout_s
        with _as_link_lost():
            while not (chunk := self._waiting()) and time.monotonic() < deadline:
                first: bytes = self._port.read(1)
                if first:
                    return first + self._waiting()
            return chunk

    def _waiting(self) -> bytes:
        waiting = self._port.in_waiting
        return bytes(self._port.read(waiting)) if waiting else b""

    def write(self, data: bytes) -> None:
        """Send all of ``data``."""
        with _as_link_lost():
            self._port.write(data)

    def flush_input(self) -> int:
        """Throw away what has arrived."""
        return _flushed(self)

    def close(self) -> None:
        """Give the port back."""
        wire = getattr(self._port, "_socket", None)
        with suppress(*_LOST):
            self._port.close()
        if wire is not None:
            # pyserial's RFC 2217 port leaves the socket open when the other end hung up first
            wire.close()


def _flushed(wire: Transport) -> int:
    """Read and forget. RFC 2217 has a purge command, but pyserial's takes 50 ms and counts nothing."""
    count = 0
    while count < _FLUSH_LIMIT and (chunk := wire.read(0)):
        count += len(chunk)
    return count


def _settings(url: str, port: Port) -> tuple[str, dict[str, Any]]:
    """Address for pyserial, and its settings."""
    if url.startswith("rfc2217:"):
        return url, _pyserial_settings(port)
    settings = _pyserial_settings(_port_settings(url, port))
    return _present_path(urlsplit(url).path), {**settings, "exclusive": True, "write_timeout": _WRITE_S}


def _port_settings(url: str, port: Port) -> Port:
    asked = {name: values[-1] for name, values in parse_qs(urlsplit(url).query).items()}
    numbers = {name: int(value) for name, value in asked.items() if value.isdecimal()}
    try:
        return Port.model_validate({**port.model_dump(), **asked, **numbers})
    except ValidationError as error:
        raise KnownError("INS-012", url=url) from error


def _present_path(path: str) -> str:
    if not path.startswith("usb:"):
        return path
    port = find(serial_ports(), path)
    if port is None:
        raise LinkLostError(f"{path} is not plugged in")
    return port.path


def _pyserial_settings(port: Port) -> dict[str, Any]:
    return {
        "baudrate": port.baud,
        "bytesize": port.bits,
        "parity": port.parity,
        "stopbits": port.stop,
        "xonxoff": port.flow == "xon-xoff",
        "rtscts": port.flow == "rts-cts",
        "dsrdtr": port.flow == "dtr-dsr",
    }
