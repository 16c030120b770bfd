"""The power cut is a real one: a station that does not sync loses things in it, and that is seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.survive.power.runs import cuts
from tests.survive.scratch import scratch

CUTS = 24


def lossy_cuts(towards: str) -> int:
    with scratch() as folder:
        return sum(bool(one.losses) for one in cuts(towards)(folder, 7, CUTS))


def test_a_database_that_does_not_sync_loses_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    from station.store import connection

    pragmas = tuple(one.replace("synchronous = FULL", "synchronous = OFF") for one in connection._PRAGMAS)
    monkeypatch.setattr(connection, "_PRAGMAS", pragmas)
    assert lossy_cuts("answer") > CUTS // 4


def test_photos_whose_folder_is_not_synced_are_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_sync(folder: Path) -> None:
        """Leaves the names to chance."""

    monkeypatch.setattr("station.durable.sync_folder", no_sync)
    assert lossy_cuts("photo") > CUTS // 10
