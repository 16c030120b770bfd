"""The camera is chosen, not the index: tested on device lists, since no USB camera can be plugged in here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cameras.feed import FeedLostError
from devices.cameras.jpeg import encode_jpeg
from devices.cameras.listing import linux_cameras, windows_camera
from devices.cameras.selection import UsbCamera, choose
from devices.cameras.shot import JpegShot, PixelShot
from devices.cameras.usb import UsbFeed, shot_of
from station.errors import KnownError

RECORDED = Path(__file__).parent / "recorded"


def recorded(name: str) -> list[dict[str, Any]]:
    cameras: list[dict[str, Any]] = json.loads((RECORDED / name).read_text("utf-8"))["cameras"]
    return cameras


def machine(root: Path, cameras: list[dict[str, Any]], *, by_path: bool = True) -> tuple[UsbCamera, ...]:
    """The cameras listed from a /sys and /dev laid out like the recorded machine's."""
    (root / "sys/class/video4linux").mkdir(parents=True)
    (root / "dev/v4l/by-path").mkdir(parents=True)
    for camera in cameras:
        _plug_in(root, camera, by_path)
    return linux_cameras(root / "sys", root / "dev")


def _plug_in(root: Path, camera: dict[str, Any], by_path: bool) -> None:
    interface = root / "sys/devices" / camera["interface"]
    node = interface / "video4linux" / camera["node"]
    node.mkdir(parents=True)
    for file, fact in (("idVendor", "vendor"), ("idProduct", "product"), ("serial", "serial")):
        if camera[fact]:
            (interface.parent / file).write_text(camera[fact] + "\n")
    (node / "name").write_text(camera["name"] + "\n")
    (node / "index").write_text(camera["index"] + "\n")
    (node / "device").symlink_to(interface)
    (root / "sys/class/video4linux" / camera["node"]).symlink_to(node)
    (root / "dev" / camera["node"]).touch()
    if by_path:
        (root / "dev/v4l/by-path" / camera["by_path"]).symlink_to(Path("../..") / camera["node"])


def windows() -> list[UsbCamera]:
    return [windows_camera(one["index"], one["name"], one["path"]) for one in recorded("windows.json")]


def refused(present: Sequence[UsbCamera], wanted: str) -> str:
    with pytest.raises(KnownError) as caught:
        choose(present, wanted)
    return caught.value.code


def test_linux_cameras_are_listed_without_their_metadata_nodes(tmp_path: Path) -> None:
    assert [camera.identity for camera in machine(tmp_path, recorded("linux.json"))] == [
        "041e:4069:9H005586@pci-0000:00:10.4-usb-0:2.2.4:1.0",
        "041e:4052@pci-0000:00:10.4-usb-0:2.1.4:1.0",
        "0408:a061:0001@pci-0000:00:14.0-usb-0:1:1.0",
    ]


def test_without_udev_links_the_kernel_name_of_the_socket_serves(tmp_path: Path) -> None:
    first, *_ = machine(tmp_path, recorded("linux.json"), by_path=False)
    assert first.identity == "041e:4069:9H005586@1-2.2.4:1.0"


def test_a_machine_without_cameras_lists_none(tmp_path: Path) -> None:
    assert linux_cameras(tmp_path, tmp_path) == ()


def test_windows_device_paths_give_numbers_and_sockets() -> None:
    assert [camera.identity for camera in windows()] == [
        "04f2:b5a9@6&1f2e3d4c&0&0000",
        "046d:0825@7&2a3b4c5d&0&0000",
        "046d:0825@7&3b4c5d6e&0&0000",
        "1bcf:2284:SN20240017@sn20240017",
        "name=OBS%20Virtual%20Camera",
    ]


@pytest.mark.parametrize("number", range(5))
def test_indices_may_swap(number: int) -> None:
    wanted = windows()[number].identity
    swapped = [replace(camera, index=9 - camera.index) for camera in reversed(windows())]
    assert choose(swapped, wanted).index == 9 - number


def test_a_serial_number_is_found_in_any_socket(tmp_path: Path) -> None:
    live, *others = machine(tmp_path, recorded("linux.json"))
    moved = replace(live, path="pci-0000:00:14.0-usb-0:9:1.0")
    assert choose([*others, moved], live.identity) == moved


def test_another_camera_of_the_model_is_not_the_camera(tmp_path: Path) -> None:
    live, *_ = machine(tmp_path, recorded("linux.json"))
    assert refused([replace(live, serial="9H000001")], live.identity) == "CAM-006"
    assert refused([], live.identity) == "CAM-006"


def test_equal_serial_numbers_are_told_apart_by_the_socket() -> None:
    twins = [UsbCamera(index, "HD Camera", "0408", "a061", "0001", f"socket-{index}") for index in range(2)]
    assert [choose(twins, twin.identity) for twin in twins] == twins
    assert refused(twins, "0408:a061:0001") == "CAM-007"
    assert refused(twins, "0408:a061:0001@socket-7") == "CAM-007"


def test_without_a_serial_number_another_socket_is_a_doubt() -> None:
    camera = UsbCamera(0, "Cam", "046d", "0825", path="socket-1")
    assert refused([replace(camera, path="socket-2")], camera.identity) == "CAM-007"


def test_a_model_alone_is_enough_when_there_is_one(tmp_path: Path) -> None:
    present = machine(tmp_path, recorded("linux.json"))
    assert choose(present, "041E:4052").name == "Creative Live! Cam Vista IM"
    assert refused(windows(), "046d:0825") == "CAM-007"


def test_an_index_is_taken_as_it_is(tmp_path: Path) -> None:
    assert choose(machine(tmp_path, recorded("linux.json")), "1").product == "4052"
    assert refused([], "0") == "CAM-006"


names = st.text(max_size=20)


@given(names, st.sampled_from(["", "046d"]), names.map(str.strip), names)
def test_every_identity_finds_its_own_camera(name: str, vendor: str, serial: str, path: str) -> None:
    camera = UsbCamera(3, name, vendor, "0825" if vendor else "", serial, path)
    other = UsbCamera(4, "another", "ffff", "0001", "1", "elsewhere")
    assert choose([other, camera], camera.identity) == camera


@given(st.text(max_size=60))
def test_any_text_is_refused_in_words(wanted: str) -> None:
    assert refused([], wanted) == "CAM-006"


def test_what_opencv_delivers_is_looked_at_before_it_is_believed() -> None:
    pixels = np.full((12, 16, 3), 90, np.uint8)
    jpeg = encode_jpeg(pixels)
    assert shot_of(np.frombuffer(jpeg, np.uint8).reshape(1, -1)) == JpegShot(jpeg)
    colour = shot_of(pixels)
    assert isinstance(colour, PixelShot)
    assert colour.frame().shape == (12, 16, 3)
    assert shot_of(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)).frame().shape == (12, 16, 3)
    for strange in (
        np.zeros((12, 16, 2), np.uint8),
        np.zeros((1, 40), np.uint8),
        np.zeros((4, 4), np.uint16),
    ):
        with pytest.raises(FeedLostError):
            shot_of(strange)


def test_a_camera_that_is_not_plugged_in_is_refused_in_words() -> None:
    feed = UsbFeed("dead:beef:0000@nowhere")
    with pytest.raises(KnownError, match="CAM-006"):
        feed.open()
    feed.abort()
    with pytest.raises(FeedLostError):
        feed.read()
    feed.close()
