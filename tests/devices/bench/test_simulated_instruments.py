"""The simulated instruments behave: settling, tare, drift, limits, and the replies their makers document."""

from __future__ import annotations

from decimal import Decimal

import pytest

from devices.bench.balance import SimulatedBalance
from devices.bench.caliper import SimulatedCaliper
from devices.bench.multimeter import SimulatedMultimeter


class Watch:
    """A clock in seconds that goes when told."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds

    def later(self, seconds: float) -> None:
        """Let time pass."""
        self.seconds += seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def balance(watch: Watch) -> SimulatedBalance:
    return SimulatedBalance(watch)


def test_a_load_settles(balance: SimulatedBalance, watch: Watch) -> None:
    assert balance.answer(b"SI") == b"S S       0.00 g\r\n"
    balance.set_load(187.3)
    watch.later(0.1)
    moving = balance.answer(b"SI")
    assert moving.startswith(b"S D ")
    assert balance.answer(b"S") == b"S I\r\n"
    watch.later(5)
    assert balance.answer(b"SI") == balance.answer(b"S") == b"S S     187.30 g\r\n"
    balance.set_load(0)
    watch.later(5)
    assert balance.answer(b"SI") == b"S S       0.00 g\r\n"


def test_tare_zero_and_their_end(balance: SimulatedBalance, watch: Watch) -> None:
    balance.set_load(50)
    watch.later(5)
    assert balance.answer(b"TI") == b"T S      50.00 g\r\n"
    assert balance.answer(b"SI") == b"S S       0.00 g\r\n"
    assert balance.answer(b"TAC") == b"TAC A\r\n"
    assert balance.answer(b"SI") == b"S S      50.00 g\r\n"
    assert balance.answer(b"Z") == b"Z +\r\n"
    balance.set_load(1)
    watch.later(5)
    assert balance.answer(b"Z") == b"Z A\r\n"
    assert balance.answer(b"SI") == b"S S       0.00 g\r\n"


def test_it_drifts(balance: SimulatedBalance, watch: Watch) -> None:
    balance.set_load(100)
    balance.drift_g_per_min = 0.6
    watch.later(60)
    assert balance.answer(b"SI") == b"S S     100.60 g\r\n"


@pytest.mark.parametrize(("grams", "mark"), [(621, b"+"), (-6, b"-")])
def test_it_refuses_outside_its_range(
    balance: SimulatedBalance, watch: Watch, grams: float, mark: bytes
) -> None:
    balance.set_load(grams)
    watch.later(5)
    assert balance.answer(b"SI") == b"S " + mark + b"\r\n"
    assert balance.answer(b"T") == b"T " + mark + b"\r\n"


def test_ounces(balance: SimulatedBalance, watch: Watch) -> None:
    balance.set_load(28.349523125)
    balance.ounces = True
    watch.later(5)
    assert balance.answer(b"SI") == b"S S      1.000 oz\r\n"


def test_it_names_itself_and_knows_what_it_does_not_know(balance: SimulatedBalance) -> None:
    assert balance.answer(b"I4") == b'I4 A "B4271830"\r\n'
    assert balance.answer(b"@") == b'@ A "B4271830"\r\n'
    assert balance.answer(b"I2").startswith(b'I2 A "')
    assert balance.answer(b"HELLO") == b"ES\r\n"


@pytest.mark.parametrize(
    ("mm", "inches", "line"),
    [
        ("7.82", False, b"01A+00007.820\r"),
        ("-0.5", False, b"01A-00000.500\r"),
        ("25.4", True, b"01A+0001.0000\r"),
    ],
)
def test_a_caliper_line(mm: str, inches: bool, line: bytes) -> None:
    caliper = SimulatedCaliper()
    caliper.set_length(Decimal(mm))
    caliper.inches = inches
    assert caliper.answer(b"1") == caliper.data_line() == line


def test_a_caliper_that_is_off_or_asked_nonsense() -> None:
    caliper = SimulatedCaliper()
    assert caliper.answer(b"?") == b"912\r"
    assert caliper.answer(b"V").startswith(b"1")
    caliper.powered = False
    assert caliper.answer(b"1") == b"911\r"


def test_a_multimeter_reads_only_in_remote_mode() -> None:
    meter = SimulatedMultimeter()
    meter.set_value("VOLT", 3.85)
    assert meter.answer(b"READ?") == b""
    assert meter.answer(b"SYST:ERR?") == b'550,"Command not allowed in local"\r\n'
    assert meter.answer(b"SYST:ERR?") == b'+0,"No error"\r\n'
    assert meter.answer(b"SYST:REM\r") == b""
    assert abs(float(meter.answer(b"READ?")) - 3.85) < 1e-4


@pytest.mark.parametrize(("volts", "reply"), [(1e4, b"+9.90000000E+37\r\n"), (-1e4, b"-9.90000000E+37\r\n")])
def test_a_multimeter_over_range(volts: float, reply: bytes) -> None:
    meter = SimulatedMultimeter()
    meter.answer(b"SYST:REM")
    meter.set_value("VOLT", volts)
    assert meter.answer(b"READ?") == reply


def test_a_multimeter_queues_what_it_does_not_understand() -> None:
    meter = SimulatedMultimeter()
    for _ in range(30):
        assert meter.answer(b"NONSENSE") == b""
    assert meter.answer(b"SYST:ERR?") == b'-113,"Undefined header"\r\n'
    meter.answer(b"*CLS")
    assert meter.answer(b"SYST:ERR?") == b'+0,"No error"\r\n'
    assert meter.answer(b"") == b""


def test_a_multimeter_names_itself_and_its_function() -> None:
    meter = SimulatedMultimeter()
    assert meter.answer(b"*IDN?") == b"HEWLETT-PACKARD,34401A,MY41002968,11-5-2\r\n"
    meter.function = "CURR"
    assert meter.answer(b"FUNC?") == b'"CURR"\r\n'
    meter.answer(b"*RST")
    meter.answer(b"SYST:LOC")
    assert meter.answer(b"FUNC?") == b'"VOLT"\r\n'
