"""A proxy of our own between station and hub that harms requests and answers on purpose."""

from __future__ import annotations

import random
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tests.sync.faults.listening import listening

_PIECE = 1 << 16
_WAIT_S = 20


@dataclass
class Wire:
    """One request on its way, whole; what becomes of it is up to a :data:`Harm`."""

    station: socket.socket
    hub_port: int
    request: bytes
    chance: random.Random
    held: list[bytes]
    """Requests kept back, to arrive after later ones."""

    def forward(self, request: bytes | None = None) -> bytes:
        """Hand a request to the hub; its whole answer, or as much as came."""
        with socket.create_connection(("127.0.0.1", self.hub_port), _WAIT_S) as hub:
            hub.sendall(self.request if request is None else request)
            return whole_message(hub)

    def forward_part(self, size: int) -> None:
        """Hand only the first bytes to the hub, then cut the line."""
        with socket.create_connection(("127.0.0.1", self.hub_port), _WAIT_S) as hub:
            hub.sendall(self.request[:size])

    def answer(self, content: bytes) -> None:
        """Answer the station."""
        self.station.sendall(content)

    def pass_on(self) -> None:
        """No harm."""
        self.answer(self.forward())

    def hold_until_left(self) -> None:
        """Say nothing until the station goes away."""
        self.station.settimeout(_WAIT_S)
        while self.station.recv(_PIECE):
            continue


Harm = Callable[[Wire], None]
"""What happens to a request; the line is cut afterwards."""


@dataclass
class FaultProxy:
    """Listens where the station sends to. A request is harmed by ``chance`` while ``left`` is above 0."""

    hub_port: int
    harm: Harm
    chance: random.Random
    left: int
    share: float = 0.3
    struck: int = 0
    held: list[bytes] = field(default_factory=list)
    guard: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def running(self) -> Iterator[str]:
        """Its address."""
        with listening(self._serve) as address:
            yield address

    def _serve(self, station: socket.socket) -> None:
        with station, suppress(OSError):
            station.settimeout(_WAIT_S)
            while request := whole_message(station):
                harm = self._harm()
                wire = Wire(station, self.hub_port, request, self.chance, self.held)
                if harm is not None:
                    harm(wire)
                    return
                wire.pass_on()

    def _harm(self) -> Harm | None:
        with self.guard:
            if self.left <= 0 or self.chance.random() >= self.share:
                return None
            self.left -= 1
            self.struck += 1
            return self.harm


def whole_message(line: socket.socket) -> bytes:
    """One request or answer with its body, by ``Content-Length``; less when the line ends."""
    content = bytearray()
    while b"\r\n\r\n" not in content:
        piece = line.recv(_PIECE)
        if not piece:
            return bytes(content)
        content += piece
    head, _, _ = bytes(content).partition(b"\r\n\r\n")
    end = len(head) + 4 + _length(head)
    while len(content) < end:
        piece = line.recv(_PIECE)
        if not piece:
            break
        content += piece
    return bytes(content)


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            return int(value)
    return 0
