"""Several small files in one request: each is checked against its hash, all are settled together.

A request of its own for each photo costs more than hashing, writing and syncing it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass

from starlette.requests import ClientDisconnect

from station.errors import KnownError
from sync.hub.blobs.store import Arriving
from sync.hub.bodies import message_in
from sync.hub.evidence import Evidence
from sync.hub.hub import Hub
from sync.hub.intake import StalledError, steady
from sync.hub.lane import beside
from sync.hub.settling import settle
from sync.wire.messages import BUNDLE_BYTES, Bundle, BundledFile, BundleKept, ReceiptMessage

_HEAD_BYTES = 32 << 10


@dataclass(frozen=True, slots=True)
class Bundles:
    """What one process of the hub does about bundles. Nothing waits for the sender but what came so far."""

    evidence: Evidence

    async def receive(self, station: str, chunks: AsyncIterator[bytes]) -> BundleKept:
        """Take the files of a bundle, check and keep them.

        Raises:
            KnownError: HUB-010 no bundle, HUB-019 larger than allowed, HUB-040: nothing is read. HUB-022
                a file has other bytes than its hash says; the others are kept. HUB-041 nothing came for too
                long: what came is kept, as when the connection breaks. HUB-023.
        """
        limits = self.evidence.hub.config.limits
        body = _Body(steady(chunks, limits))
        files = await body.head()
        if any(file.size > limits.evidence_bytes for file in files):
            raise KnownError("HUB-019", limit=limits.evidence_bytes)
        await beside(self.evidence.refuse_foreign, station, {file.sha256 for file in files})
        async with aclosing(_Keeping(self.evidence.hub, station)) as keeping:
            for file in files:
                try:
                    content = await body.content(file.size)
                except (ClientDisconnect, StalledError):
                    await keeping.end()
                    await beside(self._leave, Arriving(station, file.sha256), body.rest())
                    raise
                keeping.add(file.sha256, content)
            receipt = await keeping.end()
        await body.end()
        return BundleKept([file.sha256 for file in files], receipt)

    def _leave(self, arriving: Arriving, rest: bytes) -> None:
        """The beginning of the file that was cut stays."""
        blobs = self.evidence.hub.blobs
        if rest and blobs.presigned(arriving) is None and not blobs.received(arriving):
            blobs.append(arriving, 0, rest)


class _Keeping:
    """Files that are written while the next ones come."""

    def __init__(self, hub: Hub, station: str) -> None:
        self._hub = hub
        self._station = station
        self._group = hub.blobs.group()
        self._sizes: dict[str, int] = {}
        self._adding: dict[str, asyncio.Task[bool]] = {}

    def add(self, sha256: str, content: bytes) -> None:
        """Begin to write a file."""
        self._sizes[sha256] = len(content)
        self._adding[sha256] = asyncio.create_task(beside(self._group.add, sha256, content))

    async def end(self) -> ReceiptMessage | None:
        """Let all exist that are what their names say, and settle them.

        Raises:
            KnownError: HUB-022, HUB-023.
        """
        await self._written()
        right = {sha256: adding.result() for sha256, adding in self._adding.items()}
        receipt = await beside(self._settle, [sha256 for sha256, is_right in right.items() if is_right])
        for sha256, is_right in right.items():
            if not is_right:
                raise KnownError("HUB-022", sha256=sha256)
        return receipt

    async def aclose(self) -> None:
        """Throw away what does not exist, once nothing is being written any more."""
        await self._written()
        await beside(self._group.close)

    async def _written(self) -> None:
        if self._adding:
            await asyncio.wait(self._adding.values())

    def _settle(self, names: list[str]) -> ReceiptMessage | None:
        self._group.exist()
        sizes = {name: self._sizes[name] for name in names}
        return settle(self._hub, self._station, sizes) if sizes else None


class _Body:
    """The body of a request, cut where the files end."""

    def __init__(self, chunks: AsyncIterator[bytes]) -> None:
        self._chunks = chunks
        self._held = bytearray()

    async def head(self) -> list[BundledFile]:
        """What is in it."""
        while (end := self._held.find(b"\n")) < 0 and len(self._held) <= _HEAD_BYTES:
            await self._more()
        if not 0 <= end <= _HEAD_BYTES:
            raise KnownError("HUB-010", why="no head")
        files = message_in(self._taken(end + 1), Bundle).files
        if len({file.sha256 for file in files}) < len(files):
            raise KnownError("HUB-010", why="a file comes twice")
        if sum(file.size for file in files) > BUNDLE_BYTES:
            raise KnownError("HUB-019", limit=BUNDLE_BYTES)
        return files

    async def content(self, size: int) -> bytes:
        """The next ``size`` bytes."""
        while len(self._held) < size:
            await self._more()
        return self._taken(size)

    async def end(self) -> None:
        """Nothing follows."""
        async for chunk in self._chunks:
            self._held += chunk
            if self._held:
                break
        if self._held:
            raise KnownError("HUB-010", why="something follows the last file")

    def rest(self) -> bytes:
        """What came of the file that is under way."""
        return bytes(self._held)

    async def _more(self) -> None:
        try:
            self._held += await anext(self._chunks)
        except StopAsyncIteration as error:
            raise KnownError("HUB-010", why="it ends too early") from error

    def _taken(self, size: int) -> bytes:
        taken = bytes(self._held[:size])
        del self._held[:size]
        return taken
