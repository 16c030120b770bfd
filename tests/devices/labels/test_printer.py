"""Label printers over real TCP, real serial lines and real files."""

from __future__ import annotations

import os
import socket
import sys
import threading
from pathlib import Path

import pytest

from devices.labels.printer import open_printer
from station.errors import KnownError

LABEL = b"^XA^FO10,10^A0N,20,20^FDR-1^FS^XZ\n"


class Printer:
    """A printer that takes labels on port 9100-style raw TCP and keeps them."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"socket://127.0.0.1:{self._listener.getsockname()[1]}"
        self.labels: list[bytes] = []
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        connection, _ = self._listener.accept()
        with connection:
            data = b""
            while part := connection.recv(4096):
                data += part
            self.labels.append(data)

    def close(self) -> None:
        """Wait for the label."""
        self._thread.join(10)
        self._listener.close()


def test_label_arrives_whole_over_tcp() -> None:
    printer = Printer()
    large = LABEL * 20_000
    open_printer(printer.url).send(large)
    printer.close()
    assert printer.labels == [large]


def test_printer_that_is_switched_off_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"socket://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(KnownError) as caught:
        open_printer(url).send(LABEL)
    assert caught.value.code == "LAB-001"
    assert caught.value.details["printer"] == url


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals exist on POSIX only")
def test_label_arrives_over_a_serial_line() -> None:
    ours, theirs = os.openpty()
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(_read_exactly(ours, len(LABEL))))
    reader.start()
    try:
        open_printer(f"serial:{os.ttyname(theirs)}?baud=115200").send(LABEL)
        reader.join(10)
    finally:
        os.close(ours)
        os.close(theirs)
    # a terminal in canonical mode turns the newline into CR LF
    assert b"".join(received).replace(b"\r\n", b"\n")[: len(LABEL)].startswith(LABEL.rstrip())


def _read_exactly(descriptor: int, count: int) -> bytes:
    data = b""
    while len(data) < count:
        data += os.read(descriptor, count - len(data))
    return data


def test_serial_port_that_is_not_there() -> None:
    with pytest.raises(KnownError) as caught:
        open_printer("serial:/dev/tty-no-such-port").send(LABEL)
    assert caught.value.code == "LAB-001"


def test_labels_are_appended_to_a_file(tmp_path: Path) -> None:
    spool = tmp_path / "labels.zpl"
    printer = open_printer(spool.as_uri())
    printer.send(LABEL)
    printer.send(LABEL)
    assert spool.read_bytes() == LABEL * 2


@pytest.mark.parametrize(
    "url",
    ["", "lpt1", "http://printer", "socket://", "socket://h:99999", "serial:", "file:", "socket://[::1"],
)
def test_url_that_names_no_printer(url: str) -> None:
    with pytest.raises(KnownError) as caught:
        open_printer(url)
    assert caught.value.code == "LAB-001"
