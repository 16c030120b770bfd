"""One open connection: flush, ask, await whole frames, never two questions at once."""

from __future__ import annotations

import threading
from datetime import timedelta

from devices.instruments.decode import Decoder
from devices.instruments.framing import splitter
from devices.instruments.profile import Profile
from devices.instruments.transport import Transport
from station.model.reading import Reading, ReadingStatus
from station.ports import Clock

_SLICE_S = 0.05
"""Longest wait without looking whether to stop."""
_QUIET_S = 0.1
"""A late answer is over when nothing came for this long."""
_DRAIN_BYTES = 65536
_MS = 1_000_000
_NO_ANSWER = (ReadingStatus.NO_DATA, ReadingStatus.UNKNOWN, ReadingStatus.ERROR)
_SILENT_STREAM_MS = 5000


class Conversation:
    """Talks to one instrument over one transport, on the owner thread.

    ``discarded`` counts bytes thrown away: stale input, partial frames, late answers.
    """

    def __init__(self, wire: Transport, profile: Profile, clock: Clock, stop: threading.Event) -> None:
        self.heard = False
        self.discarded = 0
        self._wire = wire
        self._profile = profile
        self._clock = clock
        self._stop = stop
        self._splitter = splitter(profile.framing, synced=False)
        self._decoder = Decoder(profile)
        self._next_poll_ns = clock.monotonic_ns()
        self._last_frame_ns = clock.monotonic_ns()

    def settle(self) -> None:
        """Wait for the instrument to start up, and throw away what it says meanwhile."""
        self._stop.wait(self._profile.port.settle_ms / 1000)
        self._drain()

    def introduce(self) -> list[Reading]:
        """Send the initial commands and ask who the instrument is."""
        for command in self._profile.init:
            self._wire.write(command)
        identity = self._profile.identity
        if identity is None:
            return []
        answer = self.ask(identity.request, identity.timeout_ms)
        return [reading for reading in answer if reading.status is not ReadingStatus.NO_DATA]

    def ask(self, request: bytes, timeout_ms: int | None = None) -> list[Reading]:
        """Flush, send ``request`` and wait for its answer; one ``no_data`` reading when none came in time.

        Raises:
            LinkLostError: the connection is gone.
        """
        self._flush()
        self._wire.write(request)
        limit_ms = timeout_ms or (self._profile.poll.timeout_ms if self._profile.poll else 1500)
        deadline = self._clock.monotonic_ns() + limit_ms * _MS
        readings = self._await_frame(deadline)
        if not readings and not self._stop.is_set():
            self._drain()
            return [self._silence()]
        return readings

    def next_readings(self) -> list[Reading]:
        """Readings of the next poll, or what arrived by itself within a short time."""
        poll = self._profile.poll
        if poll is None:
            return self._listen()
        wait_ns = self._next_poll_ns - self._clock.monotonic_ns()
        if wait_ns > 0:
            return self._read(min(_SLICE_S, wait_ns / 1e9))
        self._next_poll_ns = self._clock.monotonic_ns() + poll.interval_ms * _MS
        before = self.ask(poll.before) if poll.before else []
        if any(reading.status in _NO_ANSWER for reading in before):
            return before
        return [reading for reading in before if reading.status is not ReadingStatus.INFO] + self.ask(
            poll.request
        )

    def _listen(self) -> list[Reading]:
        readings = self._read(_SLICE_S)
        quiet_ms = (self._clock.monotonic_ns() - self._last_frame_ns) / _MS
        if readings or self._profile.mode != "stream" or quiet_ms < _SILENT_STREAM_MS:
            return readings
        self._last_frame_ns = self._clock.monotonic_ns()
        return [self._silence()]

    def _await_frame(self, deadline_ns: int) -> list[Reading]:
        while not self._stop.is_set():
            left_s = (deadline_ns - self._clock.monotonic_ns()) / 1e9
            if left_s <= 0:
                break
            readings = self._read(min(_SLICE_S, left_s))
            if readings:
                return readings
        return []

    def _read(self, timeout_s: float) -> list[Reading]:
        chunk = self._wire.read(timeout_s)
        if not chunk:
            return []
        frames = self._splitter.feed(chunk, self._clock.monotonic_ns())
        if frames:
            self._last_frame_ns = self._clock.monotonic_ns()
        return [self._reading(frame.raw, frame.monotonic_ns) for frame in frames]

    def _reading(self, raw: bytes, monotonic_ns: int) -> Reading:
        self.heard = True
        age = timedelta(microseconds=(self._clock.monotonic_ns() - monotonic_ns) / 1000)
        return self._decoder.decode(raw, self._clock.now() - age, monotonic_ns)

    def _silence(self) -> Reading:
        now, tick = self._clock.now(), self._clock.monotonic_ns()
        return Reading(ReadingStatus.NO_DATA, self._profile.quantity, None, None, None, b"", now, tick)

    def _flush(self) -> None:
        stale = self._wire.flush_input()
        if stale or self._splitter.pending:
            self._splitter.clear()
        self.discarded += stale

    def _drain(self) -> None:
        """Throw away input until the wire is quiet; a stream that never ends stops the wait by its volume."""
        drained = 0
        while drained < _DRAIN_BYTES and not self._stop.is_set():
            chunk = self._wire.read(_QUIET_S)
            if not chunk:
                break
            drained += len(chunk)
        self.discarded += drained
        self._splitter.clear()

    def close(self) -> None:
        """Close the transport."""
        self._wire.close()
