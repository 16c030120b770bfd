"""A balance that behaves: it settles, drifts, tares, overloads and speaks MT-SICS."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal

_GRAMS_PER_OUNCE = 28.349523125
"""Avoirdupois ounce, exact by definition (international yard and pound agreement, 1959)."""

_STEP_G = Decimal("0.01")
_STEP_OZ = Decimal("0.001")


class SimulatedBalance:
    """A 0.01 g balance, from −5 g to 620 g, speaking MT-SICS level 0 and 1.

    The display follows the load as a first-order lag (``settle_s`` time constant) with vibration that dies
    away; it counts as stable once it stays within half a display step.
    """

    serial = "B4271830"
    model = "XS603S"
    highest_g = 620.0
    lowest_g = -5.0

    def __init__(self, clock_s: Callable[[], float] = time.monotonic, settle_s: float = 0.15) -> None:
        self.drift_g_per_min = 0.0
        self.ounces = False
        self._clock_s = clock_s
        self._settle_s = settle_s
        self._random = random.Random(20)  # noqa: S311 - vibration, not a secret
        self._load_g = 0.0
        self._before_g = 0.0
        self._changed_s = clock_s() - 60
        self._tare_g = 0.0

    def set_load(self, grams: float) -> None:
        """Put ``grams`` on the pan; the display begins to move."""
        self._before_g = self._displayed_g()
        self._load_g = grams
        self._changed_s = self._clock_s()

    def answer(self, line: bytes) -> bytes:
        """The reply to one command line without its terminator."""
        replies: dict[bytes, Callable[[], str]] = {
            b"S": self._stable_weight,
            b"SI": self._weight,
            b"T": self._tare,
            b"TI": self._tare,
            b"TAC": self._clear_tare,
            b"Z": self._zero,
            b"ZI": self._zero,
            b"I2": lambda: f'I2 A "{self.model} Excellence 620.09 g"',
            b"I4": lambda: f'I4 A "{self.serial}"',
            b"@": lambda: f'@ A "{self.serial}"',
        }
        reply = replies.get(line.strip(), lambda: "ES")()
        return reply.encode("ascii") + b"\r\n"

    def _displayed_g(self) -> float:
        since = self._clock_s() - self._changed_s
        lag = (self._before_g - self._load_g) * math.exp(-since / self._settle_s)
        vibration = 0.2 * abs(lag) * self._random.uniform(-1, 1)
        return self._load_g + lag + vibration + self.drift_g_per_min * since / 60

    def _is_stable(self) -> bool:
        since = self._clock_s() - self._changed_s
        left = abs(self._before_g - self._load_g) * math.exp(-since / self._settle_s)
        return left < float(_STEP_G) / 4

    def _weight(self) -> str:
        shown = self._displayed_g()
        if shown > self.highest_g:
            return "S +"
        if shown < self.lowest_g:
            return "S -"
        return f"S {'S' if self._is_stable() else 'D'} {self._digits(shown - self._tare_g)}"

    def _stable_weight(self) -> str:
        return self._weight() if self._is_stable() else "S I"

    def _tare(self) -> str:
        shown = self._displayed_g()
        if not self.lowest_g <= shown <= self.highest_g:
            return "T +" if shown > 0 else "T -"
        self._tare_g = shown
        return f"T {'S' if self._is_stable() else 'D'} {self._digits(shown)}"

    def _clear_tare(self) -> str:
        self._tare_g = 0.0
        return "TAC A"

    def _zero(self) -> str:
        shown = self._displayed_g()
        if abs(shown) > self.highest_g * 0.02:
            return "Z +" if shown > 0 else "Z -"
        self._tare_g = shown
        return "Z A"

    def _digits(self, grams: float) -> str:
        if self.ounces:
            value = Decimal(grams / _GRAMS_PER_OUNCE).quantize(_STEP_OZ, ROUND_HALF_EVEN)
        else:
            value = Decimal(grams).quantize(_STEP_G, ROUND_HALF_EVEN)
        return f"{value + 0:>10} {'oz' if self.ounces else 'g'}"
