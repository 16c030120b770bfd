"""An instrument on a wire: one owner thread that opens, asks, listens, loses and finds it again."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable
from dataclasses import replace

from devices.instruments.conversation import Conversation
from devices.instruments.host_clock import HostClock
from devices.instruments.profile import Profile
from devices.instruments.transport import LinkLostError, OpenTransport, check_url, open_transport
from station.model.reading import Reading, ReadingStatus
from station.ports import Clock, DeviceState, SourceInfo

_log = logging.getLogger(__name__)

_BACK_OFF_S = (0.2, 0.5, 1.0, 2.0, 5.0)
_SILENCES_ALLOWED = 2
"""A first question may wake a sleeping instrument; the second silence counts."""


class Instrument:
    """Implements :class:`station.ports.GaugeSource` for any instrument that a profile describes.

    ``url`` is ``serial:…``, ``socket://…`` or ``rfc2217://…``; ``name`` is the device as configured. The
    state is ``online`` only once a frame was understood (an instrument that is never asked: once its port is
    open), and ``lost`` as soon as the connection breaks or the
    instrument stays silent; a lost instrument is opened again with growing pauses, at most 5 s apart.

    Raises:
        KnownError: INS-012 when the URL is not understood.
    """

    def __init__(
        self,
        url: str,
        profile: Profile,
        name: str,
        *,
        clock: Clock | None = None,
        transport: OpenTransport = open_transport,
    ) -> None:
        check_url(url)
        self._url = url
        self._profile = profile
        self._clock = clock or HostClock()
        self._open = transport
        self._info = SourceInfo(name, profile.quantity, profile.name, profile.unit)
        self._state = DeviceState.OFF
        self._stop = threading.Event()
        self._tare_asked = threading.Event()
        self._thread: threading.Thread | None = None
        self._on_reading: Callable[[Reading], None] = _nobody
        self._on_state: Callable[[DeviceState], None] = _nobody
        self._silences = 0
        self._trouble = ""
        self._connected = False

    @property
    def info(self) -> SourceInfo:
        """Who this instrument is; serial number and model once it said so."""
        return self._info

    @property
    def profile(self) -> Profile:
        """The profile it is read by."""
        return self._profile

    @property
    def state(self) -> DeviceState:
        """State right now."""
        return self._state

    @property
    def connected(self) -> bool:
        """The connection is open, whether or not the instrument speaks."""
        return self._connected

    @property
    def trouble(self) -> str:
        """Why the instrument was last lost, in the system's words; empty when it never was."""
        return self._trouble

    def start(self, on_reading: Callable[[Reading], None], on_state: Callable[[DeviceState], None]) -> None:
        """Open the instrument and deliver readings and state changes until :meth:`close`.

        Both callbacks are called on the owner thread. A silent instrument gives ``no_data`` readings.
        """
        if self._thread is not None:
            raise RuntimeError(f"{self._info.name} is started already")
        self._on_reading, self._on_state = on_reading, on_state
        self._stop.clear()
        self._thread = threading.Thread(target=self._run, name=f"instrument {self._info.name}", daemon=True)
        self._thread.start()

    def tare(self) -> None:
        """Ask the instrument to take the present load as zero; ignored while it is not online."""
        if self._profile.commands.tare is not None and self._state is DeviceState.ONLINE:
            self._tare_asked.set()

    def close(self) -> None:
        """Stop and join the owner thread. Safe to call twice."""
        self._stop.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        failures = 0
        self._enter(DeviceState.CONNECTING)
        try:
            while not self._stop.is_set():
                heard = self._one_connection()
                failures = 0 if heard else failures + 1
                self._stop.wait(_BACK_OFF_S[min(failures, len(_BACK_OFF_S) - 1)])
        finally:
            self._enter(DeviceState.OFF)

    def _one_connection(self) -> bool:
        """Open, converse until the link breaks or the source is closed; True when anything was heard."""
        self._silences = 0
        self._tare_asked.clear()
        conversation = None
        try:
            wire = self._open(self._url, self._profile.port)
            self._connected = True
            conversation = Conversation(wire, self._profile, self._clock, self._stop)
            self._converse(conversation)
        except LinkLostError as lost:
            self._connected = False
            self._lose(str(lost))
        finally:
            if conversation is not None:
                conversation.close()
        return conversation is not None and conversation.heard

    def _converse(self, conversation: Conversation) -> None:
        conversation.settle()
        self._introduce(conversation)
        if self._profile.poll is None:
            self._enter(DeviceState.ONLINE)
        while not self._stop.is_set():
            if self._silences >= _SILENCES_ALLOWED:
                self._introduce(conversation)
            if self._tare_asked.is_set():
                self._tare_asked.clear()
                self._hear_all(conversation.ask(self._profile.commands.tare or b""))
            self._hear_all(conversation.next_readings())

    def _introduce(self, conversation: Conversation) -> None:
        """Initial commands and *who are you*; again after a silence, for the instrument may have been
        switched off and on or put back to local operation."""
        for reading in conversation.introduce():
            self._meet(reading)

    def _hear_all(self, readings: list[Reading]) -> None:
        for reading in readings:
            self._hear(reading)

    def _hear(self, reading: Reading) -> None:
        if reading.status is ReadingStatus.NO_DATA:
            self._hear_silence(reading)
            return
        self._silences = 0
        if reading.status is not ReadingStatus.UNKNOWN:
            self._enter(DeviceState.ONLINE)
        self._on_reading(reading)

    def _hear_silence(self, reading: Reading) -> None:
        self._silences += 1
        if self._silences >= _SILENCES_ALLOWED:
            self._lose("no answer")
            self._on_reading(reading)

    def _meet(self, reading: Reading) -> None:
        """Take the answer to *who are you*; anything else that came is heard as usual. After a silence only
        a reading shows that the instrument is back."""
        if reading.status is ReadingStatus.INFO:
            self._identify(reading)
            if self._silences == 0:
                self._enter(DeviceState.ONLINE)
        else:
            self._hear(reading)

    def _identify(self, reading: Reading) -> None:
        serial = reading.extra.get("serial", self._info.serial)
        model = reading.extra.get("model", self._info.model)
        if self._info.serial and serial != self._info.serial:
            _log.info("%s is another instrument now: %s", self._info.name, serial)
        self._info = replace(self._info, serial=serial, model=model)

    def _lose(self, why: str) -> None:
        if self._state is not DeviceState.LOST:
            _log.info("instrument %s lost: %s", self._info.name, _printable(why))
        self._trouble = _printable(why)
        self._enter(DeviceState.LOST)

    def _enter(self, state: DeviceState) -> None:
        if state is self._state:
            return
        if self._state is DeviceState.LOST and state is DeviceState.ONLINE:
            _log.info("instrument %s is back", self._info.name)
        self._state = state
        self._on_state(state)


def _nobody(_: object) -> None:
    """Stands in until :meth:`Instrument.start` names who listens."""


def _printable(text: str) -> str:
    return re.sub(r"[^\x20-\x7e]", "?", text)
