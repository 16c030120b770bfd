"""The simulated camera through the same HTTP as a real one."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from devices.bench.camera import SimulatedCamera
from station.errors import KnownError
from station.ports import DeviceState
from tests.devices.cameras.watching import watching


@pytest.fixture
def bench() -> Iterator[SimulatedCamera]:
    before = set(threading.enumerate())
    with SimulatedCamera(width=640, height=360, rate_hz=40) as camera:
        yield camera
    assert set(threading.enumerate()) <= before


def test_frames_and_states_come_in_order(bench: SimulatedCamera) -> None:
    with watching(bench.url, "arm") as seen:
        seen.wait_frames(3)
        assert seen.camera.name == "arm"
        assert seen.frames[0].shape == (360, 640, 3)
    assert seen.states == [DeviceState.CONNECTING, DeviceState.ONLINE, DeviceState.OFF]
    assert seen.threads == {"camera arm"}


def test_unplugged_is_lost_and_comes_back(bench: SimulatedCamera, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    with watching(bench.url, "arm") as seen:
        seen.wait_frames(1)
        bench.unplug()
        seen.wait_state(DeviceState.LOST)
        with pytest.raises(KnownError, match="CAM-001"):
            seen.camera.still()
        bench.replug()
        seen.wait_state(DeviceState.ONLINE)
        seen.wait_frames(1)
    told = [record.message for record in caplog.records if record.name.startswith("devices.cameras")]
    assert len(told) == 2
    assert told[0].startswith("camera arm lost:")
    assert told[1] == "camera arm is back"


def test_a_frozen_camera_is_lost_although_connected(bench: SimulatedCamera) -> None:
    with watching(bench.url) as seen:
        seen.wait_frames(1)
        bench.freeze()
        seen.wait_state(DeviceState.LOST)
        bench.thaw()
        seen.wait_state(DeviceState.ONLINE)


def test_half_size_frames_but_full_size_stills(bench: SimulatedCamera) -> None:
    with watching(bench.url, reduce=2) as seen:
        seen.wait_frames(1)
        assert seen.frames[0].shape == (180, 320, 3)
        assert seen.camera.still()[:2] == b"\xff\xd8"
