"""What can happen to a request on its way."""

from __future__ import annotations

import threading
import time

from tests.sync.faults.proxy import Wire


def drop(wire: Wire) -> None:
    """It never arrives."""


def lose_answer(wire: Wire) -> None:
    """The hub did it and said so; the station never hears."""
    wire.forward()


def delay(wire: Wire) -> None:
    """It takes its time."""
    time.sleep(wire.chance.random() / 2)
    wire.pass_on()


def duplicate(wire: Wire) -> None:
    """It arrives twice, one after the other or at once."""
    if wire.chance.random() < 0.5:
        wire.forward()
        wire.pass_on()
        return
    twin = threading.Thread(target=wire.forward)
    twin.start()
    wire.pass_on()
    twin.join()


def reorder(wire: Wire) -> None:
    """It is kept back and arrives after a later one."""
    wire.held.append(wire.request)
    if len(wire.held) > 1:
        wire.pass_on()
        wire.forward(wire.held.pop(0))


def truncate_request(wire: Wire) -> None:
    """The hub gets the first part only."""
    wire.forward_part(wire.chance.randrange(len(wire.request)))


def truncate_answer(wire: Wire) -> None:
    """The station gets the first part only."""
    answer = wire.forward()
    wire.answer(answer[: wire.chance.randrange(len(answer))])


def corrupt_request(wire: Wire) -> None:
    """A byte of it changes."""
    wire.answer(wire.forward(_changed(wire, wire.request)))


def corrupt_answer(wire: Wire) -> None:
    """A byte of the answer changes."""
    wire.answer(_changed(wire, wire.forward()))


def half_open(wire: Wire) -> None:
    """The line stays open and nothing is said, whether the hub did it or not."""
    if wire.chance.random() < 0.5:
        wire.forward()
    wire.hold_until_left()


def server_error(wire: Wire) -> None:
    """Something between says that it cannot, whether the hub did it or not."""
    if wire.chance.random() < 0.5:
        wire.forward()
    status = wire.chance.choice([b"500 Oh", b"502 Bad Gateway", b"503 Unavailable", b"504 Timeout"])
    page = b"<html>sorry</html>"
    head = b"HTTP/1.1 " + status + b"\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(page)
    wire.answer(head + page)


def slow_loris(wire: Wire) -> None:
    """The answer drips, byte by byte."""
    for byte in wire.forward():
        wire.answer(bytes([byte]))
        time.sleep(0.1)


def _changed(wire: Wire, content: bytes) -> bytes:
    """One bit flipped in the body, or in the path where there is none: lengths stay what they say."""
    body = content.index(b"\r\n\r\n") + 4
    place = wire.chance.randrange(body, len(content)) if body < len(content) else wire.chance.randrange(5, 10)
    flipped = content[place] ^ (1 << wire.chance.randrange(8))
    return content[:place] + bytes([flipped]) + content[place + 1 :]
