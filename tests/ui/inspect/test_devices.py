"""Real simulated instruments and camera behind the step that asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from devices.bench.camera import SimulatedCamera
from devices.bench.instruments import PROFILES, SimulatedBench
from devices.cameras.quality import Refusal
from devices.cameras.source import open_camera
from devices.instruments.instrument import Instrument
from devices.instruments.library import profile
from station.model.answer import Measured
from station.model.observation import Method
from station.ports import DeviceState
from tests.ui.inspect.conftest import Bench, Sit
from ui.context import Context
from ui.screens.inspect.picture_work import Look
from ui.screens.inspect.viewmodel import Stage


@pytest.fixture
def wires() -> Iterator[SimulatedBench]:
    """The simulated instruments."""
    with SimulatedBench() as bench:
        yield bench


@pytest.fixture
def lens() -> Iterator[SimulatedCamera]:
    """The simulated camera."""
    with SimulatedCamera() as camera:
        yield camera


@pytest.fixture
def balance(wires: SimulatedBench, context: Context) -> SimulatedBench:
    """The balance plugged in."""
    source = Instrument(wires.urls["balance"], profile(PROFILES["balance"]), "balance")
    context.devices.start([source], None)
    return wires


@pytest.fixture
def camera(lens: SimulatedCamera, context: Context) -> SimulatedCamera:
    """The camera plugged in."""
    context.devices.start([], open_camera(lens.url, "top"))
    return lens


def _at(sit: Sit, item: str) -> Bench:
    bench = sit()
    bench.open_by_hand("BENCH-3", "bench_check")
    bench.model.go_to(item)
    bench.wait_step(item)
    return bench


def test_a_stable_load_is_taken_by_itself(sit: Sit, balance: SimulatedBench) -> None:
    bench = _at(sit, "BC-04")
    balance.set_load(100.0)
    bench.wait(lambda: bench.answered() == 1)
    assert bench.model.inspection is not None
    observation = bench.model.inspection.observations["BC-04"]
    assert observation.source.method is Method.INSTRUMENT
    assert isinstance(observation.answer, Measured)
    assert abs(observation.answer.value - Decimal(100)) <= Decimal("0.1")


def test_out_of_limits_waits_for_the_person(sit: Sit, balance: SimulatedBench) -> None:
    bench = _at(sit, "BC-04")
    balance.set_load(120.0)
    notice = bench.view.step.card.step
    assert notice is not None
    bench.wait(lambda: notice.draft() is not None)
    assert bench.answered() == 0
    bench.press("c")
    bench.wait(lambda: bench.answered() == 1)
    assert bench.model.inspection is not None
    assert bench.model.inspection.observations["BC-04"].confirmed


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("unplug", "INS-001"),
        ("unplug_mid_frame", "INS-001"),
        ("wrong_unit", "INS-004"),
        ("overload", "INS-005"),
        ("noise", "INS-006"),
    ],
)
def test_a_fault_is_said_in_the_step_and_answers_nothing(
    sit: Sit, balance: SimulatedBench, fault: str, code: str
) -> None:
    bench = _at(sit, "BC-04")
    troubles: list[str] = []
    bench.view.gauges.trouble.connect(lambda error: troubles.append(error.code))
    balance.set_load(50.0)
    getattr(balance, fault)("balance")
    bench.wait(lambda: code in troubles)
    assert bench.answered() == 0


def test_after_replugging_a_fresh_reading_counts(sit: Sit, balance: SimulatedBench, context: Context) -> None:
    bench = _at(sit, "BC-04")
    balance.unplug("balance")
    bench.wait(lambda: context.devices.statuses[0].state is DeviceState.LOST)
    balance.set_load(100.0)
    balance.replug("balance")
    bench.wait(lambda: bench.answered() == 1)


def test_space_takes_the_photo_of_the_asked_view(sit: Sit, camera: SimulatedCamera, context: Context) -> None:
    camera.set_code("BENCH-3")
    bench = _at(sit, "BC-02")
    bench.wait(lambda: context.devices.camera_state is DeviceState.ONLINE and context.devices.frame_size)
    bench.press(Qt.Key.Key_Space)
    bench.wait(lambda: bench.model.item_photos)
    assert [photo.view for photo in bench.model.item_photos] == ["grey_card"]
    bench.wait(lambda: not bench.model.busy)
    bench.press(Qt.Key.Key_Return)
    bench.wait(lambda: bench.answered() == 1)


def test_a_unit_turned_for_the_photo_is_photographed_by_itself(
    sit: Sit, camera: SimulatedCamera, context: Context
) -> None:
    camera.set_code("BENCH-3")
    bench = _at(sit, "BC-02")
    bench.wait(lambda: context.devices.camera_state is DeviceState.ONLINE and context.devices.frame_size)
    camera.set_view("grey_card")
    bench.wait(lambda: [photo.view for photo in bench.model.item_photos] == ["grey_card"])


def test_a_camera_that_goes_away_is_said_and_loses_nothing(
    sit: Sit, camera: SimulatedCamera, context: Context
) -> None:
    camera.set_code("BENCH-3")
    bench = _at(sit, "BC-02")
    bench.wait(lambda: context.devices.frame_size)
    camera.unplug()
    bench.wait(lambda: context.devices.camera_state is DeviceState.LOST)
    refused: list[str] = []
    bench.view.cameras.refused.connect(lambda error: refused.append(error.code))
    bench.press(Qt.Key.Key_Space)
    bench.wait(lambda: refused == ["CAM-001"])
    assert bench.shown[-1] == "BC-02"


def test_a_blurred_photo_is_refused_with_the_reason(
    sit: Sit, camera: SimulatedCamera, context: Context
) -> None:
    camera.set_code("BENCH-3")
    camera.set_blur(8.0)
    bench = _at(sit, "BC-02")
    looks: list[Look] = []
    bench.view.cameras.looked.connect(looks.append)
    bench.wait(
        lambda: looks and Refusal.BLURRED in looks[-1].quality.reasons
    )  # sharp ones may be on their way
    refused: list[str] = []
    bench.view.cameras.refused.connect(lambda error: refused.append(error.code))
    bench.press(Qt.Key.Key_Space)
    bench.wait(lambda: refused or bench.model.item_photos)
    assert refused == ["CAM-004"]


def test_a_code_under_the_camera_opens_the_unit(sit: Sit, camera: SimulatedCamera, context: Context) -> None:
    camera.set_code("R-20261122-0147")
    bench = sit()
    bench.wait(lambda: "SCAN-001" in bench.refused)


def test_the_label_of_the_unit_just_parked_does_not_open_it_again(
    sit: Sit, lens: SimulatedCamera, context: Context
) -> None:
    lens.set_code("BENCH-3")
    bench = _at(sit, "BC-04")
    bench.press(Qt.Key.Key_F8)
    bench.wait(lambda: bench.model.stage is Stage.IDLE and not bench.model.busy)
    looks: list[Look] = []
    bench.view.cameras.looked.connect(looks.append)
    context.devices.start([], open_camera(lens.url, "top"))
    bench.wait(lambda: [look.codes for look in looks].count(("BENCH-3",)) > 1)
    assert (bench.model.stage, bench.model.busy) == (Stage.IDLE, False)


def test_a_person_typing_is_a_source_marked_manual(sit: Sit) -> None:
    bench = _at(sit, "BC-04")
    bench.press("100.0", Qt.Key.Key_Return)
    bench.press("1", Qt.Key.Key_Return)
    bench.wait_answered("BC-04")
    assert bench.model.inspection is not None
    source = bench.model.inspection.observations["BC-04"].source
    assert (source.method, source.device) == (Method.MANUAL, "")
    assert bytes.fromhex(source.raw) == b"100.0 g"
    assert source.reason
