"""Serving the hub over HTTP until it is told to stop."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import uvicorn

from station.errors import KnownError
from sync.hub.app import create_app
from sync.hub.hub import Hub
from sync.hub.tls import Tls

_GRACE_SECONDS = 10
_BACKLOG = 2048


def bind(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one.

    Raises:
        KnownError: NET-001 the address is in use or not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends without delay only where the protocol is named: else answers wait 40 ms for the kernel
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise KnownError("NET-001", address=f"{host}:{port}", why=error.strerror or str(error)) from error
    return listener


def server_of(hub: Hub, tls: Tls | None = None) -> uvicorn.Server:
    """A server of ``hub``: ``run([socket])`` answers until ``should_exit`` is set or a signal comes."""
    return uvicorn.Server(
        uvicorn.Config(
            create_app(hub),
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_GRACE_SECONDS,
            ssl_certfile=tls.certificate if tls else None,
            ssl_keyfile=tls.key if tls else None,
        )
    )


@contextmanager
def serving(hub: Hub, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """The hub in a thread of this program, for a demonstration; its address.

    Raises:
        KnownError: NET-001.
    """
    listener = bind(host, port)
    with serving_on(hub, listener):
        yield f"http://{host}:{listener.getsockname()[1]}"


@contextmanager
def serving_on(hub: Hub, listener: socket.socket) -> Iterator[None]:
    """The hub in a thread of this program, behind a socket that :func:`bind` made."""
    server = server_of(hub)
    thread = Thread(target=server.run, args=([listener],), name="hub")
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
