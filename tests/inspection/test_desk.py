"""The inspection desk on a real store: what it returns is on disk, what does not fit is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from station.model.answer import Choice
from station.store.ledger import Ledger
from station.store.records import RecordBook
from tests.stations import Station, open_station


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with open_station(tmp_path) as opened:
        yield opened


def test_a_whole_inspection_is_sealed_found_and_verified(station: Station) -> None:
    record = station.seal_one()
    book = RecordBook(station.store)
    assert [summary.id for summary in book.search("0147 王敏")] == [record.id]
    assert book.get(record.id) == record
    assert [verdict["grades"] for verdict in record.document["verdicts"]] == [["A"], ["A"]]
    assert Ledger(station.store).verify().ok


def test_a_restart_comes_back_to_the_same_step_with_every_answer(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        before = station.answer(station.start(), "PW-01", Choice("no"))
    with open_station(tmp_path) as station:
        assert station.desk.current() == before
        assert before.current_item == "PW-02"
