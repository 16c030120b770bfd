"""The cable of a simulated instrument: a TCP port that can be pulled, cut mid-frame and disturbed."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Protocol

_NOISE = b"\x00\x00\x7f\xfe\x1b\x80#?"


class Answering(Protocol):
    """A simulated instrument: answers command lines."""

    def answer(self, line: bytes) -> bytes:
        """The reply to one command line without its terminator; empty for none."""
        ...


class Wire:
    """Serves one instrument on 127.0.0.1, on the same port from first plug to last unplug.

    All methods run on the event loop of the bench.
    """

    def __init__(self, device: Answering, terminator: bytes) -> None:
        self.port = 0
        self._device = device
        self._terminator = terminator
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._noisy = 0
        self._silent = False
        self._cut = False

    async def plug(self) -> None:
        """Listen; does nothing when plugged in already."""
        if self._server is None:
            self._server = await asyncio.start_server(self._converse, "127.0.0.1", self.port)
            self.port = self._server.sockets[0].getsockname()[1]

    async def unplug(self) -> None:
        """Break every connection and refuse new ones."""
        server, self._server = self._server, None
        if server is not None:
            server.close()
        for writer in self._writers.copy():
            writer.transport.abort()
        if self._tasks:
            await asyncio.wait(self._tasks)

    def cut_next_reply(self) -> None:
        """Send half of the next reply, then unplug."""
        self._cut = True

    def disturb(self, replies: int) -> None:
        """Garble the next ``replies`` replies."""
        self._noisy = replies

    def switch(self, on: bool) -> None:
        """Switch the instrument on or off with the cable in: off, it says nothing."""
        self._silent = not on

    async def send(self, frame: bytes) -> None:
        """Send a frame nobody asked for, as a data key does."""
        for writer in self._writers.copy():
            await self._write(writer, frame)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        self._writers.add(writer)
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            while True:
                line = await reader.readuntil(self._terminator)
                await self._write(writer, self._device.answer(line.removesuffix(self._terminator)))
        self._writers.discard(writer)
        writer.close()

    async def _write(self, writer: asyncio.StreamWriter, frame: bytes) -> None:
        if self._silent or not frame:
            return
        if self._cut:
            self._cut = False
            frame = frame[: len(frame) // 2]
            writer.write(frame)
            await writer.drain()
            self._hang_up(writer)
            return
        writer.write(self._garbled(frame))
        await writer.drain()

    def _hang_up(self, writer: asyncio.StreamWriter) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        writer.close()

    def _garbled(self, frame: bytes) -> bytes:
        if self._noisy <= 0:
            return frame
        self._noisy -= 1
        middle = len(frame) // 2
        return frame[:middle] + _NOISE + frame[middle:]
