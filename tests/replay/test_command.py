"""``station replay`` on a real home, also while the station runs on it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from station.grading.replay import Unreadable, replay
from station.inspection.desk import InspectionDesk
from station.inspection.stored_facts import stored_facts
from station.model.answer import Answer, Defects, UnknownReason
from station.model.defect import Defect, DefectKind, Depth
from station.model.inspection import WithoutPhoto
from station.places import RESOURCES, Home
from station.standards.library import channel_standard, internal_standard
from station.store.clock import SystemClock
from tests.stations import BY_HAND, PIN, Station, open_station
from ui.cli.main import main

CHANNEL = "amazon-renewed"
SHIPPED = RESOURCES / "standards" / "channels" / "amazon-renewed-2026-11-22.toml"
LOOKED_AT = ("FG-01", "FG-02", "FR-01", "FR-02", "BK-01", "BK-02")
SCRATCH = Defect("Z1", DefectKind.SCRATCH, depth=Depth.TACTILE, visible_cm=Decimal("25"))


def seal(station: Station, code: str, answers: Mapping[str, Answer]) -> str:
    """A phone inspected for one channel, everything else left unknown."""
    desk = InspectionDesk(station.store, SystemClock(), station.accounts)
    inspection = desk.start(desk.unit_by_hand(code, "smartphone"), station.person.id, [CHANNEL])
    for item, answer in answers.items():
        desk.answer(inspection.id, item, answer, BY_HAND, station.person.id)
    desk.leave_rest_unknown(inspection.id, UnknownReason.NOT_INSPECTED, station.person.id)
    return desk.seal(inspection.id, station.person.id, PIN, without_photos=WithoutPhoto.NOT_TAKEN).id


@pytest.fixture
def stricter(tmp_path: Path) -> Path:
    """The next version: nothing to be seen from 20 cm for the two best grades."""
    words = SHIPPED.read_text("utf-8").replace('below = "30"', 'below = "20"', 2)
    file = tmp_path / "next.toml"
    file.write_text(words.replace('version = "2026-11-22"', 'version = "2027-01-01"'), "utf-8")
    return file


def test_flips_and_missing_facts_while_the_station_runs(
    tmp_path: Path, stricter: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    sound: dict[str, Answer] = {item: Defects() for item in LOOKED_AT}
    with open_station(home) as station:
        seal(station, "R-1", sound)
        flipped = seal(station, "R-2", sound | {"FG-01": Defects((SCRATCH,))})
        unseen = seal(station, "R-3", {"FG-01": Defects()})
        found = run(capsys, home, "--standard", str(stricter), "--json")
        earlier = run(capsys, home, "--standard", str(stricter), "--until", "2020-01-01", "--json")
        words = told(capsys, home, "--standard", str(stricter), "--since", "2020-01-01", "--lang", "zh")
    assert found == {
        "examined": 3,
        "flips": [{"record": flipped, "from": "PREMIUM|EXCELLENT", "to": "GOOD"}],
        "undetermined": [{"record": unseen, "missing": ["FR-01", "BK-01", "FG-02", "FR-02", "BK-02"]}],
        "unreadable": [],
    }
    assert earlier["examined"] == 0
    assert "3" in words[0]
    assert len(words) == 3
    assert flipped in words[1]
    assert unseen in words[2]


def test_answers_that_the_internal_standard_gave_up_are_named(tmp_path: Path) -> None:
    internal = internal_standard("smartphone")
    without = replace(internal, items=tuple(item for item in internal.items if item.id != "FR-01"))
    with open_station(tmp_path / "home") as station:
        record = seal(station, "R-1", {item: Defects() for item in LOOKED_AT})
        stored = list(stored_facts(station.store, without, CHANNEL))
    assert "FR-01" not in stored[0].facts
    found = replay(channel_standard(CHANNEL), stored)
    assert found.unreadable == (Unreadable(record, ("FR-01",)),)
    assert "FR-01" in found.undetermined[0].missing


def run(capsys: pytest.CaptureFixture[str], home: Path, *words: str) -> dict[str, Any]:
    result: dict[str, Any] = json.loads("\n".join(told(capsys, home, *words)))
    return result


def told(capsys: pytest.CaptureFixture[str], home: Path, *words: str) -> list[str]:
    assert main(["replay", *words, "--home", str(home)]) == 0
    return capsys.readouterr().out.splitlines()


def test_a_folder_without_a_station_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", "--standard", str(SHIPPED), "--home", str(tmp_path / "none"), "--json"]) == 1
    assert "STO-011" in capsys.readouterr().err
    assert not Home(tmp_path / "none").root.exists()
