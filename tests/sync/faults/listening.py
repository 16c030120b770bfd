"""Something that listens, each connection served in a thread of its own."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Serve = Callable[[socket.socket], None]


@contextmanager
def listening(serve: Serve, closing: Callable[[], None] = lambda: None) -> Iterator[str]:
    """Its address, until the block ends: then ``closing`` is called, and what is served ends."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        accepting = threading.Thread(target=_accept, args=(listener, serve))
        accepting.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            closing()
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            accepting.join()


def _accept(listener: socket.socket, serve: Serve) -> None:
    lines: list[threading.Thread] = []
    while True:
        try:
            near, _ = listener.accept()
        except OSError:
            break
        lines.append(threading.Thread(target=serve, args=(near,)))
        lines[-1].start()
    for line in lines:
        line.join()
