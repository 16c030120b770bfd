"""The simulated camera through the same HTTP as a real one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlsplit

import cv2
import pytest

from devices.bench.camera import SimulatedCamera
from devices.cameras.jpeg import decode_jpeg
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


def test_view_and_label_change_while_it_runs(bench: SimulatedCamera) -> None:
    with watching(bench.url) as seen:
        seen.wait_frames(1)
        before = seen.frames[-1]
        bench.set_view("back")
        bench.set_code("UNIT-2")
        seen.wait(lambda: bool((cv2.absdiff(seen.frames[-1], before) > 60).any()))
    assert bench.view == "back"


@pytest.mark.parametrize("code", ["", "待检件", "a\tb"])
def test_what_cannot_be_shown_is_refused(bench: SimulatedCamera, code: str) -> None:
    with pytest.raises(ValueError, match="Code 128"):
        bench.set_code(code)
    with pytest.raises(ValueError, match="front_off"):
        bench.set_view("inside")


@pytest.mark.parametrize(("path", "status"), [("/still.jpg", 200), ("/elsewhere", 404)])
def test_one_picture_is_served_too(bench: SimulatedCamera, path: str, status: int) -> None:
    host = urlsplit(bench.still_url).netloc
    with closing(HTTPConnection(host, timeout=10)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
    assert answer.status == status
    assert status == 404 or decode_jpeg(body).shape == (360, 640, 3)


def test_a_taken_port_is_told(bench: SimulatedCamera) -> None:
    port = urlsplit(bench.url).port or 0
    with pytest.raises(KnownError, match="NET-001"):
        SimulatedCamera(port=port, width=320, height=180).start()
