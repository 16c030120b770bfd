"""The same instrument over a pseudo-terminal, a socket and RFC 2217: read, lose, find again, never stale."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.instruments.instrument import Instrument
from devices.instruments.library import profile
from devices.instruments.profile import Port
from devices.instruments.transport import LinkLostError, check_url, open_transport
from station.errors import KnownError
from station.model.reading import ReadingStatus
from station.ports import DeviceState
from tests.devices.instruments.listening import Listener
from tests.devices.instruments.opponents import Opponent, PtyOpponent, Rfc2217Opponent, TcpOpponent

pytestmark = pytest.mark.filterwarnings(
    "ignore:set(Daemon|Name):DeprecationWarning"  # pyserial 3.5 names its RFC 2217 thread the old way
)

MEDIA = ["pty", "socket", "rfc2217"]


@pytest.fixture(params=MEDIA)
def balance(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opponent]:
    if request.param == "pty":
        if sys.platform == "win32":
            pytest.skip("no pseudo-terminals on Windows")
        opponent: Opponent = PtyOpponent(b"\r\n", tmp_path)
    else:
        opponent = {"socket": TcpOpponent, "rfc2217": Rfc2217Opponent}[request.param](b"\r\n")
    opponent.answer = weighing("100.00")
    yield opponent
    opponent.close()


def weighing(grams: str) -> Answers:
    return Answers({b"I4": b'I4 A "B1"\r\n', b"SI": f"S S {grams:>10} g\r\n".encode()})


class Answers(dict[bytes, bytes]):
    """Answers by command; nothing for what it does not know."""

    def __call__(self, line: bytes) -> bytes:
        return self.get(line, b"")


def test_read_unplug_mid_frame_replug(balance: Opponent, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "devices.instruments")
    instrument = Instrument(balance.url, profile("mettler-mt-sics"), "balance")
    with Listener(instrument) as heard:
        assert heard.next_value("100.00").stable is True
        assert (instrument.state, instrument.info.serial) == (DeviceState.ONLINE, "B1")
        half_sent = threading.Event()

        def half(_line: bytes) -> bytes:
            half_sent.set()
            return b"S S     10"

        balance.answer = half
        assert half_sent.wait(20)
        balance.unplug()
        heard.state(DeviceState.LOST)
        lost_at = len(heard.readings)
        balance.answer = weighing("55.50")
        balance.replug()
        heard.state(DeviceState.ONLINE, times=2)
        heard.wait(lambda: len(heard.readings) > lost_at + 1)
        assert {str(reading.value) for reading in heard.readings[lost_at:]} == {"55.50"}
    assert heard.states == ["connecting", "online", "lost", "online", "off"]
    assert [record.levelname for record in caplog.records] == ["INFO", "INFO"]


def test_what_lay_in_the_buffer_before_the_question_is_thrown_away(balance: Opponent) -> None:
    """A press before the step, or the answer to a question given up, must not answer this one."""
    wire = open_transport(balance.url, Port())
    try:
        wire.write(b"I4\r\n")
        assert wire.read(10) != b""
        stale, flushed = b"S S    999.00 g\r\n", 0
        balance.send(stale)
        while flushed < len(stale):
            flushed += wire.flush_input()
        wire.write(b"SI\r\n")
        assert wire.read(10)[:3] == b"S S"
    finally:
        wire.close()
        wire.close()


def test_a_silent_instrument_is_lost_and_comes_back_on_the_same_wire(balance: Opponent) -> None:
    quick = profile("mettler-mt-sics")
    assert quick.poll is not None
    quick = quick.model_copy(update={"poll": quick.poll.model_copy(update={"timeout_ms": 150})})
    with Listener(Instrument(balance.url, quick, "balance")) as heard:
        heard.next_value("100.00")
        balance.answer = Answers()
        silence = heard.next_status(ReadingStatus.NO_DATA)
        assert (silence.value, silence.raw) == (None, b"")
        heard.state(DeviceState.LOST)
        balance.answer = weighing("7.00")
        heard.next_value("7.00")
        heard.state(DeviceState.ONLINE, times=2)


def test_nobody_there(tmp_path: Path) -> None:
    opponent = TcpOpponent(b"\r\n")
    opponent.close()
    urls = [opponent.url, f"serial:{tmp_path}/ttyNONE", "serial:usb:0403:6001:NOBODY"]
    for url in urls:
        with pytest.raises(LinkLostError):
            open_transport(url, Port())


@pytest.mark.parametrize(
    "url",
    [
        *("", "balance", "http://127.0.0.1:1", "socket://127.0.0.1", "socket://:1", "socket://h:99999"),
        *(
            "serial:",
            "serial:/dev/ttyS0?baud=fast",
            "serial:/dev/ttyS0?parity=X",
            "serial:/dev/tty?x=1",
        ),
    ],
)
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(KnownError, match="INS-012"):
        check_url(url)
    with pytest.raises(KnownError, match="INS-012"):
        Instrument(url, profile("mettler-mt-sics"), "balance")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals on Windows")
def test_a_serial_port_is_opened_for_one_program_only(tmp_path: Path) -> None:
    opponent = PtyOpponent(b"\r\n", tmp_path)
    wire = open_transport(opponent.url, Port())
    try:
        with pytest.raises(LinkLostError):
            open_transport(opponent.url, Port())
    finally:
        wire.close()
        opponent.close()
