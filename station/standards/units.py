"""Exact conversion between the units that standards and instruments use.

Factors are the exact definitions (1 in = 25.4 mm, 1 lb = 453.59237 g), so a limit in inches and a reading in
centimetres compare without rounding.
"""

from __future__ import annotations

from decimal import Decimal

_IN_BASE: dict[str, tuple[str, Decimal]] = {
    "mm": ("length", Decimal(1)),
    "cm": ("length", Decimal(10)),
    "m": ("length", Decimal(1000)),
    "in": ("length", Decimal("25.4")),
    "mm²": ("area", Decimal(1)),
    "cm²": ("area", Decimal(100)),
    "in²": ("area", Decimal("645.16")),
    "g": ("mass", Decimal(1)),
    "mg": ("mass", Decimal("0.001")),
    "kg": ("mass", Decimal(1000)),
    "oz": ("mass", Decimal("28.349523125")),
    "lb": ("mass", Decimal("453.59237")),
    "1": ("ratio", Decimal(1)),
    "%": ("ratio", Decimal("0.01")),
    "d": ("time", Decimal(1)),
    "mA": ("current", Decimal(1)),
    "A": ("current", Decimal(1000)),
    "mV": ("voltage", Decimal(1)),
    "V": ("voltage", Decimal(1000)),
    "°": ("angle", Decimal(1)),
    "dB": ("level", Decimal(1)),
}


def convertible(unit: str, other: str) -> bool:
    """Whether a value in ``unit`` can be told in ``other``."""
    return unit == other or (
        unit in _IN_BASE and other in _IN_BASE and _IN_BASE[unit][0] == _IN_BASE[other][0]
    )


def convert(value: Decimal, unit: str, to: str) -> Decimal | None:
    """``value`` told in unit ``to``; None when the two do not measure the same quantity."""
    if unit == to:
        return value
    if not convertible(unit, to):
        return None
    return value * _IN_BASE[unit][1] / _IN_BASE[to][1]
