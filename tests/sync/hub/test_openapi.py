"""The OpenAPI says everything that the hub can answer: no bug and no answer that it does not know of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import positive_data_acceptance

from sync.hub.access import HubRole, rule_of
from sync.hub.app import all_routes
from sync.hub.config import Limits
from sync.hub.hub import Hub
from sync.wire.version import VERSION_HEADER, WIRE_VERSION
from tests.sync.running import config_at, running
from tests.sync.someone import token_of, with_station

MANY = 1_000_000
DOCUMENTED = {
    f"{method} {route.path_format}": route
    for route in all_routes()
    for method in route.methods or ()
    if route.include_in_schema
}


@pytest.fixture
def attacked(tmp_path: Path) -> Iterator[tuple[Hub, str]]:
    """A hub that answers, with one station; its rates do not matter here."""
    limits = replace(Limits(), requests_per_minute=MANY, attempts_per_minute=MANY)
    with running(config_at(tmp_path, limits=limits)) as (hub, address):
        with_station(hub)
        yield hub, address


def attack(hub: Hub, operation: Any, role: HubRole, examples: int) -> None:
    """Send requests that fit the OpenAPI and such that do not, and hold each answer against it."""

    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def check(case: Any) -> None:
        token = token_of(hub, role)
        spoken = {VERSION_HEADER: str(WIRE_VERSION)}
        headers = {**spoken, "Authorization": f"Bearer {token}"} if token else spoken
        # what no schema can say (is this a key?) is refused with a documented 400
        case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance])

    check()


def attack_all(attacked: tuple[Hub, str], examples: int) -> list[str]:
    """What is wrong with the answers, route by route."""
    hub, address = attacked
    schema: Any = schemathesis.openapi.from_url(f"{address}/openapi.json")
    wrong = []
    for line, route in DOCUMENTED.items():
        method, path = line.split(" ")
        (role, *_) = sorted(rule_of(route).roles)
        try:
            attack(hub, schema[path][method], role, examples)
        except FailureGroup as failures:
            wrong += [f"{line}: {failure}" for failure in failures.exceptions]
    return wrong


def test_every_answer_is_one_that_the_openapi_knows(attacked: tuple[Hub, str]) -> None:
    assert attack_all(attacked, examples=10) == []


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_every_answer_to_many_requests_is_one_that_the_openapi_knows(attacked: tuple[Hub, str]) -> None:
    assert attack_all(attacked, examples=1000) == []


def test_the_openapi_names_what_each_rule_refuses(attacked: tuple[Hub, str]) -> None:
    said = httpx.get(f"{attacked[1]}/openapi.json").json()
    for line, route in DOCUMENTED.items():
        method, path = line.split(" ")
        operation = said["paths"][path][method.lower()]
        is_open = HubRole.PUBLIC in rule_of(route).roles
        assert ("401" in operation["responses"], "403" in operation["responses"]) >= (not is_open,) * 2
        assert ("security" in operation) is not is_open
