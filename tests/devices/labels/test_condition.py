"""A printer is asked how it is before it gets a label; what it says is told with what to do."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.bench.label_printer import FAULTS, SimulatedPrinter
from devices.labels.host_status import HostStatus, host_status, is_whole
from devices.labels.printer import open_printer
from devices.labels.queue import read_alerts
from station.errors import KnownError
from station.ports import Readiness

LABEL = b"^XA^FO10,10^A0N,20,20^FDR-1^FS^XZ\n"
MANUAL = b"".join(
    b"\x02%s\x03\r\n" % one
    for one in (b"030,0,0,1245,000,0,0,0,000,0,0,0", b"000,0,0,0,0,2,4,0,00000000,1,000", b"1234,0")
)


@pytest.fixture
def printer() -> Iterator[SimulatedPrinter]:
    with SimulatedPrinter() as running:
        yield running


def _until(printer: SimulatedPrinter, labels: int) -> list[bytes]:
    """The printer answers in order: once it has said how it is, it has taken what came before."""
    open_printer(printer.url).check()
    assert len(printer.printed) == labels
    return printer.printed


def test_a_printer_in_order_says_so_and_prints(printer: SimulatedPrinter) -> None:
    paper = open_printer(printer.url)
    assert paper.check() is Readiness.READY
    paper.send(LABEL)
    assert _until(printer, 1) == [LABEL.strip()]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("paper_out", "LAB-003"),
        ("ribbon_out", "LAB-003"),
        ("head_open", "LAB-004"),
        ("paused", "LAB-005"),
        ("buffer_full", "LAB-006"),
        ("too_hot", "LAB-006"),
        ("too_cold", "LAB-006"),
    ],
)
def test_what_a_printer_needs_is_told(printer: SimulatedPrinter, fault: str, code: str) -> None:
    printer.fault(fault)
    with pytest.raises(KnownError) as caught:
        open_printer(printer.url).check()
    assert caught.value.code == code
    printer.fault(fault, present=False)
    assert open_printer(printer.url).check() is Readiness.READY


def test_a_printer_that_is_off_and_on_again(printer: SimulatedPrinter) -> None:
    printer.off()
    with pytest.raises(KnownError) as caught:
        open_printer(printer.url).check()
    assert caught.value.code == "LAB-001"
    printer.on()
    assert open_printer(printer.url).check() is Readiness.READY


def test_a_printer_that_keeps_silent_is_not_called_ready(printer: SimulatedPrinter) -> None:
    printer.is_mute = True
    assert open_printer(printer.url).check() is Readiness.UNSTATED


def test_a_printer_that_hangs_up_is_not_called_ready() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"socket://127.0.0.1:{listener.getsockname()[1]}"
        listener.settimeout(0.01)
        assert open_printer(url).check() is Readiness.UNSTATED


def test_the_manual_s_example_and_every_fault_alone() -> None:
    assert is_whole(MANUAL) and not is_whole(MANUAL[:60])
    assert host_status(MANUAL) == HostStatus()
    for fault in FAULTS:
        simulated = SimulatedPrinter()
        simulated.fault(fault)
        assert host_status(simulated.answer(b"~HS")) == HostStatus(**{fault: True})


def test_labels_taken_and_not_printed_are_counted() -> None:
    simulated = SimulatedPrinter()
    simulated.fault("paper_out")
    simulated.answer(LABEL.strip())
    assert host_status(simulated.answer(b"~HS")).formats == 1 and not simulated.printed
    simulated.fault("paper_out", present=False)
    assert simulated.printed == [LABEL.strip()]


@given(st.binary(max_size=200))
def test_noise_is_no_status_and_no_crash(noise: bytes) -> None:
    for answer in (noise, b"\x02" + noise + b"\x03", MANUAL[:40] + noise):
        try:
            host_status(answer)
        except ValueError:
            continue


@given(st.sampled_from(FAULTS), st.sampled_from([b"2", b"x", b"", b"-1"]))
def test_a_flag_that_is_none_is_not_read_as_good(fault: str, word: bytes) -> None:
    simulated = SimulatedPrinter()
    simulated.fault(fault)
    clean, faulty = SimulatedPrinter().answer(b"~HS"), simulated.answer(b"~HS")
    at = next(number for number, (one, two) in enumerate(zip(clean, faulty, strict=True)) if one != two)
    with pytest.raises(ValueError, match="neither"):
        host_status(clean[:at] + word + clean[at + 1 :])


@pytest.mark.parametrize(
    ("told", "alerts"),
    [
        ("printer zebra is idle.  enabled since today\n\tForm mounted:\n\tAlerts: none\n", set()),
        ("printer zebra disabled since today -\n\treason unknown\n\tAlerts: paused\n", {"paused"}),
        (
            "printer z is idle.\n\tAlerts: media-empty-error, cover-open-warning\n",
            {"media-empty", "cover-open"},
        ),
    ],
)
def test_what_cups_says(told: str, alerts: set[str]) -> None:
    assert read_alerts(told) == alerts


def test_a_queue_that_is_not_there() -> None:
    for act in (
        lambda: open_printer("printer:no-such-queue").check(),
        lambda: _send("printer:no-such-queue"),
    ):
        with pytest.raises(KnownError) as caught:
            act()
        assert caught.value.code == "LAB-001"


def _send(url: str) -> None:
    open_printer(url).send(LABEL)
