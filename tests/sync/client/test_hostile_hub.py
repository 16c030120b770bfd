"""Whatever answers at the hub's address: a known error, soon, in little memory."""

from __future__ import annotations

import gzip
import socket
import time
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from station.errors import KnownError
from station.store.identity import Identity, load_identity, make_key
from station.texts import Lang, error_text
from sync.client.http import Patience
from sync.client.link import HubLink, HubPlace
from sync.wire.encoding import encoded
from tests.sync.hostile import Answer, answering, plain

SOON = Patience(connect=2, silence=0.4, request=1, upload=1)
JSON, PROBLEM = "Content-Type: application/json", "Content-Type: application/problem+json"


def problem(status: int, code: str) -> bytes:
    """Problem details."""
    return encoded({"type": "", "title": "", "status": status, "code": code})


BOMB = gzip.compress(bytes(64 << 20), 9)
ZSTD_BOMB = zstandard.ZstdCompressor(3).compress(bytes(64 << 20))


@pytest.fixture(scope="module")
def identity(tmp_path_factory: pytest.TempPathFactory) -> Identity:
    """A station's key."""
    path = tmp_path_factory.mktemp("key") / "station.key"
    make_key(path)
    return load_identity(path)


def refusal(identity: Identity, *answers: bytes | Answer) -> KnownError:
    """The known error that a greeting ends with, explained in both languages."""
    with (
        answering(*answers) as url,
        HubLink(HubPlace(url), identity, SOON) as link,
        pytest.raises(KnownError) as found,
    ):
        link.hello()
    assert all(error_text(lang, found.value) for lang in Lang)
    return found.value


def hello_of(identity: Identity, **other: object) -> bytes:
    """A greeting, sound but for ``other``."""
    said = {"hub": identity.id, "name": "x", "public_key": identity.public_key, "oldest": 1, "newest": 1}
    return encoded({**said, "at": "2026-11-22T09:15:00Z", **other})


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("SYN-003", b""),
        ("SYN-005", b"\x00" * 2000),
        ("SYN-005", b"HTTP/1.1 2OO OK\r\n\r\n"),
        ("SYN-005", plain("200 OK", b"<html>Please sign in</html>", "Content-Type: text/html")),
        ("SYN-005", plain("200 OK", b"{}", JSON)),
        ("SYN-005", plain("200 OK", b"[" * 100_000, JSON)),
        ("SYN-005", plain("200 OK", b'{"hub": 7}', JSON)),
        ("SYN-005", plain("200 OK", b"{}")),
        ("SYN-005", plain("302 Found", b"", "Location: http://127.0.0.1:9/elsewhere")),
        ("SYN-005", plain("307 Temporary Redirect", b"", "Location: https://example.com/")),
        ("SYN-005", plain("404 Not Found", b"<html>", "Content-Type: text/html")),
        ("SYN-005", plain("404 Not Found", b"not json", PROBLEM)),
        ("SYN-005", plain("400 Bad", problem(400, "STO-001"), PROBLEM)),
        ("SYN-005", plain("200 OK", b"x", JSON, "Content-Encoding: zstd")),
        ("SYN-005", plain("200 OK", b"x", JSON, "Content-Encoding: rot13")),
        ("SYN-003", plain("200 OK", b"{}", JSON)[:-1]),
        ("SYN-005", b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: %s\r\n" % (n, b"y" * 900) for n in range(500))),
        ("SYN-006", plain("200 OK", BOMB, JSON, "Content-Encoding: gzip")),
        ("SYN-006", plain("200 OK", ZSTD_BOMB, JSON, "Content-Encoding: zstd")),
        ("SYN-003", plain("502 Bad Gateway", b"<html>nginx</html>", "Content-Type: text/html")),
        ("SYN-003", plain("503 Service Unavailable", b"")),
        ("HUB-018", plain("200 OK", problem(429, "HUB-018"), PROBLEM)),
        ("HUB-023", plain("503 x", problem(503, "HUB-023"), PROBLEM)),
    ],
)  # fmt: skip
def test_a_strange_answer_is_a_known_error(identity: Identity, code: str, answer: bytes) -> None:
    assert refusal(identity, answer).code == code


def test_a_body_without_end_is_left(identity: Identity) -> None:
    def endless(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
        while True:
            connection.sendall(bytes(1 << 16))

    assert refusal(identity, endless).code in {"SYN-003", "SYN-006"}


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_what_drips_or_falls_silent_ends_with_the_patience(identity: Identity, head: bytes) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(b"x")
            time.sleep(0.05)

    begun = time.monotonic()
    assert refusal(identity, drip).code in {"SYN-003", "SYN-005"}
    assert time.monotonic() - begun < 60


def test_another_hub_than_the_pinned_is_refused(identity: Identity, tmp_path: Path) -> None:
    make_key(tmp_path / "other.key")
    pinned = load_identity(tmp_path / "other.key").public_key
    with (
        answering(plain("200 OK", hello_of(identity), JSON)) as url,
        HubLink(HubPlace(url, pinned), identity, SOON) as link,
        pytest.raises(KnownError) as found,
    ):
        link.hello()
    assert found.value.code == "SYN-009"


@pytest.mark.parametrize(
    ("code", "oldest", "newest"), [("SYN-007", 2, 9), ("SYN-008", 0, 0), ("SYN-009", 1, 1)]
)
def test_versions_are_refused_politely(identity: Identity, code: str, oldest: int, newest: int) -> None:
    said = hello_of(identity, oldest=oldest, newest=newest, hub="00000000")
    assert refusal(identity, plain("200 OK", said, JSON)).code == code


@pytest.mark.parametrize(("code", "stated"), [("SYN-007", "2"), ("SYN-008", "0"), ("SYN-008", "x")])
def test_a_hub_that_refuses_the_version_says_which_side_is_older(
    identity: Identity, code: str, stated: str
) -> None:
    said = problem(426, "HUB-020")
    answer = plain("426 Upgrade Required", said, PROBLEM, f"Station-Wire: {stated}")
    assert refusal(identity, answer).code == code


@pytest.mark.parametrize(
    "url",
    [
        *("", "hub", "ftp://127.0.0.1", "http://hub.example.com", "http://10.0.0.7:8000", "https://a:b@hub"),
        *(
            "https://",
            "https://hub/?x=1",
            "https://hub/#x",
            "https://hub:port",
            "https://h ub",
            "http://[::1",
        ),
        "https://hub\r\nX: y",
    ],
)
def test_only_a_safe_address_is_spoken_to(identity: Identity, url: str) -> None:
    with pytest.raises(KnownError) as found:
        HubLink(HubPlace(url), identity)
    assert found.value.code == "SYN-010"
    assert "a:b" not in str(found.value)


def test_nobody_there_is_a_known_error(identity: Identity) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    place = HubPlace(f"http://127.0.0.1:{port}")
    with HubLink(place, identity, SOON) as link, pytest.raises(KnownError) as found:
        link.hello()
    assert found.value.code == "SYN-003"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(noise=st.binary(max_size=300), status=st.sampled_from(["200 OK", "201 Created", "400 Bad", "500 Oh"]))
def test_noise_is_a_known_error(identity: Identity, noise: bytes, status: str) -> None:
    assert refusal(identity, plain(status, noise, JSON)).code in {"SYN-003", "SYN-005"}
