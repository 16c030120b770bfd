"""Who may call what: every route of the hub with every role, from the route table itself.

A new route must be entered here: whoever adds one says on purpose who may call it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from sync.hub.access import HubRole, rule_of
from sync.hub.app import all_routes, create_app
from sync.hub.config import Limits
from sync.hub.hub import Hub
from sync.wire.version import VERSION_HEADER, WIRE_VERSION
from tests.sync.in_process import ask
from tests.sync.running import config_at, open_at
from tests.sync.someone import STATION_ID, token_of, with_station

PUBLIC, STATION, READER, ADMIN = HubRole.PUBLIC, HubRole.STATION, HubRole.READER, HubRole.ADMIN
MAY: dict[str, set[HubRole]] = {
    "GET /healthz": {PUBLIC},
    "GET /readyz": {PUBLIC},
    "GET /metrics": {READER, ADMIN},
    "GET /v1/hello": {PUBLIC},
    "POST /v1/session": {PUBLIC},
    "DELETE /v1/session": {READER, ADMIN},
    "POST /v1/enrol": {PUBLIC},
    "POST /v1/challenge": {PUBLIC},
    "POST /v1/token": {PUBLIC},
    "GET /v1/ledger": {STATION},
    "POST /v1/ledger": {STATION},
    "POST /v1/evidence/missing": {STATION},
    "POST /v1/evidence/bundle": {STATION},
    "HEAD /v1/evidence/{sha256}": {STATION},
    "PUT /v1/evidence/{sha256}": {STATION},
    "POST /v1/evidence/{sha256}/kept": {STATION},
    "GET /v1/records": {READER, ADMIN},
    "GET /v1/records/{station}/{sequence}": {READER, ADMIN},
    "GET /v1/verdicts": {READER, ADMIN},
    "GET /v1/events": {READER, ADMIN},
    "GET /v1/admin/stations": {ADMIN},
    "POST /v1/admin/codes": {ADMIN},
    "POST /v1/admin/stations/{station}/revoke": {ADMIN},
    "POST /v1/admin/stations/{station}/release": {ADMIN},
    "GET /v1/admin/alarms": {ADMIN},
    "POST /v1/admin/alarms/{alarm}/seen": {ADMIN},
    "GET /v1/admin/set-asides": {ADMIN},
    "GET /v1/admin/audit": {ADMIN},
    "GET /v1/admin/trace": {ADMIN},
    "PUT /v1/admin/trace": {ADMIN},
    "POST /v1/admin/records/{station}/{sequence}/trace/withdraw": {ADMIN},
    "POST /v1/admin/records/{station}/{sequence}/trace/publish": {ADMIN},
    "GET /t/{code}": {PUBLIC},
    "GET /t/{code}/proof.json": {PUBLIC},
    "GET /t/{code}/photos/{sha256}": {PUBLIC},
    "GET /web/{name}": {PUBLIC},
    "GET /admin": {ADMIN},
    "GET /admin/records": {ADMIN},
    "GET /admin/records/{station}/{sequence}": {ADMIN},
    "GET /admin/records/{station}/{sequence}/photos/{sha256}": {ADMIN},
    "POST /admin/records/{station}/{sequence}/withdraw": {ADMIN},
    "POST /admin/records/{station}/{sequence}/publish": {ADMIN},
    "GET /admin/verdicts": {ADMIN},
    "GET /admin/standards": {ADMIN},
    "GET /admin/attention": {ADMIN},
    "GET /admin/audit": {ADMIN},
    "GET /admin/sign-in": {PUBLIC},
    "POST /admin/sign-in": {PUBLIC},
    "POST /admin/sign-out": {ADMIN},
    "POST /admin/codes": {ADMIN},
    "POST /admin/stations/{station}/revoke": {ADMIN},
    "POST /admin/stations/{station}/release": {ADMIN},
    "POST /admin/standards": {ADMIN},
    "POST /admin/standards/withdraw": {ADMIN},
    "POST /admin/alarms/{alarm}/seen": {ADMIN},
    "GET /v1/feed": {STATION},
    "GET /v1/feed/key": {STATION},
    "GET /v1/feed/{sha256}": {STATION},
}
FILLED = {"sha256": "0" * 64, "station": STATION_ID}


def routes() -> dict[str, APIRoute]:
    """The route table."""
    return {f"{method} {route.path}": route for route in all_routes() for method in route.methods or ()}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """A hub with one station; its rates do not matter here."""
    limits = Limits(requests_per_minute=1_000_000, attempts_per_minute=1_000_000)
    with open_at(config_at(Path(tmp_path_factory.mktemp("rights")), limits=limits)) as opened:
        with_station(opened)
        yield opened


@cache
def app_of(hub: Hub) -> FastAPI:
    """The application, made once."""
    return create_app(hub)


def call(hub: Hub, line: str, token: str = "") -> tuple[int, str]:
    """Status and code of the answer to a request with nothing in it."""
    method, path = line.split(" ")
    headers = {VERSION_HEADER: str(WIRE_VERSION), **({"Authorization": f"Bearer {token}"} if token else {})}
    filled = re.sub(r"\{(\w+)(:\w+)?\}", lambda found: FILLED.get(found[1], "1"), path)
    answer = ask(app_of(hub), method, filled, headers=headers)
    is_problem = answer.headers.get("content-type") == "application/problem+json"
    return answer.status_code, answer.json()["code"] if is_problem and answer.content else ""


def test_every_route_says_who_may_call_it() -> None:
    assert {line: set(rule_of(route).roles) for line, route in routes().items()} == MAY


@pytest.mark.parametrize("role", list(HubRole))
@pytest.mark.parametrize("line", sorted(MAY))
def test_whoever_may_call_a_route_can_and_nobody_else(hub: Hub, line: str, role: HubRole) -> None:
    with_station(hub)  # whom an administrator's request may have revoked
    status, code = call(hub, line, token_of(hub, role))
    assert status < 500
    if PUBLIC in MAY[line] or role in MAY[line]:
        assert code not in {"HUB-016", "HUB-017"}
        assert status not in {401, 403} or code
    elif line.startswith("HEAD"):
        assert status == (401 if role is PUBLIC else 403)
    else:
        assert (status, code) == ((401, "HUB-016") if role is PUBLIC else (403, "HUB-017"))


@pytest.mark.parametrize("line", sorted(line for line, roles in MAY.items() if PUBLIC not in roles))
def test_no_old_token_opens_anything(hub: Hub, line: str) -> None:
    role = min(MAY[line])
    for token in ("x", token_of(hub, role, seconds=0), token_of(hub, role).swapcase()):
        assert call(hub, line, token)[0] == 401


@pytest.mark.parametrize("line", sorted(line for line, roles in MAY.items() if STATION in roles))
def test_a_revoked_station_is_out(hub: Hub, line: str) -> None:
    other = "FFFFFFFF"
    with_station(hub, other, "revoked")
    assert call(hub, line, token_of(hub, STATION, subject=other))[0] == 403
