"""Figures as a person reads them: never in powers of ten, small ones with a prefix at their unit."""

from __future__ import annotations

from decimal import Decimal

_SIGNIFICANT = 6
_PREFIXED = frozenset({"V", "A", "Ω", "F", "W"})
_PREFIXES = (("", Decimal(1)), ("m", Decimal("1e-3")), ("µ", Decimal("1e-6")))


def plain(value: Decimal) -> str:
    """The digits of ``value`` as they are, without an exponent."""
    return f"{value:f}"


def live(value: Decimal, unit: str) -> tuple[str, str]:
    """A live value and its unit: electrical ones below 1 in milli or micro, at most six digits long.

    A value that came with few digits keeps every one of them.
    """
    if unit not in _PREFIXED:
        return plain(value), unit
    prefix, factor = next((one for one in _PREFIXES if abs(value) >= one[1]), _PREFIXES[-1])
    if not value:
        prefix, factor = _PREFIXES[0]
    return plain(_shortened(value / factor)), f"{prefix}{unit}"


def _shortened(value: Decimal) -> Decimal:
    whole = max(1, value.adjusted() + 1)
    places = max(0, _SIGNIFICANT - whole)
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= places:
        return value if exponent <= 0 else value.quantize(Decimal(1))
    return value.quantize(Decimal(1).scaleb(-places))


def shown_unit(unit: str | None) -> str:
    """A unit as printed beside a value; counts have none."""
    return "" if unit in (None, "1") else str(unit)
