"""A reading as JSON, as the command line writes it."""

from __future__ import annotations

from typing import Any

from station.model.reading import Reading


def reading_json(reading: Reading, *, hexadecimal: bool = False) -> dict[str, Any]:
    """``{status, quantity, value, unit, stable, raw, extra?}``; the value as text with its digits kept, the
    raw frame as escaped text, or as hexadecimal digits."""
    document: dict[str, Any] = {
        "status": reading.status.value,
        "quantity": reading.quantity,
        "value": None if reading.value is None else f"{reading.value:f}",
        "unit": reading.unit,
        "stable": reading.stable,
        "raw": reading.raw.hex() if hexadecimal else escaped(reading.raw),
    }
    return {**document, "extra": dict(reading.extra)} if reading.extra else document


def escaped(raw: bytes) -> str:
    """Bytes as text, with ``\\r``, ``\\x02`` and the like for what cannot be printed."""
    return raw.decode("latin-1").encode("unicode_escape").decode("ascii")
