"""Ports are known by what hangs on them, on recorded lists of ports."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from serial.tools import list_ports
from serial.tools.list_ports_common import ListPortInfo

from devices.instruments.discovery import SerialPort, find, serial_ports, stable_paths

FTDI = SerialPort("/dev/ttyUSB0", "/dev/serial/by-id/usb-FTDI_A700XYZ", "FT232R", 0x0403, 0x6001, "A700XYZ")
CHEAP = SerialPort("/dev/ttyUSB1", "/dev/ttyUSB1", "USB2.0-Serial", 0x1A86, 0x7523)
BUILT_IN = SerialPort("COM1", "COM1", "Communications Port")


def test_identity_needs_a_serial_number_of_its_own() -> None:
    assert FTDI.identity == "usb:0403:6001:A700XYZ"
    assert (CHEAP.identity, BUILT_IN.identity) == ("", "")


def test_the_same_adapter_is_found_under_another_name() -> None:
    moved = SerialPort("/dev/ttyUSB7", "/dev/ttyUSB7", "FT232R", 0x0403, 0x6001, "A700XYZ")
    assert find([CHEAP, moved], FTDI.identity) is moved
    assert find([CHEAP, BUILT_IN], FTDI.identity) is None
    assert find([CHEAP, BUILT_IN], "") is None


def test_a_url_uses_the_name_that_lasts() -> None:
    assert FTDI.url == "serial:/dev/serial/by-id/usb-FTDI_A700XYZ"
    assert BUILT_IN.url == "serial:COM1"


@pytest.mark.skipif(sys.platform == "win32", reason="no by-id names on Windows")
def test_lasting_names_come_from_the_links_udev_makes(tmp_path: Path) -> None:
    device = tmp_path / "ttyUSB0"
    device.touch()
    by_id = tmp_path / "by-id"
    by_id.mkdir()
    (by_id / "usb-FTDI").symlink_to(device)
    assert stable_paths(by_id) == {str(device): str(by_id / "usb-FTDI")}
    assert stable_paths(tmp_path / "nowhere") == {}


def test_the_ports_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    plugged = ListPortInfo("/dev/ttyUSB3")
    plugged.vid, plugged.pid, plugged.serial_number = 0x0403, 0x6001, "A1"
    bare = ListPortInfo("/dev/ttyS0")
    monkeypatch.setattr(list_ports, "comports", lambda: [plugged, bare])
    ports = serial_ports(tmp_path)
    assert [port.path for port in ports] == ["/dev/ttyS0", "/dev/ttyUSB3"]
    assert [port.identity for port in ports] == ["", "usb:0403:6001:A1"]
