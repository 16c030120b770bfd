"""A camera that serves MJPEG over HTTP: network cameras, phones as cameras, the simulated bench.

``http.client`` rather than httpx: it costs nothing at start-up, limits what a hostile server can make us
hold (64 KiB per header line, 100 lines), and leaves the socket in reach, so that a waiting read can be
aborted from another thread.
"""

from __future__ import annotations

import base64
import socket
from collections import deque
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import SplitResult, unquote, urlsplit

from devices.cameras.feed import FeedLostError
from devices.cameras.multipart import MultipartCutter, StreamBrokenError, boundary_of
from devices.cameras.shot import JpegShot, Shot

CHUNK = 64 * 1024


class MjpegFeed:
    """One connection to an MJPEG stream. Shots carry the camera's own JPEG bytes."""

    def __init__(self, url: str, timeout_s: float = 3.0) -> None:
        self._url: SplitResult = urlsplit(url)
        kind = HTTPSConnection if self._url.scheme == "https" else HTTPConnection
        self._connection = kind(self._url.hostname or "", self._url.port, timeout=timeout_s)
        self._socket: socket.socket | None = None
        self._response: HTTPResponse | None = None
        self._cutter = MultipartCutter(b"-")
        self._pending: deque[bytes] = deque()
        self._aborted = False

    def open(self) -> None:
        """Connect and check that a multipart stream answers.

        Raises:
            FeedLostError: refused, wrong answer, or no answer in time.
        """
        try:
            self._connection.connect()
            self._socket = self._connection.sock  # the connection forgets it once the answer has begun
            if self._aborted:
                raise FeedLostError("aborted")
            self._connection.request("GET", self._target(), headers=self._headers())
            response = self._connection.getresponse()
        except (OSError, HTTPException, ValueError) as error:
            raise FeedLostError(_why(error)) from error
        self._accept(response)

    def read(self) -> Shot:
        """Wait for the next complete part.

        Raises:
            FeedLostError: the stream ended, broke, or stood still too long.
        """
        while not self._pending:
            try:
                self._pending.extend(self._cutter.feed(self._chunk()))
            except (OSError, HTTPException, StreamBrokenError, ValueError) as error:
                raise FeedLostError(_why(error)) from error
        newest = self._pending.pop()
        self._pending.clear()
        return JpegShot(newest)

    def abort(self) -> None:
        """Shut the socket, so that a waiting read ends at once."""
        self._aborted = True
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close the connection."""
        if self._response is not None:
            self._response.close()
        self._connection.close()

    def _accept(self, response: HTTPResponse) -> None:
        self._response = response
        if response.status != 200:
            raise FeedLostError(f"HTTP {response.status} {response.reason[:80]}")
        try:
            self._cutter = MultipartCutter(boundary_of(response.headers.get("Content-Type", "")))
        except StreamBrokenError as error:
            raise FeedLostError(str(error)) from error

    def _chunk(self) -> bytes:
        chunk = self._response.read1(CHUNK) if self._response else b""
        if not chunk:
            raise FeedLostError("the stream ended")
        return chunk

    def _target(self) -> str:
        path = self._url.path or "/"
        return f"{path}?{self._url.query}" if self._url.query else path

    def _headers(self) -> dict[str, str]:
        if not self._url.username:
            return {}
        pair = f"{unquote(self._url.username)}:{unquote(self._url.password or '')}"
        return {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}


def _why(error: Exception) -> str:
    return str(error) or type(error).__name__
