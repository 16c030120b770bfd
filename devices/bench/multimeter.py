"""A bench multimeter that speaks SCPI as a 34401A does over RS-232."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable

_OVER_RANGE = 9.9e37
_RANGES = {"VOLT": 1000.0, "CURR": 3.0, "RES": 100e6}


class SimulatedMultimeter:
    """Volts, amperes and ohms, with remote mode and an error queue of 20 entries.

    A command before ``SYST:REM`` that needs remote mode is refused with error 550 into the queue, and nothing
    is answered.
    """

    serial = "MY41002968"
    model = "34401A"

    def __init__(self) -> None:
        self.function = "VOLT"
        self._remote = False
        self._values = {"VOLT": 0.0, "CURR": 0.0, "RES": 0.0}
        self._errors: deque[str] = deque(maxlen=20)
        self._random = random.Random(34401)  # noqa: S311 - noise of the last digits, not a secret

    def set_value(self, function: str, value: float) -> None:
        """What the probes see: ``VOLT`` in V, ``CURR`` in A, ``RES`` in Ω."""
        self._values[function] = value

    def answer(self, line: bytes) -> bytes:
        """The reply to one command line; empty when the command has none or is refused."""
        command = line.strip().upper().decode("ascii", "replace")
        if not command:
            return b""
        reply = self._reply(command)
        return reply.encode("ascii") + b"\r\n" if reply else b""

    def _reply(self, command: str) -> str:
        replies: dict[str, Callable[[], str]] = {
            "*IDN?": lambda: f"HEWLETT-PACKARD,{self.model},{self.serial},11-5-2",
            "*RST": self._reset,
            "*CLS": self._clear,
            "SYST:REM": self._go_remote,
            "SYST:LOC": self._go_local,
            "SYST:ERR?": lambda: self._errors.popleft() if self._errors else '+0,"No error"',
            "FUNC?": lambda: f'"{self.function}"',
            "READ?": self._read,
        }
        reply = replies.get(command)
        if reply is None:
            self._errors.append('-113,"Undefined header"')
            return ""
        return reply()

    def _read(self) -> str:
        if not self._remote:
            self._errors.append('550,"Command not allowed in local"')
            return ""
        value = self._values[self.function]
        if abs(value) > _RANGES[self.function]:
            value = _OVER_RANGE if value > 0 else -_OVER_RANGE
        else:
            value += self._random.uniform(-2e-6, 2e-6) * max(1.0, abs(value))
        mantissa, exponent = f"{value:+.8E}".split("E")
        return f"{mantissa}E{int(exponent):+03d}"

    def _go_remote(self) -> str:
        self._remote = True
        return ""

    def _go_local(self) -> str:
        self._remote = False
        return ""

    def _clear(self) -> str:
        self._errors.clear()
        return ""

    def _reset(self) -> str:
        self.function = "VOLT"
        return ""
