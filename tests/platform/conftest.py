"""A hub that serves, and a station that it knows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stations import Station, open_station
from tests.sync.feeds import Fed, fed
from tests.sync.running import config_at, running


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    """A station with one administrator of its own."""
    with open_station(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def platform(station: Station, tmp_path: Path) -> Iterator[Fed]:
    """The station, enrolled."""
    with running(config_at(tmp_path / "hub")) as (hub, address), fed(hub, address, station.store) as one:
        yield one
