"""What a request may ask of the hub: every route that takes a message refuses one that is too much."""

from __future__ import annotations

import gzip
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
import zstandard
from fastapi import FastAPI

from sync.hub.access import HubRole, rule_of
from sync.hub.app import all_routes, create_app
from sync.hub.config import Limits
from sync.hub.hub import Hub
from sync.wire.version import VERSION_HEADER, WIRE_VERSION
from tests.sync.in_process import ask
from tests.sync.running import config_at, open_at
from tests.sync.someone import token_of, with_station

KILO = 1024
LIMITS = Limits(body_bytes=64 * KILO, unpacked_bytes=256 * KILO)
TAKES_JSON = {
    f"{method} {route.path}": route
    for route in all_routes()
    for method in route.methods or ()
    if "application/json" in str((route.openapi_extra or {}).get("requestBody"))
}
ZEROS = bytes(64 * KILO * KILO)
BOMBS = {
    "zstd": zstandard.ZstdCompressor(1).compress(ZEROS),
    "gzip": gzip.compress(ZEROS[: 32 * KILO * KILO]),
    "identity": ZEROS[: 100 * KILO],
}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """A hub that takes little."""
    with open_at(config_at(Path(tmp_path_factory.mktemp("limits")), limits=LIMITS)) as opened:
        with_station(opened)
        yield opened


@pytest.fixture(scope="module")
def app(hub: Hub) -> FastAPI:
    """Its application."""
    return create_app(hub)


def send(hub: Hub, app: FastAPI, line: str, content: bytes, encoding: str) -> tuple[int, str]:
    """Status and code of the answer."""
    method, path = line.split(" ")
    (role, *_) = sorted(rule_of(TAKES_JSON[line]).roles)
    headers = {VERSION_HEADER: str(WIRE_VERSION), "Content-Encoding": encoding}
    if role is not HubRole.PUBLIC:
        headers["Authorization"] = f"Bearer {token_of(hub, role)}"
    answer = ask(app, method, path, content=content, headers=headers)
    return answer.status_code, answer.json()["code"]


def test_there_are_routes_to_look_at() -> None:
    assert {"POST /v1/ledger", "POST /v1/enrol", "POST /v1/session"} <= TAKES_JSON.keys()


@pytest.mark.parametrize("encoding", BOMBS)
@pytest.mark.parametrize("line", sorted(TAKES_JSON))
def test_what_is_too_large_packed_or_unpacked_is_refused(
    hub: Hub, app: FastAPI, line: str, encoding: str
) -> None:
    assert send(hub, app, line, BOMBS[encoding], encoding) == (413, "HUB-019")


@pytest.mark.parametrize("line", sorted(TAKES_JSON))
@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"{}", "br"),
        (b"{}", "gzip, gzip"),
        (b"not packed", "zstd"),
        (gzip.compress(b"{}")[:-3], "gzip"),
        (gzip.compress(b"{}") + b"more", "gzip"),
        (b"[" * 60_000, "identity"),
        (b'{"a":' * 10_000, "identity"),
        (b"\xff\xfe", "identity"),
        (b"", "identity"),
    ],
    ids=[
        "unknown packing",
        "packed twice",
        "not packed",
        "cut short",
        "something behind",
        "many lists",
        "many objects",
        "no text",
        "nothing",
    ],
)
def test_what_is_no_message_is_refused(
    hub: Hub, app: FastAPI, line: str, content: bytes, encoding: str
) -> None:
    assert send(hub, app, line, content, encoding) == (400, "HUB-010")


@pytest.mark.parametrize("encoding", ["zstd", "gzip"])
def test_a_bomb_is_never_unpacked(hub: Hub, app: FastAPI, encoding: str) -> None:
    send(hub, app, "POST /v1/session", b"{}", "identity")
    tracemalloc.start()
    try:
        send(hub, app, "POST /v1/session", BOMBS[encoding], encoding)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 16 * KILO * KILO


def test_guessing_at_many_names_from_one_address_ends(tmp_path: Path) -> None:
    """Each name alone would have more tries."""
    with open_at(config_at(tmp_path, limits=Limits(attempts_per_minute=4))) as hub:
        guessed = create_app(hub)
        codes = [
            ask(guessed, "POST", "/v1/session", json={"name": f"name {number}", "password": "x"}).json()[
                "code"
            ]
            for number in range(6)
        ]
    assert codes == ["HUB-060"] * 4 + ["HUB-018"] * 2
