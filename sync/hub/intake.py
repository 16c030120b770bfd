"""One upload: bytes as they come from a station, into the blob store."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from starlette.requests import ClientDisconnect

from station.errors import KnownError
from sync.hub.blobs.store import Arriving, BlobStore
from sync.hub.config import Limits
from sync.hub.lane import beside

_PIECE_BYTES = 1 << 20


class Intake:
    """Takes one file from byte ``offset`` on. Bytes go to the store in large pieces, a file that fits into
    one goes there whole. No thread and no database connection waits for the sender.
    """

    def __init__(self, blobs: BlobStore, limits: Limits, arriving: Arriving, offset: int) -> None:
        self._blobs = blobs
        self._limits = limits
        self._arriving = arriving
        self._offset = offset
        self._held = bytearray()

    async def take(self, chunks: AsyncIterator[bytes]) -> int:
        """Everything to the end, checked and kept; the file's size.

        Raises:
            KnownError: HUB-019 larger than allowed, HUB-022 other bytes than the hash says: thrown away.
                HUB-025 it goes on elsewhere; HUB-041 nothing came for too long; HUB-023.
            ClientDisconnect: the sender is gone. As after HUB-041, what came is kept.
        """
        await self._start()
        try:
            async for chunk in steady(chunks, self._limits):
                await self._add(chunk)
        except (ClientDisconnect, StalledError):
            await self._leave()
            raise
        return await self._finish()

    async def _start(self) -> None:
        if self._offset:
            here = await beside(self._blobs.received, self._arriving)
            if here != self._offset:
                raise KnownError("HUB-025", offset=here)

    async def _add(self, chunk: bytes) -> None:
        self._held += chunk
        if self._offset + len(self._held) > self._limits.evidence_bytes:
            await beside(self._blobs.discard, self._arriving)
            raise KnownError("HUB-019", limit=self._limits.evidence_bytes)
        if len(self._held) >= _PIECE_BYTES:
            await self._pass_on()

    async def _pass_on(self) -> None:
        if self._held:
            piece = bytes(self._held)
            self._held.clear()
            self._offset = await beside(self._blobs.append, self._arriving, self._offset, piece)

    async def _leave(self) -> None:
        """What came stays, unless the same file has begun anew meanwhile: that one is further."""
        if self._offset or not await beside(self._blobs.received, self._arriving):
            await self._pass_on()

    async def _finish(self) -> int:
        if self._offset == 0:
            await beside(self._blobs.keep, self._arriving.sha256, bytes(self._held))
            return len(self._held)
        await self._pass_on()
        return await beside(self._blobs.finish, self._arriving, self._offset)


async def steady(chunks: AsyncIterator[bytes], limits: Limits) -> AsyncIterator[bytes]:
    """The chunks, as long as they come.

    Raises:
        StalledError: HUB-041 nothing came for too long.
    """
    seconds = limits.upload_idle_seconds
    while True:
        try:
            async with asyncio.timeout(seconds):
                chunk = await anext(chunks)
        except StopAsyncIteration:
            return
        except TimeoutError as error:
            raise StalledError("HUB-041", idle=seconds) from error
        yield chunk


class StalledError(KnownError):
    """The sender is silent."""
