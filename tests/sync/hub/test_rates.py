"""Who asks too much waits; who guesses waits longer; who speaks another version is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from station.errors import KnownError
from sync.hub.config import Limits
from sync.hub.rates import Rates
from sync.wire.encoding import decoded, encoded
from sync.wire.messages import Problem
from sync.wire.version import VERSION_HEADER
from tests.sync.hub.test_enrolment import SPOKEN, token_of
from tests.sync.running import config_at, running
from tests.sync.writing import Writer, enrolled


@dataclass
class HandClock:
    """A clock that stands still until it is set."""

    moment: datetime = datetime(2026, 11, 22, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment


def refused(rates: Rates, caller: str = "a") -> object:
    with pytest.raises(KnownError, match="HUB-018") as error:
        rates.take(caller, 60)
    return error.value.details["seconds"]


def test_a_minutes_worth_may_be_asked_at_once_and_comes_back_steadily() -> None:
    clock = HandClock()
    rates = Rates(clock)
    for _ in range(60):
        rates.take("a", 60)
    assert refused(rates) == 1
    rates.take("b", 60)
    clock.moment += timedelta(seconds=2)
    rates.take("a", 60)
    rates.take("a", 60)
    clock.moment -= timedelta(days=1)
    assert refused(rates) == 1
    clock.moment += timedelta(days=3)
    for _ in range(60):
        rates.take("a", 60)
    assert refused(rates) == 1


def test_a_station_that_asks_too_much_is_told_when_to_come_back(tmp_path: Path) -> None:
    limits = Limits(requests_per_minute=5, attempts_per_minute=2)
    with running(config_at(tmp_path, limits=limits), HandClock()) as (hub, address):
        writer, other = enrolled(hub), enrolled(hub)
        headers = {**SPOKEN, "Authorization": f"Bearer {token_of(writer, hub)}"}
        codes = [httpx.get(f"{address}/v1/ledger", headers=headers).status_code for _ in range(6)]
        last = httpx.get(f"{address}/v1/ledger", headers=headers)
        headers["Authorization"] = f"Bearer {token_of(other, hub)}"
        beside = httpx.get(f"{address}/v1/ledger", headers=headers)
        guessing = encoded(Writer().enrolment(hub, "AAAA"))
        guesses = [httpx.post(f"{address}/v1/enrol", content=guessing, headers=SPOKEN) for _ in range(3)]
    assert codes == [200] * 5 + [429]
    assert decoded(last.content, Problem).code == "HUB-018" and int(last.headers["retry-after"]) == 12
    assert beside.status_code == 200
    assert [one.status_code for one in guesses] == [403, 403, 429]


@pytest.mark.parametrize("stated", [None, "0", "2", "one", "1.0"])
def test_another_version_is_refused_politely(tmp_path: Path, stated: str | None) -> None:
    headers = {} if stated is None else {VERSION_HEADER: stated}
    with running(config_at(tmp_path)) as (hub, address):
        writer = enrolled(hub)
        token = {"Authorization": f"Bearer {token_of(writer, hub)}"}
        answers = [
            httpx.get(f"{address}/v1/ledger", headers={**headers, **token}),
            httpx.post(f"{address}/v1/enrol", content=b"{}", headers=headers),
        ]
    assert [decoded(one.content, Problem).code for one in answers] == ["HUB-020"] * 2
    assert [one.headers[VERSION_HEADER] for one in answers] == ["1", "1"]
