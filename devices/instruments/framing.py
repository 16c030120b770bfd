"""Cut a stream of bytes into whole frames. An unfinished frame is never handed out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, assert_never

from devices.instruments.profile import (
    FixedFraming,
    Framing,
    StartEndFraming,
    TerminatorFraming,
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One whole frame with its marks, and the monotonic time (ns) at which its first byte arrived."""

    raw: bytes
    monotonic_ns: int


class Splitter(Protocol):
    """Cuts bytes into frames, whatever the chunks they arrive in.

    ``discarded`` counts the bytes thrown away since the splitter was made.
    """

    discarded: int

    def feed(self, chunk: bytes, monotonic_ns: int) -> list[Frame]:
        """Frames completed by ``chunk``, which arrived at ``monotonic_ns``."""
        ...

    @property
    def pending(self) -> int:
        """Bytes of the unfinished frame."""
        ...

    def clear(self) -> None:
        """Throw away what is unfinished; what follows may begin in the middle of a frame."""
        ...


def splitter(framing: Framing, *, synced: bool) -> Splitter:
    """The splitter for ``framing``; ``synced`` when the first byte is known to begin a frame."""
    match framing:
        case TerminatorFraming():
            return TerminatorSplitter(framing, synced=synced)
        case StartEndFraming() | FixedFraming():
            return MarkedSplitter(framing)
        case _:
            assert_never(framing)


class TerminatorSplitter:
    """Frames that end with a terminator."""

    def __init__(self, framing: TerminatorFraming, *, synced: bool) -> None:
        self.discarded = 0
        self._framing = framing
        self._synced = synced
        self._buffer = bytearray()
        self._first_ns = 0

    def feed(self, chunk: bytes, monotonic_ns: int) -> list[Frame]:
        """Frames completed by ``chunk``."""
        if not self._buffer:
            self._first_ns = monotonic_ns
        self._buffer += chunk
        frames: list[Frame] = []
        while (end := self._buffer.find(self._framing.terminator)) >= 0:
            self._finish(end + len(self._framing.terminator), frames)
            self._first_ns = monotonic_ns
        if len(self._buffer) > self._framing.max_length:
            self._overrun()
        return frames

    def _finish(self, length: int, frames: list[Frame]) -> None:
        raw = bytes(self._buffer[:length])
        del self._buffer[:length]
        if self._whole(raw):
            frames.append(Frame(raw, self._first_ns))
        else:
            self.discarded += len(raw)
        self._synced = True

    def _whole(self, raw: bytes) -> bool:
        return self._synced or self._framing.clean_start.match(raw.decode("latin-1")) is not None

    def _overrun(self) -> None:
        self.discarded += len(self._buffer)
        self._buffer.clear()
        self._synced = False

    @property
    def pending(self) -> int:
        """Bytes of the unfinished frame."""
        return len(self._buffer)

    def clear(self) -> None:
        """Throw away what is unfinished; what follows begins a frame only when it looks like one."""
        self._overrun()


class MarkedSplitter:
    """Frames that begin with a mark and have an end mark or a fixed length."""

    def __init__(self, framing: StartEndFraming | FixedFraming) -> None:
        self.discarded = 0
        self._framing = framing
        self._buffer = bytearray()
        self._times: list[tuple[int, int]] = []
        self._taken = 0

    def feed(self, chunk: bytes, monotonic_ns: int) -> list[Frame]:
        """Frames completed by ``chunk``."""
        self._times.append((self._taken + len(self._buffer), monotonic_ns))
        self._buffer += chunk
        frames: list[Frame] = []
        while (length := self._next_length()) > 0:
            frames.append(Frame(bytes(self._buffer[:length]), self._arrival()))
            self._drop(length)
        return frames

    def _next_length(self) -> int:
        start = self._framing.start
        while True:
            at = self._buffer.find(start)
            self._skip(at if at >= 0 else max(0, len(self._buffer) - len(start) + 1))
            if at < 0:
                return 0
            length = self._length()
            if length >= 0:
                return length
            self._skip(1)

    def _length(self) -> int:
        """Length of the frame at the start of the buffer; 0 not finished yet, -1 not a frame."""
        if isinstance(self._framing, FixedFraming):
            return self._framing.length if len(self._buffer) >= self._framing.length else 0
        end = self._buffer.find(self._framing.end, len(self._framing.start))
        if end >= 0 and end + len(self._framing.end) <= self._framing.max_length:
            return end + len(self._framing.end)
        return -1 if len(self._buffer) > self._framing.max_length else 0

    def _arrival(self) -> int:
        while len(self._times) > 1 and self._times[1][0] <= self._taken:
            self._times.pop(0)
        return self._times[0][1]

    def _skip(self, count: int) -> None:
        self.discarded += count
        self._drop(count)

    def _drop(self, count: int) -> None:
        del self._buffer[:count]
        self._taken += count
        if not self._buffer:
            del self._times[:-1]

    @property
    def pending(self) -> int:
        """Bytes of the unfinished frame."""
        return len(self._buffer)

    def clear(self) -> None:
        """Throw away what is unfinished."""
        self._skip(len(self._buffer))
