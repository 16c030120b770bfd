"""Connections on which nothing takes longer than its request may take in all, and that can be told to end.

A time-out for each read alone lets a server that drips bytes keep a request for ever.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from ssl import SSLContext
from threading import Event
from typing import Any

import httpcore

_UNTIL: ContextVar[float] = ContextVar("until", default=inf)
_PIECE = 1 << 16
_LOOK_S = 0.25


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let everything that this thread does on connections end after ``seconds``."""
    token = _UNTIL.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _UNTIL.reset(token)


class DeadlineBackend(httpcore.NetworkBackend):
    """Opens connections that keep to :func:`within`."""

    def __init__(self, stopped: Event) -> None:
        """Once ``stopped`` is set, every connection is as if it were cut."""
        self._backend = httpcore.SyncBackend()
        self._stopped = stopped

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection. Raises httpcore.ConnectTimeout, httpcore.ConnectError."""
        left = _left(timeout, httpcore.ConnectTimeout)
        if self._stopped.is_set():
            raise httpcore.ConnectError("stopped")
        stream = self._backend.connect_tcp(host, port, left, local_address, socket_options)
        return _Stream(stream, self._stopped)


class _Stream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream, stopped: Event) -> None:
        self._stream = stream
        self._stopped = stopped

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        until = time.monotonic() + _left(timeout, httpcore.ReadTimeout)
        while True:
            left = until - time.monotonic()
            try:
                return self._stream.read(max_bytes, max(min(left, _LOOK_S), 0.001))
            except httpcore.ReadTimeout:
                if left <= _LOOK_S:
                    raise
            if self._stopped.is_set():
                raise httpcore.ReadError("stopped")

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), _PIECE):
            left = _left(timeout, httpcore.WriteTimeout)
            if self._stopped.is_set():
                raise httpcore.WriteError("stopped")
            self._stream.write(buffer[start : start + _PIECE], left)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = _left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._stopped)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(timeout: float | None, late: type[httpcore.TimeoutException]) -> float:
    left = _UNTIL.get() - time.monotonic()
    if left <= 0:
        raise late("the whole request took too long")
    return min(left, inf if timeout is None else timeout)
