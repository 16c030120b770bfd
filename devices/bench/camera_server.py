"""The HTTP side of the simulated camera: MJPEG to any number of clients, and ways to fail on request."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any

from station.errors import KnownError

BOUNDARY = "bench-frame"
CONNECTION_TIMEOUT_S = 5.0


class CameraServer:
    """Serves ``/stream`` and ``/still.jpg`` from a thread of its own until :meth:`stop`.

    ``pictures`` gives the JPEGs to serve in turn; it is asked again for every frame.
    """

    def __init__(
        self, address: tuple[str, int], rate_hz: float, pictures: Callable[[], tuple[bytes, ...]]
    ) -> None:
        self.stopping = threading.Event()
        self.unplugged = threading.Event()
        self.frozen = threading.Event()
        self.period_s = 1.0 / rate_hz
        self.pictures = pictures
        self._clients: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._http = _bound(address, self)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), name="bench camera")
        self._thread.start()

    @property
    def address(self) -> tuple[str, int]:
        """Host and port that clients use."""
        host, port = self._http.server_address[:2]
        return str(host), int(port)

    def unplug(self) -> None:
        """Cut every connection now and every new one at once."""
        self.unplugged.set()
        self._cut_clients()

    def stop(self) -> None:
        """Cut every connection, free the port, join the threads."""
        self.stopping.set()
        self._cut_clients()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def joined(self, client: socket.socket) -> bool:
        """Remember a client; False when it has to be turned away."""
        with self._lock:
            if self.stopping.is_set() or self.unplugged.is_set():
                return False
            self._clients.add(client)
            return True

    def left(self, client: socket.socket) -> None:
        """Forget a client."""
        with self._lock:
            self._clients.discard(client)

    def _cut_clients(self) -> None:
        with self._lock:
            for client in self._clients:
                with suppress(OSError):
                    client.shutdown(socket.SHUT_RDWR)


class _Http(ThreadingHTTPServer):
    daemon_threads = False  # so that server_close joins the clients' threads

    def __init__(self, address: tuple[str, int], camera: CameraServer) -> None:
        self.camera = camera
        super().__init__(address, _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is no error; anything else is a bug of the bench and must show."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def _bound(address: tuple[str, int], camera: CameraServer) -> _Http:
    try:
        return _Http(address, camera)
    except OSError as error:
        raise KnownError(
            "NET-001", address=f"{address[0]}:{address[1]}", why=error.strerror or str(error)
        ) from (error)


class _Handler(BaseHTTPRequestHandler):
    server: _Http
    timeout = CONNECTION_TIMEOUT_S

    def handle(self) -> None:
        camera = self.server.camera
        if not camera.joined(self.connection):
            return
        try:
            super().handle()
        finally:
            camera.left(self.connection)

    def do_GET(self) -> None:
        routes = {"/stream": self._stream, "/still.jpg": self._still}
        route = routes.get(self.path.partition("?")[0])
        if route is None:
            self.send_error(404)
            return
        route()

    def log_message(self, format: str, *args: Any) -> None:
        """The bench does not log requests."""

    def _still(self) -> None:
        picture = self.server.camera.pictures()[0]
        self.send_response(200)
        self.send_header("Content-Type", "image/jpeg")
        self.send_header("Content-Length", str(len(picture)))
        self.end_headers()
        self.wfile.write(picture)

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"multipart/x-mixed-replace; boundary={BOUNDARY}")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        camera = self.server.camera
        for turn in count():
            if not camera.frozen.is_set():
                pictures = camera.pictures()
                self._part(pictures[turn % len(pictures)])
            if camera.stopping.wait(camera.period_s) or camera.unplugged.is_set():
                return

    def _part(self, picture: bytes) -> None:
        head = f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(picture)}\r\n\r\n"
        self.wfile.write(head.encode() + picture + b"\r\n")
