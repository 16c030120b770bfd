"""The cable of a simulated instrument: a TCP port that can be pulled, cut mid-frame and disturbed.

A thread with ``select`` and not asyncio: a pulled cable must have closed every socket when ``unplug``
returns, and asyncio's servers leave behind a connection that is accepted while they close.
"""

from __future__ import annotations

import select
import socket
import threading
from contextlib import suppress
from typing import Protocol

_NOISE = b"\x00\x00\x7f\xfe\x1b\x80#?"
_LOOK_S = 0.02
_SEND_S = 2.0


class Answering(Protocol):
    """A simulated instrument: answers command lines."""

    def answer(self, line: bytes) -> bytes:
        """The reply to one command line without its terminator; empty for none."""
        ...


class Wire:
    """Serves one instrument on 127.0.0.1, on the same port from first plug to last unplug.

    ``lock`` is held while the instrument answers; hold it to change the instrument from another thread.
    """

    def __init__(self, name: str, device: Answering, terminator: bytes) -> None:
        self.port = 0
        self.lock = threading.RLock()
        self._name = name
        self._device = device
        self._terminator = terminator
        self._unplugged = threading.Event()
        self._thread: threading.Thread | None = None
        self._peers: dict[socket.socket, bytes] = {}
        self._noisy = 0
        self._silent = False
        self._cut = False

    def plug(self) -> None:
        """Listen; does nothing when plugged in already."""
        if self._thread is not None and not self._unplugged.is_set():
            return
        self.unplug()
        listener = socket.create_server(("127.0.0.1", self.port))
        self.port = listener.getsockname()[1]
        self._unplugged.clear()
        self._thread = threading.Thread(target=self._serve, args=(listener,), name=f"bench {self._name}")
        self._thread.daemon = True
        self._thread.start()

    def unplug(self) -> None:
        """Break every connection and refuse new ones."""
        self._unplugged.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def cut_next_reply(self) -> None:
        """Send half of the next reply, then unplug."""
        with self.lock:
            self._cut = True

    def disturb(self, replies: int) -> None:
        """Garble the next ``replies`` replies."""
        with self.lock:
            self._noisy = replies

    def switch(self, on: bool) -> None:
        """Switch the instrument on or off with the cable in: off, it says nothing."""
        with self.lock:
            self._silent = not on

    def send(self, frame: bytes) -> None:
        """Send a frame nobody asked for, as a data key does."""
        with self.lock:
            for peer in tuple(self._peers):
                self._say(peer, frame)

    def _serve(self, listener: socket.socket) -> None:
        with listener:
            while not self._unplugged.is_set():
                with self.lock:
                    watched = [listener, *self._peers]
                ready, _, _ = select.select(watched, [], [], _LOOK_S)
                with self.lock:
                    for each in ready:
                        self._welcome(listener) if each is listener else self._hear(each)
        with self.lock:
            for peer in tuple(self._peers):
                self._part(peer)

    def _welcome(self, listener: socket.socket) -> None:
        peer, _ = listener.accept()
        peer.settimeout(_SEND_S)
        self._peers[peer] = b""

    def _hear(self, peer: socket.socket) -> None:
        try:
            heard = peer.recv(4096)
        except OSError:
            heard = b""
        if not heard:
            self._part(peer)
            return
        *lines, rest = (self._peers[peer] + heard).split(self._terminator)
        self._peers[peer] = rest
        for line in lines:
            if not self._unplugged.is_set():
                self._say(peer, self._device.answer(line))

    def _say(self, peer: socket.socket, frame: bytes) -> None:
        if self._silent or not frame:
            return
        if self._cut:
            frame = frame[: len(frame) // 2]
            self._cut = False
            self._unplugged.set()
        with suppress(OSError):
            # a peer that is gone shows when it is listened to, on the thread that may close it
            peer.sendall(self._garbled(frame))

    def _part(self, peer: socket.socket) -> None:
        self._peers.pop(peer, None)
        peer.close()

    def _garbled(self, frame: bytes) -> bytes:
        if self._noisy <= 0:
            return frame
        self._noisy -= 1
        middle = len(frame) // 2
        return frame[:middle] + _NOISE + frame[middle:]
