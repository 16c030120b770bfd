"""A door on the way to a server, that can be shut."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from tests.sync.faults.listening import listening

_PIECE = 1 << 16


@dataclass
class Gate:
    """Lets connections through to ``port`` while it is open; shut, it cuts them."""

    port: int
    is_open: bool = True

    @contextmanager
    def running(self) -> Iterator[str]:
        """Its address."""
        with listening(self._serve, closing=self._shut) as address:
            yield address

    def _shut(self) -> None:
        self.is_open = False

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
