"""A server on this machine that answers every request with the bytes a test gives it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Answer = Callable[[socket.socket], None]


def plain(status: str, body: bytes, *headers: str) -> bytes:
    """A whole HTTP answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@contextmanager
def answering(*answers: bytes | Answer) -> Iterator[str]:
    """Its address. Each connection gets the next answer, the last one for ever."""
    left = list(answers)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_serve, args=(listener, left))
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def _serve(listener: socket.socket, left: list[bytes | Answer]) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        answer = left.pop(0) if len(left) > 1 else left[0]
        with connection, suppress(OSError):
            connection.settimeout(5)
            connection.recv(1 << 16)
            if callable(answer):
                answer(connection)
            else:
                connection.sendall(answer)
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(1 << 16):
                    pass
