"""A station in a network whose only way out is the company's HTTP proxy: real HTTPS through real CONNECTs."""

from __future__ import annotations

import base64
import socket
from collections.abc import Iterator
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from urllib.parse import urlsplit

import pytest

from station.errors import KnownError
from sync.client.link import HubLink, HubPlace
from tests.sync.client.test_certificate import certificate, served
from tests.sync.writing import new_identity

NAME = "hub.test"
"""A name that only the proxy knows."""


class Proxy(ThreadingTCPServer):
    """Lets whoever knows the account through to ``way``."""

    daemon_threads = True
    way: tuple[str, int]

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Tunnel)
        self.asked: list[str] = []

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class _Tunnel(StreamRequestHandler):
    server: Proxy

    def handle(self) -> None:
        lines = [line.decode().strip() for line in iter(self.rfile.readline, b"\r\n")]
        self.server.asked.append(lines[0])
        known = base64.b64encode(b"station:p@ss").decode()
        if f"Proxy-Authorization: Basic {known}" not in lines:
            self.wfile.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            return
        with socket.create_connection(self.server.way) as far:
            self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = Thread(target=_pass_on, args=(far, self.connection))
            back.start()
            _pass_on(self.connection, far)
            back.join()


def _pass_on(here: socket.socket, there: socket.socket) -> None:
    try:
        while some := here.recv(1 << 16):
            there.sendall(some)
        there.shutdown(socket.SHUT_WR)
    except OSError:
        there.close()


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    """A proxy under way."""
    with Proxy() as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def place(tmp_path: Path, proxy: Proxy) -> Iterator[HubPlace]:
    """A hub that only the proxy reaches."""
    tls = certificate(tmp_path, NAME)
    with served(tmp_path, tls) as (_hub, url):
        port = urlsplit(url).port or 0
        proxy.way = ("127.0.0.1", port)
        yield HubPlace(f"https://{NAME}:{port}", ca_file=Path(tls.certificate))


def test_the_hub_is_reached_through_the_proxy_that_the_machine_names(
    place: HubPlace, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://station:p%40ss@127.0.0.1:{proxy.port}")
    with HubLink(place, new_identity()) as link:
        assert link.hello().hub
        assert link.hello().hub
    assert proxy.asked == [f"CONNECT {NAME}:{proxy.way[1]} HTTP/1.1"]


def test_a_proxy_that_refuses_is_named_without_its_password(
    place: HubPlace, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://station:wrong@127.0.0.1:{proxy.port}")
    with HubLink(place, new_identity()) as link, pytest.raises(KnownError, match="SYN-028") as found:
        link.hello()
    assert "407" in str(found.value) and "wrong" not in str(found.value)


@pytest.mark.parametrize("address", ["socks5://127.0.0.1:1080", "nonsense://me:secret@host"])
def test_a_proxy_of_another_kind_is_told(
    place: HubPlace, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", address)
    with HubLink(place, new_identity()) as link, pytest.raises(KnownError, match="SYN-028") as found:
        link.hello()
    assert "secret" not in str(found.value)


def test_this_machine_and_what_is_excepted_are_reached_directly(
    tmp_path: Path, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
    tls = certificate(tmp_path, "localhost")
    with served(tmp_path, tls) as (hub, url):
        with HubLink(HubPlace(url, ca_file=Path(tls.certificate)), new_identity()) as link:
            assert link.hello().hub == hub.key.id
        monkeypatch.setenv("NO_PROXY", NAME)
        unreached = HubPlace(url.replace("localhost", NAME), ca_file=Path(tls.certificate))
        with HubLink(unreached, new_identity()) as link, pytest.raises(KnownError, match="SYN-003"):
            link.hello()
    assert proxy.asked == []
