"""A caliper behind an input tool that speaks the Mitutoyo "01A" line."""

from __future__ import annotations

from decimal import Decimal

_MM_PER_INCH = Decimal("25.4")


class SimulatedCaliper:
    """A caliper that shows 0.001 mm. ``powered`` off answers 911; ``inches`` is its unit key."""

    def __init__(self) -> None:
        self.powered = True
        self.inches = False
        self._length_mm = Decimal(0)

    def set_length(self, mm: Decimal) -> None:
        """Move the jaws to ``mm``."""
        self._length_mm = mm

    def answer(self, line: bytes) -> bytes:
        """The reply to one command line: ``1`` asks for the data, ``V`` for the version."""
        command = line.strip()
        if command == b"1":
            return self.data_line()
        return b"1IT-SIM1.0\r" if command == b"V" else b"912\r"

    def data_line(self) -> bytes:
        """What a press of the data key sends."""
        if not self.powered:
            return b"911\r"
        sign = "-" if self._length_mm < 0 else "+"
        if self.inches:
            digits = f"{abs(self._length_mm) / _MM_PER_INCH:010.5f}"[:9]
        else:
            digits = f"{abs(self._length_mm):09.3f}"
        return f"01A{sign}{digits}\r".encode("ascii")
