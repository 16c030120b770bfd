"""Every reply frame has its stated meaning; what is no frame is unknown and never a number."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.instruments.decode import Decoder
from devices.instruments.host_clock import HostClock
from devices.instruments.library import load_profiles, profile
from devices.instruments.recording import decode_recording
from station.model.reading import Reading, ReadingStatus
from tests.devices.instruments.frames import AMPERES, FRAMES, MITUTOYO, NOT_FRAMES, SICS, VOLTS, Known

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def decode(name: str, raw: bytes) -> Reading:
    return Decoder(profile(name)).decode(raw, NOON, 7)


@pytest.mark.parametrize("known", FRAMES, ids=lambda known: repr(known.raw))
def test_a_reply_frame_has_its_stated_meaning(known: Known) -> None:
    reading = decode(known.profile, known.raw)
    assert (reading.status, reading.value) == (known.status, known.number)
    assert (reading.unit, reading.stable) == (known.unit, known.stable)
    assert reading.quantity == known.quantity
    assert (reading.raw, reading.taken_at, reading.monotonic_ns) == (known.raw, NOON, 7)


@pytest.mark.parametrize("raw,digits", [(b"S S    0.360 g\r\n", "0.360"), (b"S S    -0.00 g\r\n", "-0.00")])
def test_digits_are_kept_as_displayed(raw: bytes, digits: str) -> None:
    assert f"{decode(SICS, raw).value:f}" == digits


@pytest.mark.parametrize(("name", "raw"), NOT_FRAMES)
def test_what_no_rule_knows_is_unknown_with_its_bytes(name: str, raw: bytes) -> None:
    reading = decode(name, raw)
    assert (reading.status, reading.value, reading.raw) == (ReadingStatus.UNKNOWN, None, raw)


@given(st.sampled_from([SICS, MITUTOYO, VOLTS, AMPERES]), st.binary(max_size=40))
def test_noise_is_never_a_value_unless_it_spells_one(name: str, noise: bytes) -> None:
    reading = decode(name, noise)
    assert reading.value is None or str(abs(reading.value))[-1].encode() in noise


def test_serial_number_and_model_are_told() -> None:
    assert decode(SICS, b'I4 A "0123456789"\r\n').extra == {"serial": "0123456789"}
    idn = decode(VOLTS, b"HEWLETT-PACKARD,34401A,MY41002968,11-5-2\r\n")
    assert (idn.extra["model"], idn.extra["serial"]) == ("34401A", "MY41002968")


def test_a_tare_answer_is_no_weight() -> None:
    reading = decode(SICS, b"T S      12.00 g\r\n")
    assert (reading.status, reading.value) == (ReadingStatus.ACK, None)
    assert reading.extra == {"value": "12.00", "unit": "g"}


def test_a_reason_is_told_with_an_error() -> None:
    assert decode(MITUTOYO, b"911\r").extra["reason"] == "gauge_off"
    assert decode(VOLTS, b'-113,"Undefined header"\r\n').extra["text"] == "Undefined header"


def test_an_implausible_number_is_an_error() -> None:
    reading = decode(VOLTS, b"+9.99000000E+12\r\n")
    assert (reading.status, reading.value) == (ReadingStatus.ERROR, None)


@pytest.mark.parametrize(
    ("function", "status", "quantity", "unit"),
    [
        (b'"VOLT"\r\n', "ok", "voltage", "V"),
        (b'"CURR:DC"\r\n', "ok", "current", "A"),
        (b'"RES"\r\n', "ok", "resistance", "Ω"),
        (b'"FREQ"\r\n', "unknown", None, None),
    ],
)
def test_the_function_named_last_gives_quantity_and_unit(
    function: bytes, status: str, quantity: str | None, unit: str | None
) -> None:
    decoder = Decoder(profile(VOLTS))
    decoder.decode(function, NOON, 0)
    reading = decoder.decode(b"+1.5E+00\r\n", NOON, 0)
    assert (reading.status, reading.quantity, reading.unit) == (status, quantity, unit)


def test_a_recording_ends_with_what_was_left_unfinished() -> None:
    recording = b"S S     100.00 g\r\nhum\r\nS S     10"
    readings = list(decode_recording(recording, profile(SICS), HostClock()))
    assert [reading.status for reading in readings] == ["ok", "unknown", "unknown"]
    assert readings[-1].raw == b"S S     10"


def test_no_profile_takes_another_familys_values() -> None:
    """SCPI current and voltage are one family told apart by ``FUNC?``; all others must refuse."""
    for known in FRAMES:
        for other in load_profiles().profiles:
            if known.value is not None and other.family != profile(known.profile).family:
                assert decode(other.name, known.raw).value is None
