"""The OpenAPI says everything that the hub can answer: no bug and no answer that it does not know of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from sync.hub.access import HubRole, rule_of
from sync.hub.app import all_routes
from sync.hub.config import Limits
from sync.hub.hub import Hub
from tests.sync.running import config_at, running
from tests.sync.someone import token_of, with_station

MANY = 1_000_000
DOCUMENTED = {
    f"{method} {route.path_format}": route
    for route in all_routes()
    for method in route.methods or ()
    if route.include_in_schema
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Hub, str]]:
    """A hub that answers, with one station; its rates do not matter here."""
    limits = replace(Limits(), requests_per_minute=MANY, attempts_per_minute=MANY)
    config = config_at(Path(tmp_path_factory.mktemp("openapi")), limits=limits)
    with running(config) as (hub, address):
        with_station(hub)
        yield hub, address


@cache
def schema_at(address: str) -> Any:
    """The hub's OpenAPI, as schemathesis reads it."""
    return schemathesis.openapi.from_url(f"{address}/openapi.json")


def attack(served: tuple[Hub, str], line: str, examples: int) -> None:
    """Send requests that fit the OpenAPI and such that do not, and hold each answer against it."""
    hub, address = served
    method, path = line.split(" ")
    operation = schema_at(address)[path][method]
    (role, *_) = sorted(rule_of(DOCUMENTED[line]).roles)

    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def check(case: Any) -> None:
        token = token_of(hub, role)
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"} if token else {})

    check()


@pytest.mark.parametrize("line", sorted(DOCUMENTED))
def test_every_answer_is_one_that_the_openapi_knows(served: tuple[Hub, str], line: str) -> None:
    attack(served, line, examples=12)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("line", sorted(DOCUMENTED))
def test_every_answer_to_many_requests_is_one_that_the_openapi_knows(
    served: tuple[Hub, str], line: str
) -> None:
    attack(served, line, examples=1500)


def test_the_openapi_names_what_each_rule_refuses(served: tuple[Hub, str]) -> None:
    said = httpx.get(f"{served[1]}/openapi.json").json()
    for line, route in DOCUMENTED.items():
        method, path = line.split(" ")
        operation = said["paths"][path][method.lower()]
        is_open = HubRole.PUBLIC in rule_of(route).roles
        assert ("401" in operation["responses"], "403" in operation["responses"]) >= (not is_open,) * 2
        assert ("security" in operation) is not is_open
