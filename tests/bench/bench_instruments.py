"""Instrument round trip over a pseudo-terminal, beside the bare system calls and pyserial's ``readline``."""

from __future__ import annotations

import os
import select
import threading
import time
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import serial

from devices.instruments.decode import Decoder
from devices.instruments.framing import splitter
from devices.instruments.library import profile
from devices.instruments.profile import Port
from devices.instruments.transport import open_transport
from tests.bench.table import Row, interleaved

_ASK, _REPLY = b"SI\r\n", b"S S     187.30 g\r\n"


def run(seed: int) -> list[Row]:
    """The row *instrument round trip* of ``speed.md``."""
    return [_round_trip()]


def _round_trip() -> Row:
    known = profile("mettler-mt-sics")
    with _answering() as path:
        ours = open_transport(f"serial:{path}", Port())
        cutter, decoder = splitter(known.framing, synced=True), Decoder(known)

        def ask_and_decode() -> None:
            ours.write(_ASK)
            while not (frames := cutter.feed(ours.read(1), time.monotonic_ns())):
                pass
            decoder.decode(frames[0].raw, datetime.now(UTC), frames[0].monotonic_ns)

        times = interleaved({"ours": ask_and_decode}, rounds=2000, warm_up=50)
        ours.close()
    with _answering() as path:
        port = serial.Serial(path, timeout=1)
        raw = os.open(path, os.O_RDWR | os.O_NOCTTY)
        peers = {"bare": lambda: _bare(raw), "readline": lambda: (port.write(_ASK), port.readline())}
        times |= interleaved(peers, rounds=2000, warm_up=50)
        port.close()
        os.close(raw)
    met = times["ours"] <= 3 * times["bare"]
    peer = {"pyserial readline": times["readline"]}
    return Row("instrument round trip", times["ours"], "≤ 3× raw with decoding", met, times["bare"], peer)


def _bare(port: int) -> None:
    os.write(port, _ASK)
    received = b""
    while not received.endswith(b"\n"):
        received += os.read(port, 256)


@contextmanager
def _answering() -> Iterator[str]:
    """A pseudo-terminal whose far end answers every line."""
    master, slave = os.openpty()
    tty.setraw(slave)
    stop = threading.Event()

    def answer() -> None:
        while not stop.is_set():
            if select.select([master], [], [], 0.05)[0]:
                os.read(master, 256)
                os.write(master, _REPLY)

    thread = threading.Thread(target=answer)
    thread.start()
    try:
        yield os.ttyname(slave)
    finally:
        stop.set()
        thread.join()
        os.close(master)
        os.close(slave)
