"""Instruments of the simulated bench, misbehaving: each fault has its status, and no old value comes back."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from decimal import Decimal

import pytest

from devices.bench.instruments import PROFILES, SimulatedBench
from devices.instruments.gate import Accepted, Refused, Wait, Waiting, gate_for
from devices.instruments.host_clock import HostClock
from devices.instruments.instrument import Instrument
from devices.instruments.library import load_profiles, profile
from devices.instruments.probe import probe
from devices.instruments.profile import Profile
from station.errors import KnownError
from station.model.reading import ReadingStatus
from station.ports import DeviceState
from tests.devices.instruments.listening import Listener
from tests.devices.instruments.opponents import TcpOpponent


@pytest.fixture
def bench() -> Iterator[SimulatedBench]:
    with SimulatedBench() as running:
        yield running


def instrument(bench: SimulatedBench, name: str) -> Instrument:
    return Instrument(bench.urls[name], profile(PROFILES[name]), name)


def impatient(name: str, timeout_ms: int = 150) -> Profile:
    known = profile(name)
    assert known.poll is not None
    return known.model_copy(update={"poll": known.poll.model_copy(update={"timeout_ms": timeout_ms})})


def test_a_balance_settles_to_the_load(bench: SimulatedBench) -> None:
    with Listener(instrument(bench, "balance")) as heard:
        heard.next_value("0.00")
        bench.set_load(187.3)
        assert heard.next_status(ReadingStatus.UNSTABLE).stable is False
        settled = heard.next(lambda reading: reading.stable is True and reading.value != 0)
        assert (settled.value, settled.unit) == (Decimal("187.30"), "g")


def test_tare_takes_the_load_as_zero(bench: SimulatedBench) -> None:
    source = instrument(bench, "balance")
    source.tare()
    with Listener(source) as heard:
        bench.set_load(50)
        heard.next(lambda reading: reading.stable is True and reading.value == 50)
        source.tare()
        assert heard.next_status(ReadingStatus.ACK).value is None
        heard.next(lambda reading: reading.value is not None and abs(reading.value) <= Decimal("0.01"))
        bench.set_load(237.3)
        heard.next(lambda reading: reading.stable is True and reading.value == Decimal("187.30"))


def test_the_caliper_and_the_multimeter_read(bench: SimulatedBench) -> None:
    with (
        Listener(instrument(bench, "caliper")) as caliper,
        Listener(instrument(bench, "multimeter")) as meter,
    ):
        bench.set_length(Decimal("7.82"))
        assert caliper.next_value("7.82").unit == "mm"
        bench.set_voltage(3.85)
        near = meter.next(lambda reading: reading.value is not None and reading.value > 3)
        assert (near.unit, near.quantity) == ("V", "voltage")
        assert abs((near.value or 0) - Decimal("3.85")) < Decimal("0.001")


@pytest.mark.parametrize(("name", "unit"), [("balance", "oz"), ("caliper", "in"), ("multimeter", "A")])
def test_a_pressed_unit_key_is_seen_and_refused(bench: SimulatedBench, name: str, unit: str) -> None:
    source = instrument(bench, name)
    bench.set_load(100)
    bench.set_length(Decimal(5))
    with Listener(source) as heard:
        heard.state(DeviceState.ONLINE)
        bench.wrong_unit(name)
        reading = heard.next(lambda reading: reading.unit == unit)
        gate = gate_for(source.info)
        gate.arm(source.info.quantity, source.info.unit, 0)
        outcome = gate.offer(reading)
        assert isinstance(outcome, Refused)
        assert outcome.error.code == "INS-004"
        bench.wrong_unit(name, wrong=False)
        heard.next(lambda reading: reading.unit == source.info.unit)


@pytest.mark.parametrize("name", ["balance", "multimeter"])
def test_overload_is_never_a_value(bench: SimulatedBench, name: str) -> None:
    with Listener(instrument(bench, name)) as heard:
        heard.state(DeviceState.ONLINE)
        bench.overload(name)
        reading = heard.next_status(ReadingStatus.OVERLOAD)
        assert (reading.value, reading.unit) == (None, None)


def test_underload_is_told(bench: SimulatedBench) -> None:
    bench.set_load(-50)
    with Listener(instrument(bench, "balance")) as heard:
        heard.next_status(ReadingStatus.UNDERLOAD)


@pytest.mark.parametrize("name", ["balance", "caliper", "multimeter"])
def test_noise_is_unknown_and_passes(bench: SimulatedBench, name: str) -> None:
    bench.set_load(100)
    bench.set_length(Decimal("7.82"))
    bench.set_voltage(3.85)
    with Listener(Instrument(bench.urls[name], impatient(PROFILES[name]), name)) as heard:
        heard.next_status(ReadingStatus.OK)
        before = len(heard.readings)
        bench.noise(name, 5)
        heard.next_status(ReadingStatus.UNKNOWN)
        heard.next_status(ReadingStatus.OK)
        units = {reading.unit for reading in heard.readings[before:] if reading.value is not None}
        assert len(units) == 1


def test_a_switched_off_gauge_says_so(bench: SimulatedBench) -> None:
    with Listener(instrument(bench, "caliper")) as heard:
        bench.switch("caliper", on=False)
        assert heard.next_status(ReadingStatus.ERROR).extra["reason"] == "gauge_off"


def test_a_pressed_data_key_is_heard_without_asking(bench: SimulatedBench) -> None:
    waiting = profile("mitutoyo-01a").model_copy(update={"poll": None, "mode": "trigger"})
    with Listener(Instrument(bench.urls["caliper"], waiting, "caliper")) as heard:
        heard.state(DeviceState.ONLINE)
        bench.set_length(Decimal("7.82"))
        bench.press_data()
        heard.wait(lambda: len(heard.readings) == 1)
    assert heard.readings[0].value == Decimal("7.82")


def test_a_multimeter_put_back_to_local_is_taken_remote_again(bench: SimulatedBench) -> None:
    quick = impatient(PROFILES["multimeter"], 300)
    with Listener(Instrument(bench.urls["multimeter"], quick, "multimeter")) as heard:
        heard.next_status(ReadingStatus.OK)
        bench.multimeter.answer(b"SYST:LOC")
        heard.state(DeviceState.LOST)
        heard.next_status(ReadingStatus.OK)
        heard.state(DeviceState.ONLINE, times=2)


def test_unplugged_mid_reading_it_is_lost_told_once_and_comes_back_fresh(
    bench: SimulatedBench, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "devices.instruments")
    with Listener(instrument(bench, "balance")) as heard:
        bench.set_load(187.3)
        heard.next(lambda reading: reading.stable is True and reading.value == Decimal("187.30"))
        bench.unplug_mid_frame("balance")
        heard.state(DeviceState.LOST)
        count = len(heard.readings)
        bench.set_load(42)
        bench.replug("balance")
        heard.next(lambda reading: reading.stable is True and reading.value == 42)
        assert all(
            reading.value != Decimal("187.30") or not reading.stable for reading in heard.readings[count:]
        )
    told = [record.getMessage() for record in caplog.records]
    assert [line.split(":")[0] for line in told] == ["instrument balance lost", "instrument balance is back"]


def test_a_late_answer_is_not_the_answer_to_the_next_question() -> None:
    opponent = TcpOpponent(b"\r")
    late, asked = threading.Event(), threading.Event()

    def answer(_line: bytes) -> bytes:
        if not asked.is_set():
            asked.set()
            late.wait(10)
            return b"01A+00001.000\r"
        return b"01A+00002.000\r"

    opponent.answer = answer
    try:
        with Listener(Instrument(opponent.url, impatient("mitutoyo-01a"), "caliper")) as heard:
            assert asked.wait(10)
            heard.wait(lambda: True)
            threading.Timer(0.2, late.set).start()
            heard.next_value("2.000")
            assert Decimal("1.000") not in [reading.value for reading in heard.readings]
    finally:
        late.set()
        opponent.close()


def test_a_reading_from_before_the_step_is_not_taken_for_it(bench: SimulatedBench) -> None:
    clock, source = HostClock(), instrument(bench, "balance")
    gate = gate_for(source.info)
    with Listener(source) as heard:
        bench.set_load(11)
        old = heard.next(lambda reading: reading.stable is True and reading.value == 11)
        bench.set_load(22)
        heard.next(lambda reading: reading.stable is True and reading.value == 22)
        armed_ns = clock.monotonic_ns()
        gate.arm("mass", "g", armed_ns)
        assert gate.offer(old) == Waiting(Wait.EARLY)
        fresh = heard.next(lambda reading: reading.monotonic_ns >= armed_ns)
        assert gate.offer(fresh) == Accepted(fresh)
        assert fresh.value == 22


def test_it_can_be_closed_at_any_moment_and_only_started_once(bench: SimulatedBench) -> None:
    source = instrument(bench, "balance")
    source.close()
    with Listener(source), pytest.raises(RuntimeError):
        source.start(lambda _: None, lambda _: None)
    source.close()
    assert source.state is DeviceState.OFF


@pytest.mark.parametrize(
    ("name", "serial"), [("balance", "B4271830"), ("caliper", ""), ("multimeter", "MY41002968")]
)
def test_probing_asks_harmless_questions(bench: SimulatedBench, name: str, serial: str) -> None:
    found = probe(bench.urls[name], load_profiles().profiles)
    assert {match.profile.family for match in found} == {profile(PROFILES[name]).family}
    assert {(match.serial, match.identified) for match in found} == {(serial, bool(serial))}


def test_probing_where_nobody_is(bench: SimulatedBench) -> None:
    bench.unplug("balance")
    with pytest.raises(KnownError, match="INS-002"):
        probe(bench.urls["balance"], load_profiles().profiles)
