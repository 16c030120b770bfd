"""A server that says exactly what a test wants, over a real socket, and knows who came."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Speech = Callable[[socket.socket], None]

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=b\r\n\r\n"


def part(jpeg: bytes) -> bytes:
    """One well-formed part."""
    return b"--b\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n%s\r\n" % (len(jpeg), jpeg)


class HostileServer:
    """Gives each client the next speech, then closes; the last speech is given again and again."""

    def __init__(self, speeches: list[Speech]) -> None:
        self.clients = 0
        self.stopping = threading.Event()
        self._speeches = speeches
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, name="hostile server")
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}/stream"

    def stop(self) -> None:
        self.stopping.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()

    def _serve(self) -> None:
        while not self.stopping.is_set():
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            speech = self._speeches[min(self.clients, len(self._speeches) - 1)]
            self.clients += 1
            with client, suppress(OSError):
                client.settimeout(10)
                client.recv(4096)
                speech(client)


@contextmanager
def hostile_server(*speeches: Speech) -> Iterator[HostileServer]:
    """Serves while the block runs."""
    server = HostileServer(list(speeches))
    try:
        yield server
    finally:
        server.stop()


def saying(*pieces: bytes) -> Speech:
    """A speech of these bytes, then the connection closes."""

    def speech(client: socket.socket) -> None:
        for piece in pieces:
            client.sendall(piece)

    return speech
