"""Figures on a screen: every digit that counts, never a power of ten."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.figures import live


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("174.20", "g", ("174.20", "g")),
        ("1E+2", "g", ("100", "g")),
        ("4.27150000E-03", "V", ("4.27150", "mV")),
        ("-1.25E-7", "A", ("-0.125", "µA")),
        ("3.70125841", "V", ("3.70126", "V")),
        ("0E-9", "V", ("0.00000", "V")),
        ("5", "V", ("5", "V")),
    ],
)
def test_a_person_reads_it(value: str, unit: str, shown: tuple[str, str]) -> None:
    assert live(Decimal(value), unit) == shown


@given(st.decimals(-1000, 1000, allow_nan=False), st.sampled_from(["V", "A", "g", "mm"]))
def test_there_is_never_an_exponent(value: Decimal, unit: str) -> None:
    assert "E" not in live(value, unit)[0]
