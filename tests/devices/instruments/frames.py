"""Reply frames of the three families this session reads, as facts: what came over the wire and what it means.

Origins as in the collection they come from: printed in manuals, published by other projects' tests, or built
from a documented layout. Where the collection says *error* because the instrument is busy, *busy* is meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

SICS = "mettler-mt-sics"
MITUTOYO = "mitutoyo-01a"
VOLTS = "scpi-dmm-voltage"
AMPERES = "scpi-dmm-current"


@dataclass(frozen=True)
class Known:
    """A frame and its meaning."""

    profile: str
    raw: bytes
    status: str
    value: str | None = None
    unit: str | None = None
    stable: bool | None = None
    quantity: str | None = None

    @property
    def number(self) -> Decimal | None:
        """The value as a number."""
        return None if self.value is None else Decimal(self.value)


FRAMES = (
    Known(SICS, b"S S     100.00 g\r\n", "ok", "100.00", "g", True, "mass"),
    Known(SICS, b"S D     129.07 g\r\n", "unstable", "129.07", "g", False, "mass"),
    Known(SICS, b"S S    -0.0082 g\r\n", "ok", "-0.0082", "g", True, "mass"),
    Known(SICS, b"S D 1.234 g\r\n", "unstable", "1.234", "g", False, "mass"),
    Known(SICS, b"S +\r\n", "overload", quantity="mass"),
    Known(SICS, b"S -\r\n", "underload", quantity="mass"),
    Known(SICS, b"S L\r\n", "error", quantity="mass"),
    Known(SICS, b"ES\r\n", "error", quantity="mass"),
    Known(SICS, b"EL\r\n", "error", quantity="mass"),
    Known(SICS, b"Z +\r\n", "overload", quantity="mass"),
    Known(SICS, b"S I\r\n", "busy", quantity="mass"),
    Known(SICS, b'I4 A "0123456789"\r\n', "info"),
    Known(SICS, b'@ A "123456789"\r\n', "info"),
    Known(MITUTOYO, b"01A+0000.123\r", "ok", "0.123", "mm", None, "length"),
    Known(MITUTOYO, b"01A+0000.125\r", "ok", "0.125", "mm", None, "length"),
    Known(MITUTOYO, b"01A+000.1234\r", "ok", "0.1234", "in", None, "length"),
    Known(MITUTOYO, b"01A-00012.345\r", "ok", "-12.345", "mm", None, "length"),
    Known(MITUTOYO, b"01A+00012.345\r", "ok", "12.345", "mm", None, "length"),
    Known(MITUTOYO, b"911\r", "error", quantity="length"),
    Known(MITUTOYO, b"912\r", "error", quantity="length"),
    Known(MITUTOYO, b"913\r", "error", quantity="length"),
    Known(VOLTS, b"+1.23456780E+00\r\n", "ok", "1.23456780", "V", None, "voltage"),
    Known(VOLTS, b"-1.00000000E-03\r\n", "ok", "-0.001", "V", None, "voltage"),
    Known(VOLTS, b"+9.90000000E+37\r\n", "overload", quantity="voltage"),
    Known(VOLTS, b"-9.90000000E+37\r\n", "underload", quantity="voltage"),
    Known(VOLTS, b"3.1415\r\n", "ok", "3.1415", "V", None, "voltage"),
    Known(VOLTS, b'-113,"Undefined header"\r\n', "error", quantity="voltage"),
    Known(VOLTS, b"+1.234567E+00VDC,+12.345SECS,+00001RDNG#\r\n", "ok", "1.234567", "V", None, "voltage"),
    Known(AMPERES, b"+1.2300E-4\r\n", "ok", "1.23E-4", "A", None, "current"),
    Known(AMPERES, b"-1.2400E-6\r\n", "ok", "-1.24E-6", "A", None, "current"),
)

NOT_FRAMES = (
    (SICS, b"    20.7g\r\n"),
    (SICS, b"S S  g\r\n"),
    (SICS, b"S S 100.00 furlong\r\n"),
    (SICS, b"S A 1.234 g\r\n"),
    (SICS, b"S S 1.2.3 g\r\n"),
    (SICS, b"\x00\x7f\xff\r\n"),
    (SICS, b"\r\n"),
    (MITUTOYO, b"00012.345\r"),
    (MITUTOYO, b"01A+0012.34.5\r"),
    (MITUTOYO, b"01A+12.345\r"),
    (MITUTOYO, b"01A 00012.345\r"),
    (VOLTS, b"E+00\r\n"),
    (VOLTS, b"+1.2+3.4\r\n"),
    (VOLTS, b"+1.0E+00XYZ\r\n"),
    (VOLTS, b"NaN\r\n"),
)
"""Lines that look like something and are nothing."""
