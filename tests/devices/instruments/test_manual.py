"""A person at a keypad implements the same interface as a gauge."""

from __future__ import annotations

from decimal import Decimal

import pytest

from devices.bench.instruments import PROFILES, SimulatedBench
from devices.instruments.instrument import Instrument
from devices.instruments.library import profile
from devices.instruments.manual import ManualSource
from station.model.reading import Reading, ReadingStatus
from station.ports import DeviceState, GaugeSource
from tests.devices.instruments.listening import Listener


def test_what_is_typed_is_a_stable_reading_with_its_digits_and_text() -> None:
    source = ManualSource("mass", "g")
    with Listener(source) as heard:
        source.enter(Decimal("187.30"))
        reading = heard.readings[0]
    assert (reading.status, reading.value, reading.unit) == (ReadingStatus.OK, Decimal("187.30"), "g")
    assert (str(reading.value), reading.stable, reading.raw) == ("187.30", True, b"187.30 g")
    assert (source.info.manual, source.info.quantity) == (True, "mass")


def test_nothing_is_delivered_after_close() -> None:
    source = ManualSource("mass", "g")
    with Listener(source) as heard:
        source.tare()
    source.enter(Decimal(5))
    source.close()
    assert heard.readings == []
    assert heard.states == [DeviceState.ONLINE, DeviceState.OFF]


@pytest.mark.parametrize("kind", ["person", "instrument"])
def test_person_and_instrument_are_used_alike(kind: str) -> None:
    with SimulatedBench() as bench:
        bench.set_load(187.3)
        person = ManualSource("mass", "g")
        gauge = Instrument(bench.urls["balance"], profile(PROFILES["balance"]), "balance")
        source: GaugeSource = person if kind == "person" else gauge
        with Listener(source) as heard:
            if kind == "person":
                person.enter(Decimal("187.30"))
            heard.wait(lambda: any(_is_187_3(reading) for reading in heard.readings))


def _is_187_3(reading: Reading) -> bool:
    return reading.value == Decimal("187.30") and reading.stable is True
