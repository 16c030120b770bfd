"""``station hub serve`` as it is run: HTTPS, an end that answers what is in work, a log without secrets."""

from __future__ import annotations

import json
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from station.errors import KnownError
from sync.hub.access import HubRole
from sync.hub.accounts import Accounts
from sync.hub.config import HubConfig
from sync.hub.demo_certificate import make_demo_certificate
from sync.hub.stations import Stations
from sync.hub.tls import tls_from
from sync.hub.webhooks import Webhooks
from sync.wire.version import VERSION_HEADER, WIRE_VERSION
from tests.sync.running import open_at

STATION = Path(sys.executable).with_name("station")
PASSWORD, WRONG = "a password nobody may read", "a wrong one nobody may read"
SPOKEN = {VERSION_HEADER: str(WIRE_VERSION)}


@dataclass
class Served:
    """A hub in a process of its own."""

    process: subprocess.Popen[str]
    told: dict[str, str]

    def stop(self, how: signal.Signals) -> list[dict[str, Any]]:
        """Tell it to stop; its log."""
        self.process.send_signal(how)
        _, log = self.process.communicate(timeout=60)
        assert self.process.returncode == 0
        return [json.loads(line) for line in log.splitlines()]


@contextmanager
def serving(home: Path, *more: str | Path) -> Iterator[Served]:
    """A hub that serves on a free port."""
    words = [STATION, "hub", "serve", "--json", "--home", home, "--listen", "127.0.0.1:0", *more]
    process = subprocess.Popen(
        [str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        yield Served(process, json.loads(process.stdout.readline()))
    finally:
        process.kill()
        process.communicate(timeout=60)


def test_a_hub_over_https_tells_no_secret_in_its_log(tmp_path: Path) -> None:
    home, tls = tmp_path / "hub", tmp_path / "tls"
    make_demo_certificate(tls)
    with open_at(HubConfig(home)) as hub:
        accounts = Accounts(hub)
        accounts.add("boss", HubRole.ADMIN, PASSWORD, "@root")
        accounts.add("robot", HubRole.READER, None, "@root")
        given = accounts.give_token("robot", 1, "@root")
        code = Stations(hub).make_code("一号台", "@root")
        _, hook = Webhooks(hub).add("https://example.org/x", (), "", "@root")
    with serving(home, "--tls-cert", tls / "hub.pem", "--tls-key", tls / "hub.key") as served:
        url = served.told["url"]
        trusted = ssl.create_default_context(cafile=tls / "ca.pem")
        with httpx.Client(base_url=url, verify=trusted, headers=SPOKEN) as client:
            assert client.get("/readyz").json() == {"ok": True}
            signed_in = client.post("/v1/session", json={"name": "boss", "password": PASSWORD})
            token = signed_in.json()["token"]
            assert client.post("/v1/session", json={"name": "boss", "password": WRONG}).status_code == 401
            assert client.get("/metrics", headers={"Authorization": f"Bearer {given}"}).status_code == 200
            assert client.get("/metrics", headers={"Authorization": f"Bearer {token}x"}).status_code == 401
            enrol = {"code": code, "public_key": "x", "hub": "00000000", "name": "1", "signature": "0" * 128}
            assert client.post("/v1/enrol", json=enrol).status_code == 400
            client.get(f"/t/{code}", params={"token": token, "pin": PASSWORD})
        log = served.stop(signal.SIGINT)
    assert url.startswith("https://")
    text = json.dumps(log, ensure_ascii=False)
    for secret in (PASSWORD, WRONG, token, given, code, hook, hook.removeprefix("whsec_")):
        assert secret not in text
    answered = [line for line in log if line["what"] == "answered"]
    assert {"request", "route", "status", "ms", "method"} <= answered[0].keys()
    assert {line["level"] for line in log} == {"info"}


def test_who_is_in_work_is_answered_before_the_hub_stops(tmp_path: Path) -> None:
    body = json.dumps({"name": "boss", "password": WRONG}).encode()
    with serving(tmp_path) as served:
        address = ("127.0.0.1", int(served.told["url"].rpartition(":")[2]))
        with socket.create_connection(address, timeout=60) as slow:
            head = f"POST /v1/session HTTP/1.1\r\nHost: hub\r\nContent-Length: {len(body)}\r\n\r\n"
            slow.sendall(head.encode() + body[:10])
            _is_in_work(served)
            served.process.send_signal(signal.SIGTERM)
            _takes_nobody(address)
            slow.sendall(body[10:])
            assert slow.recv(1 << 16).startswith(b"HTTP/1.1 401 ")
        _, log = served.process.communicate(timeout=60)
    assert served.process.returncode == 0
    assert "timeout" not in log


def _is_in_work(served: Served) -> None:
    """What came before on the same process is answered, so this one is being read."""
    for _ in range(3):
        assert httpx.get(f"{served.told['url']}/healthz").status_code == 200


def _takes_nobody(address: tuple[str, int]) -> None:
    while True:
        try:
            socket.create_connection(address, timeout=60).close()
        except OSError:
            return


@pytest.mark.parametrize(("certificate", "key"), [("", "hub.key"), ("none.pem", ""), ("hub.pem", "ca.key")])
def test_certificates_that_cannot_serve(tmp_path: Path, certificate: str, key: str) -> None:
    make_demo_certificate(tmp_path)
    names = [str(tmp_path / name) if name else "" for name in (certificate, key)]
    with pytest.raises(KnownError, match="HUB-066"):
        tls_from(*names)


def test_a_demonstration_certificate_replaces_nothing(tmp_path: Path) -> None:
    made = make_demo_certificate(tmp_path)
    kept = {path: path.read_bytes() for path in made.values()}
    with pytest.raises(KnownError, match="HUB-066"):
        make_demo_certificate(tmp_path)
    assert {path: path.read_bytes() for path in made.values()} == kept
    assert (tmp_path / "ca.key").stat().st_mode & 0o077 == 0
