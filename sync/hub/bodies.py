"""Reading request bodies within the hub's limits, and writing answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool

from station.errors import KnownError
from sync.hub.hub import hub_of
from sync.wire.encoding import PLAIN, TooLargeError, decoded, encoded, unpacked

_Message = TypeVar("_Message")


@dataclass(frozen=True, slots=True)
class PackedBody:
    """A body as it came."""

    content: bytes
    encoding: str
    limit: int
    """Bytes that it may have unpacked."""

    def unpacked(self) -> bytes:
        """What was packed.

        Raises:
            KnownError: HUB-019 larger than allowed, HUB-010 damaged.
        """
        try:
            return unpacked(self.content, self.encoding, self.limit)
        except TooLargeError as error:
            raise KnownError("HUB-019", limit=self.limit) from error
        except ValueError as error:
            raise KnownError("HUB-010", why=str(error)) from error


async def packed_body_of(request: Request) -> PackedBody:
    """The body: a dependency of routes that unpack it themselves, in a thread.

    Raises:
        KnownError: HUB-019 larger than allowed.
    """
    limits = hub_of(request).config.limits
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > limits.body_bytes:
            raise KnownError("HUB-019", limit=limits.body_bytes)
    encoding = request.headers.get("content-encoding", PLAIN).strip().lower()
    return PackedBody(bytes(content), encoding, limits.unpacked_bytes)


async def body_of(request: Request) -> bytes:
    """The body, unpacked: a dependency of routes that take one.

    Raises:
        KnownError: HUB-019 larger than allowed, packed or unpacked; HUB-010 damaged.
    """
    return await run_in_threadpool((await packed_body_of(request)).unpacked)


def message_in(body: bytes, kind: type[_Message]) -> _Message:
    """The message in a body.

    Raises:
        KnownError: HUB-010 it is not one.
    """
    try:
        return decoded(body, kind)
    except ValueError as error:
        raise KnownError("HUB-010", why=str(error)) from error


def json_answer(message: object, status: int = 200) -> Response:
    """A message as answer."""
    return Response(encoded(message), status, media_type="application/json")
