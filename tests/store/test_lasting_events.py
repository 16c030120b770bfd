"""Every kind of lasting event has its words, and events are found by kind, day and person."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from station.model.event import EventKind
from station.store.clock import from_text
from station.store.lasting_events import lasting_events
from station.texts import Lang, text
from tests.stations import open_station
from ui.cli.main import main


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_has_a_title_in_both_languages(kind: EventKind) -> None:
    titles = [text(lang, f"ledger.kinds.{kind.value}") for lang in Lang]
    assert len({*titles, kind.value, f"ledger.kinds.{kind.value}"}) == 4


def test_events_are_found_by_kind_day_person_and_number(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        for number in range(3):
            station.seal_one(f"R-{number}")
        everything = list(lasting_events(station.store))
        assert [one.sequence for one in everything] == list(range(1, len(everything) + 1))
        sealed = list(lasting_events(station.store, kind="record_sealed", person=station.person.id))
        assert [set(one.says) for one in sealed] == [{"record"}] * 3
        assert list(lasting_events(station.store, limit=2)) == everything[-2:]
        assert list(lasting_events(station.store, person="P-none")) == []
        tomorrow = from_text(everything[-1].at).astimezone().date() + timedelta(days=1)
        assert list(lasting_events(station.store, since=tomorrow)) == []
        assert list(lasting_events(station.store, since=tomorrow - timedelta(days=1))) == everything


def test_events_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_station(tmp_path) as station:
        record = station.seal_one()
    words = ["--kind", "record_sealed", "--person", "王敏", "--lang", "zh", "--home", str(tmp_path)]
    assert main(["ledger", "events", *words]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    told = json.loads(line)
    assert (told["says"], told["title"]) == ({"record": record.id}, "封存检验记录")
