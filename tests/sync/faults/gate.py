"""A door on the way to a server, that can be shut."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

_PIECE = 1 << 16


@dataclass
class Gate:
    """Lets connections through to ``port`` while it is open; shut, it cuts them."""

    port: int
    is_open: bool = True

    @contextmanager
    def running(self) -> Iterator[str]:
        """Its address."""
        with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
            accepting = threading.Thread(target=self._accept, args=(listener,))
            accepting.start()
            try:
                yield f"http://127.0.0.1:{listener.getsockname()[1]}"
            finally:
                self.is_open = False
                with suppress(OSError):
                    listener.shutdown(socket.SHUT_RDWR)
                accepting.join()

    def _accept(self, listener: socket.socket) -> None:
        lanes: list[threading.Thread] = []
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                break
            lanes.append(threading.Thread(target=self._serve, args=(near,)))
            lanes[-1].start()
        for lane in lanes:
            lane.join()

    def _serve(self, near: socket.socket) -> None:
        with near, suppress(OSError):
            if not self.is_open:
                return
            with socket.create_connection(("127.0.0.1", self.port)) as far:
                back = threading.Thread(target=self._carry, args=(far, near))
                back.start()
                self._carry(near, far)
                back.join()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        source.settimeout(0.1)
        with suppress(OSError):
            while self.is_open:
                try:
                    piece = source.recv(_PIECE)
                except TimeoutError:
                    continue
                if not piece:
                    break
                target.sendall(piece)
        for one in (source, target):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
