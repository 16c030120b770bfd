"""Opponents on real wires: a TCP socket, a pseudo-terminal and an RFC 2217 server answer as told."""

from __future__ import annotations

import os
import select
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Protocol

Answer = Callable[[bytes], bytes]


class Opponent(Protocol):
    """The far end of a wire. ``answer`` gets each command line without its terminator."""

    url: str
    answer: Answer

    def send(self, data: bytes) -> None:
        """Say something unasked."""

    def unplug(self) -> None:
        """Break the connection."""

    def replug(self) -> None:
        """Be there again under the same URL."""

    def close(self) -> None:
        """Unplug for good."""


class Lines:
    """Cuts what arrives into command lines and answers them."""

    def __init__(self, terminator: bytes) -> None:
        self.answer: Answer = _silent
        self._terminator = terminator
        self._input = b""

    def replies(self, data: bytes) -> list[bytes]:
        *lines, self._input = (self._input + data).split(self._terminator)
        return [reply for line in lines if (reply := self.answer(line))]


class TcpOpponent(Lines):
    """Serves one connection at a time on a port that stays the same."""

    scheme = "socket"

    def __init__(self, terminator: bytes) -> None:
        super().__init__(terminator)
        self._port = 0
        self._plugged = False
        self._peer: socket.socket | None = None
        self._peer_there = threading.Event()
        self.replug()

    def replug(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self._port))
        self._port = self._listener.getsockname()[1]
        self.url = f"{self.scheme}://127.0.0.1:{self._port}"
        self._plugged = True
        self._thread = threading.Thread(target=self._serve, name="opponent")
        self._thread.start()

    def unplug(self) -> None:
        if self._plugged:
            self._plugged = False
            self._thread.join()

    close = unplug

    def send(self, data: bytes) -> None:
        assert self._peer_there.wait(10)
        assert self._peer is not None
        self._peer.sendall(self.encoded(data))

    def meet(self, peer: socket.socket) -> None:
        """A connection begins."""

    def decoded(self, data: bytes) -> bytes:
        return data

    def encoded(self, data: bytes) -> bytes:
        return data

    def _serve(self) -> None:
        with self._listener:
            while self._plugged:
                if select.select([self._listener], [], [], 0.02)[0]:
                    peer, _ = self._listener.accept()
                    with peer:
                        self._converse(peer)

    def _converse(self, peer: socket.socket) -> None:
        self._input = b""
        self.meet(peer)
        self._peer = peer
        self._peer_there.set()
        while self._plugged:
            if not select.select([peer], [], [], 0.02)[0]:
                continue
            data = peer.recv(4096)
            if not data:
                break
            for reply in self.replies(self.decoded(data)):
                peer.sendall(self.encoded(reply))
        self._peer_there.clear()


class Rfc2217Opponent(TcpOpponent):
    """A serial device server: pyserial's own RFC 2217 port manager in front of the instrument."""

    scheme = "rfc2217"

    def meet(self, peer: socket.socket) -> None:
        import serial
        import serial.rfc2217

        wire: Any = SimpleNamespace(write=peer.sendall)
        port: Any = serial.serial_for_url("loop://")
        self._manager: Any = serial.rfc2217.PortManager(port, wire)

    def decoded(self, data: bytes) -> bytes:
        return b"".join(self._manager.filter(data))

    def encoded(self, data: bytes) -> bytes:
        return b"".join(self._manager.escape(data))


class PtyOpponent(Lines):
    """A pseudo-terminal behind a lasting name, as ``/dev/serial/by-id`` gives one."""

    def __init__(self, terminator: bytes, folder: Path) -> None:
        super().__init__(terminator)
        self._link = folder / "usb-balance"
        self.url = f"serial:{self._link}?baud=9600&flow=none"
        self._plugged = False
        self.replug()

    def replug(self) -> None:
        if sys.platform == "win32":
            raise AssertionError("no pseudo-terminals here")
        import tty

        self._master, slave = os.openpty()
        tty.setraw(slave)
        self._link.unlink(missing_ok=True)
        self._link.symlink_to(os.ttyname(slave))
        self._slave = slave
        self._plugged = True
        self._thread = threading.Thread(target=self._serve, name="opponent")
        self._thread.start()

    def unplug(self) -> None:
        if self._plugged:
            self._plugged = False
            self._thread.join()
            self._link.unlink()
            os.close(self._slave)
            os.close(self._master)

    close = unplug

    def send(self, data: bytes) -> None:
        os.write(self._master, data)

    def _serve(self) -> None:
        while self._plugged:
            if select.select([self._master], [], [], 0.02)[0]:
                for reply in self.replies(os.read(self._master, 4096)):
                    os.write(self._master, reply)


def _silent(_line: bytes) -> bytes:
    return b""
