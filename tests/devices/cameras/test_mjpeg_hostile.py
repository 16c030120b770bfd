"""Network cameras that die, lie, dawdle or attack: never a wrong picture, never stuck, always back."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import numpy as np
import pytest

from devices.bench.camera import SimulatedCamera
from devices.bench.phone_pictures import Scene, pictures_of
from devices.cameras.grabber import Patience
from devices.cameras.jpeg import decode_jpeg, encode_jpeg
from devices.cameras.source import open_camera
from station.errors import KnownError
from station.ports import DeviceState
from tests.devices.cameras.hostile import HEAD, HostileServer, Speech, hostile_server, part, saying
from tests.devices.cameras.watching import Watched, watching

RNG = np.random.default_rng(7)
PICTURE = encode_jpeg(RNG.integers(0, 255, (60, 80, 3), np.uint8))
OTHER = encode_jpeg(RNG.integers(0, 255, (60, 80, 3), np.uint8))
IMPATIENT = Patience(frame_s=0.6, first_retry_s=0.02, longest_retry_s=0.05, still_s=5.0)


def held_open(*pieces: bytes) -> Speech:
    """Says its pieces, then keeps the connection until the client gives up."""

    def speech(client: socket.socket) -> None:
        saying(*pieces)(client)
        while client.recv(4096):
            pass

    return speech


GOOD = held_open(HEAD, part(PICTURE), part(OTHER), part(PICTURE))


def lost_then_back(*bad: Speech) -> tuple[Watched, HostileServer]:
    with hostile_server(*bad, GOOD) as server, watching(server.url, patience=IMPATIENT) as seen:
        seen.wait_state(DeviceState.LOST)
        seen.wait_state(DeviceState.ONLINE)
    return seen, server


@pytest.mark.parametrize(
    "bad",
    [
        saying(),
        saying(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
        saying(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nhello"),
        saying(b"\x00\xff garbage that is no HTTP\r\n\r\n"),
        saying(b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"a" * 200_000),
        saying(b"HTTP/1.1 200 OK\r\n" + b"X-Many: a\r\n" * 500),
        saying(HEAD, part(PICTURE)[: len(PICTURE) // 2]),
        saying(HEAD, b"garbage without any boundary " * 1000),
        saying(HEAD, b"--b\r\nContent-Length: 99999999\r\n\r\n"),
        saying(HEAD, b"--b\r\nX-Endless: " + b"a" * 20_000),
    ],
    ids=[
        *("silent", "404", "html", "garbage", "long header", "many headers", "cut mid-frame"),
        *("no boundary", "huge part", "endless part header"),
    ],
)
def test_a_broken_answer_is_lost_and_tried_again(bad: Speech) -> None:
    seen, server = lost_then_back(bad)
    assert server.clients == 2
    assert all(frame.shape == (60, 80, 3) for frame in seen.frames)


@pytest.mark.parametrize(
    "bad",
    [
        held_open(),
        held_open(b"HTTP/1.1 200 OK\r\nContent-Ty"),
        held_open(HEAD),
        held_open(HEAD, part(b"no JPEG")),
    ],
    ids=["mute", "half a header", "no picture", "unusable picture"],
)
def test_a_silent_camera_is_lost_at_the_deadline(bad: Speech) -> None:
    lost_then_back(bad)


def test_a_server_that_drips_bytes_cannot_hold_us() -> None:
    def drip(client: socket.socket) -> None:
        client.sendall(b"HTTP/1.1 200 OK\r\nX-Drip: ")
        while True:
            client.sendall(b"a")
            threading.Event().wait(0.05)

    lost_then_back(drip)


def test_a_truncated_picture_between_good_ones_is_never_shown() -> None:
    cut = PICTURE[: len(PICTURE) // 2]
    speech = held_open(HEAD, part(PICTURE), part(cut), part(b""), part(OTHER))
    with hostile_server(speech) as server, watching(server.url, patience=IMPATIENT) as seen:
        seen.wait(lambda: any(np.array_equal(frame, decode_jpeg(OTHER)) for frame in seen.frames))
    whole = [decode_jpeg(PICTURE), decode_jpeg(OTHER)]
    assert all(any(np.array_equal(frame, good) for good in whole) for frame in seen.frames)


def test_closing_while_the_server_says_nothing_is_quick() -> None:
    patience = Patience(frame_s=60.0)
    with hostile_server(held_open(HEAD)) as server:
        watched = Watched(open_camera(server.url, patience=patience))
        watched.start()
        watched.wait_state(DeviceState.CONNECTING)
        watched.camera.close()
        watched.camera.close()
    assert watched.camera.state is DeviceState.OFF


def test_a_slow_user_of_frames_gets_the_newest() -> None:
    pictures = [encode_jpeg(np.full((16, 16, 3), 10 * number, np.uint8)) for number in range(20)]
    first_taken, all_sent = threading.Event(), threading.Event()
    levels: list[int] = []

    def speech(client: socket.socket) -> None:
        client.sendall(HEAD + part(pictures[0]))
        first_taken.wait(10)
        for picture in pictures[1:]:
            client.sendall(part(picture))
        all_sent.set()
        while client.recv(4096):
            pass

    done = threading.Event()

    def slow(frame: object) -> None:
        assert isinstance(frame, np.ndarray)
        levels.append(round(float(frame.mean()) / 10))
        first_taken.set()
        all_sent.wait(10)
        if levels[-1] == 19:
            done.set()

    with hostile_server(speech) as server:
        camera = open_camera(server.url)
        camera.start(slow, lambda _: None)
        assert done.wait(10)
        camera.close()
    assert levels == sorted(set(levels))
    assert len(levels) < 20


@pytest.fixture
def bench() -> Iterator[SimulatedCamera]:
    with SimulatedCamera("R-1", width=320, height=180, rate_hz=40) as camera:
        yield camera


def test_a_still_is_byte_for_byte_what_the_camera_sent(bench: SimulatedCamera) -> None:
    with watching(bench.url) as seen:
        seen.wait_frames(1)
        still = seen.camera.still()
    assert still in pictures_of(Scene("home", "R-1", 320, 180))


def test_a_still_before_start_and_after_close_says_that_the_camera_is_gone(bench: SimulatedCamera) -> None:
    camera = open_camera(bench.url, "arm")
    with pytest.raises(KnownError, match="CAM-001"):
        camera.still()
    camera.start(lambda _: None, lambda _: None)
    assert camera.first_still().startswith(b"\xff\xd8")
    camera.close()
    with pytest.raises(KnownError, match="CAM-001"):
        camera.still()


def test_a_camera_can_be_started_again_after_close(bench: SimulatedCamera) -> None:
    watched = Watched(open_camera(bench.url, "arm"))
    for _ in range(2):
        watched.start()
        watched.wait_frames(1)
        watched.camera.close()


def test_nobody_there_says_why() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    camera = open_camera(f"http://user:secret@127.0.0.1:{port}/s")
    camera.start(lambda _: None, lambda _: None)
    with pytest.raises(KnownError) as caught:
        camera.first_still()
    camera.close()
    assert caught.value.code == "CAM-002"
    assert "secret" not in str(caught.value.details)


@pytest.mark.parametrize(
    "url", ["", "usb:", "ftp://x", "http://", "http:///path", "http://x:99999/", "folder:", "camera"]
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(KnownError, match="CAM-005"):
        open_camera(url)


def test_user_name_and_password_are_sent_but_not_shown() -> None:
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        def serve() -> None:
            client, _ = listener.accept()
            with client:
                asked.append(client.recv(4096))
                client.sendall(HEAD + part(PICTURE))

        thread = threading.Thread(target=serve)
        thread.start()
        camera = open_camera(f"http://inspector:p%40ss@127.0.0.1:{port}/s?x=1")
        camera.start(lambda _: None, lambda _: None)
        thread.join()
        camera.close()
    assert b"GET /s?x=1 " in asked[0]
    assert b"Authorization: Basic aW5zcGVjdG9yOnBAc3M=" in asked[0]
    assert camera.name == f"http://127.0.0.1:{port}/s?x=1"
