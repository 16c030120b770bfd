"""Check digits of IMEIs."""

from __future__ import annotations

IMEI_LENGTH = 15
"""Digits of an IMEI, check digit included."""

_DIGITS = "0123456789"


def looks_like_imei(code: str) -> bool:
    """True for fifteen decimal digits."""
    return len(code) == IMEI_LENGTH and all(digit in _DIGITS for digit in code)


def luhn_holds(digits: str) -> bool:
    """Whether a string of decimal digits passes the Luhn check (ISO/IEC 7812-1 annex B, 3GPP TS 23.003)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_imei(code: str) -> bool:
    """True for fifteen digits whose check digit is right."""
    return looks_like_imei(code) and luhn_holds(code)
