"""Lines of text do to the bench what a person's hands do."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from devices.bench.camera import SimulatedCamera
from devices.bench.control import HELP, BenchControl, ControlServer
from devices.bench.instruments import SimulatedBench
from devices.bench.label_printer import SimulatedPrinter


@pytest.fixture
def bench() -> Iterator[SimulatedBench]:
    with SimulatedBench() as running:
        yield running


@pytest.fixture
def control(bench: SimulatedBench) -> BenchControl:
    return BenchControl(bench, SimulatedCamera(), SimulatedPrinter())


@pytest.mark.parametrize(
    "line",
    [
        *("load 187.3", "length 7.82", "voltage 3.85", "press", "unplug balance", "replug balance"),
        *("cut caliper", "off multimeter", "on multimeter", "noise caliper", "noise balance 5"),
        *("overload balance", "unit caliper wrong", "unit caliper right", "drift 0.5"),
        *("fault paper_out", "mend paper_out"),
    ],
)
def test_every_act_is_done(control: BenchControl, line: str) -> None:
    assert control.obey(line) == "ok"


@pytest.mark.parametrize(
    "line",
    [
        *("dance", "load", "load much", "load nan", "load 1 2", "unplug kettle", "overload caliper"),
        *("noise balance few", "unit", "view moon", "fault on_fire"),
    ],
)
def test_nonsense_is_refused_in_words(control: BenchControl, line: str) -> None:
    assert control.obey(line).startswith("error: ")


def test_help_names_every_act(control: BenchControl) -> None:
    assert control.obey("help") == control.obey("") == HELP
    for verb in control.verbs:
        assert verb in HELP


def test_over_a_tcp_port(bench: SimulatedBench, control: BenchControl) -> None:
    server = ControlServer(control)
    server.start()
    host, port = server.address.split(":")
    try:
        with socket.create_connection((host, int(port)), 10) as peer, peer.makefile("rw") as lines:
            lines.write("unplug balance\n")
            lines.flush()
            assert lines.readline() == "ok\n"
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", int(bench.urls["balance"].rpartition(":")[2])), 10)
    finally:
        server.stop()


def test_urls_outlive_unplugging(bench: SimulatedBench) -> None:
    before = bench.urls
    for name in before:
        bench.unplug(name)
        bench.unplug(name)
        bench.replug(name)
    assert bench.urls == before
    bench.stop()
    bench.stop()


def test_a_bench_that_never_started_can_be_stopped() -> None:
    SimulatedBench().stop()
