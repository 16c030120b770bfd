"""A simulated ZPL printer: takes labels on a TCP port, says how it is, and can be put in need of a person."""

from __future__ import annotations

import re

from devices.bench.wire import Wire

FAULTS = ("paper_out", "ribbon_out", "head_open", "paused", "buffer_full", "too_hot", "too_cold")

_FORMAT = re.compile(rb"\^XA.*?\^XZ", re.DOTALL)
_DOTS_LONG = 320


class SimulatedPrinter:
    """Prints what it takes at once, or when the last of its faults is gone; a context manager.

    ``faults`` and ``printed`` may be read from any thread; change faults with :meth:`fault`.
    """

    def __init__(self) -> None:
        self.faults: set[str] = set()
        self.printed: list[bytes] = []
        self.is_mute = False
        """Says nothing to ``~HS``, as printers of other makes."""
        self._taken: list[bytes] = []
        self._heard = b""
        self._wire = Wire("label printer", self, b"\n")

    @property
    def url(self) -> str:
        """``socket://127.0.0.1:port``; the same after :meth:`off` and :meth:`on`."""
        return f"socket://127.0.0.1:{self._wire.port}"

    def on(self) -> None:
        """Switch on."""
        self._wire.plug()

    def off(self) -> None:
        """Switch off; what was taken and not printed is lost, as in the real thing."""
        self._wire.unplug()
        self._taken.clear()
        self._heard = b""

    def fault(self, name: str, present: bool = True) -> None:
        """Let ``name`` of :data:`FAULTS` happen, or see to it.

        Raises:
            ValueError: no such fault.
        """
        if name not in FAULTS:
            raise ValueError(f"no fault {name}; there are {', '.join(FAULTS)}")
        with self._wire.lock:
            (self.faults.add if present else self.faults.discard)(name)
            self._print()

    def answer(self, line: bytes) -> bytes:
        """Take one line of ZPL; the three strings when it asks ``~HS``."""
        if line.strip() == b"~HS":
            return b"" if self.is_mute else self._status()
        self._heard += line + b"\n"
        self._taken += _FORMAT.findall(self._heard)
        self._heard = _FORMAT.sub(b"", self._heard).lstrip(b"\n")
        self._print()
        return b""

    def _print(self) -> None:
        if not self.faults:
            self.printed += self._taken
            self._taken.clear()

    def _status(self) -> bytes:
        """ZPL II Programming Guide, command ~HS."""
        paper, ribbon, head, paused, full, hot, cold = (int(name in self.faults) for name in FAULTS)
        waiting = len(self._taken)
        first = f"030,{paper},{paused},{_DOTS_LONG:04},{waiting:03},{full},0,0,000,0,{cold},{hot}"
        second = f"000,0,{head},{ribbon},0,2,6,0,00000000,1,000"
        return b"".join(b"\x02%s\x03\r\n" % one.encode() for one in (first, second, "1234,0"))

    def __enter__(self) -> SimulatedPrinter:
        self.on()
        return self

    def __exit__(self, *_: object) -> None:
        self.off()
