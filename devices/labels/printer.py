"""Label printers: whatever takes finished label bytes, on a network, on a serial line, or a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from devices.labels.host_status import HostStatus, host_status
from devices.labels.queue import Queue
from devices.labels.wires import File, Network, Serial, Wire
from station.errors import KnownError
from station.ports import LabelPrinter, Readiness

T = TypeVar("T")

_PORT = 9100
_BAUD = 9600


def open_printer(url: str) -> LabelPrinter:
    """The printer at ``url``; nothing is connected before it is asked or gets a label.

    ``socket://host:9100`` (raw TCP; the port may be left out), ``serial:/dev/ttyUSB0?baud=9600`` or
    ``serial:COM3``, ``printer:NAME`` (a queue of the operating system, given labels untouched),
    ``file:/path`` (labels are appended: a spool, or a device file such as ``/dev/usb/lp0``).

    Raises:
        KnownError: LAB-001 when the URL names no printer.
    """
    try:
        parts = urlsplit(url)
        printer = _MAKERS[parts.scheme](parts)
    except (KeyError, ValueError) as error:
        why = "socket://, serial:, printer: or file: expected"
        raise KnownError("LAB-001", printer=url, why=why) from error
    return _Reached(url, printer)


@dataclass(frozen=True, slots=True)
class _Reached:
    """Turns every failure of a wire into LAB-001, and what the printer says of itself into its own code."""

    url: str
    wire: Wire

    def send(self, label: bytes) -> None:
        """Hand over one label.

        Raises:
            KnownError: LAB-001 when the printer is not reached or does not take the label in time.
        """
        self._reaching(lambda: self.wire.write(label))

    def check(self) -> Readiness:
        """Ask the printer how it is.

        Raises:
            KnownError: LAB-001 not reached, LAB-003 paper or ribbon out, LAB-004 open, LAB-005 paused,
                LAB-006 too hot, too cold or its memory full.
        """
        if isinstance(self.wire, Queue):
            return self._judge_queue(self._reaching(self.wire.alerts))
        answer = self._reaching(self.wire.ask)
        try:
            self._judge(host_status(answer))
        except ValueError:
            return Readiness.UNSTATED
        return Readiness.READY

    def _reaching(self, act: Callable[[], T]) -> T:
        try:
            return act()
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise KnownError("LAB-001", printer=self.url, why=why) from error

    def _judge(self, status: HostStatus) -> None:
        """The first thing that a person must do."""
        if status.head_open:
            raise KnownError("LAB-004", printer=self.url)
        if status.paper_out or status.ribbon_out:
            raise KnownError("LAB-003", printer=self.url)
        if status.too_hot or status.too_cold or status.buffer_full:
            raise KnownError("LAB-006", printer=self.url)
        if status.paused:
            raise KnownError("LAB-005", printer=self.url)

    def _judge_queue(self, alerts: frozenset[str]) -> Readiness:
        for reasons, code in _ALERTS:
            if alerts & reasons:
                raise KnownError(code, printer=self.url)
        return Readiness.UNSTATED


_ALERTS = (
    (frozenset({"cover-open", "door-open", "interlock-open"}), "LAB-004"),
    (frozenset({"media-empty", "media-needed", "media-jam", "marker-supply-empty"}), "LAB-003"),
    (frozenset({"paused", "offline", "not-available", "connecting-to-device", "shutdown"}), "LAB-005"),
)
"""Reasons of IPP (RFC 8011, 5.4.12) that stop a printer, in the order in which they are told."""


def _network(parts: SplitResult) -> Wire:
    if not parts.hostname:
        raise ValueError("no host")
    return Network(parts.hostname, parts.port or _PORT)


def _serial(parts: SplitResult) -> Wire:
    device = unquote(parts.path or parts.netloc)
    if not device:
        raise ValueError("no device")
    return Serial(device, int(parse_qs(parts.query).get("baud", [str(_BAUD)])[0]))


def _queue(parts: SplitResult) -> Wire:
    name = unquote(parts.path)
    if not name or name.startswith("-"):
        raise ValueError("no name of a printer")
    return Queue(name)


def _file(parts: SplitResult) -> Wire:
    if not parts.path:
        raise ValueError("no path")
    return File(_local_path(parts))


def _local_path(parts: SplitResult) -> Path:
    """``file:///C:/spool.zpl`` and ``file:C:/spool.zpl`` name the same file on Windows."""
    path = unquote(parts.path)
    drive = path[1:3] if path.startswith("/") else path[:2]
    return Path(path.lstrip("/") if drive.endswith(":") else path)


_MAKERS: dict[str, Callable[[SplitResult], Wire]] = {
    "socket": _network,
    "serial": _serial,
    "printer": _queue,
    "file": _file,
}
