"""How often the disk is asked to sync, counted by the kernel: the promise behind every confirmed answer."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from station.model.answer import UnknownReason
from station.store.ledger import Ledger
from tests.bench.syncs import count_syncs
from tests.stations import PIN, Station, good_answers, open_station

Mark = Callable[[], None]


def syncs(root: Path, work: Callable[[Station, Mark], None]) -> int:
    def traced(mark: Mark) -> None:
        with open_station(root) as station:
            work(station, mark)

    count = count_syncs(traced)
    if count is None:
        pytest.skip(f"tracing is not possible here ({sys.platform})")
    return count


def test_every_answer_is_exactly_one_sync(tmp_path: Path) -> None:
    def answer(station: Station, mark: Mark) -> None:
        inspection = station.answer(station.start(), "TX-01", good_answers()["TX-01"])
        mark()
        for _ in range(5):
            inspection = station.answer(inspection, "TX-01", good_answers()["TX-01"])
        mark()

    assert syncs(tmp_path, answer) == 5


def test_leaving_everything_else_unknown_is_one_sync(tmp_path: Path) -> None:
    def leave(station: Station, mark: Mark) -> None:
        inspection = station.answer(station.start(), "TX-01", good_answers()["TX-01"])
        mark()
        station.desk.leave_rest_unknown(inspection.id, UnknownReason.NOT_INSPECTED, station.person.id)
        mark()

    assert syncs(tmp_path, leave) == 1


def test_a_photo_is_two_syncs_and_the_commit_that_names_it(tmp_path: Path) -> None:
    def photograph(station: Station, mark: Mark) -> None:
        inspection = station.answer(station.start(), "TX-01", good_answers()["TX-01"])
        mark()
        station.desk.add_photo(
            inspection.id, "PH-01", "front", b"jpeg", 1, 1, station.person.id, thumbnail=b"small"
        )
        mark()

    assert syncs(tmp_path, photograph) == 3


def test_record_and_ledger_entry_are_one_commit(tmp_path: Path) -> None:
    def seal(station: Station, mark: Mark) -> None:
        station.seal_one("the first checkpoint also syncs the folder of the new log")
        inspection = station.answer_all(station.start())
        mark()
        station.desk.seal(inspection.id, station.person.id, PIN)
        mark()

    assert syncs(tmp_path, seal) == 1 + 2  # the commit; log and database when the checkpoint follows


def test_those_syncs_are_counted_with_the_index_kept(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        station.seal_one("R-1")
        with closing(sqlite3.connect(station.store.home.index)) as index:
            taken = index.execute("SELECT sequence, records FROM taken").fetchone()
        assert taken == (Ledger(station.store).head().sequence, 1)
