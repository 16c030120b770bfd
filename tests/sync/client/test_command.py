"""``station sync …``: what a person at the command line does and sees."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from station.store.ledger import Ledger
from sync.hub.hub import Hub
from sync.hub.stations import Stations
from tests.sync.exchanging import Difference, difference, open_sender, write_records
from tests.sync.running import config_at, running
from ui.cli.main import main

STATUS = {"enrolled", "hub", "hub_url", "waiting", "moving", "last_success", "problem", "set_aside", "halted"}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Hub, str]]:
    """A hub and its address."""
    with running(config_at(tmp_path / "hub")) as both:
        yield both


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home of a station that wrote a few records, and runs no more."""
    with open_sender(tmp_path / "station") as store:
        write_records(store, 6)
    return tmp_path / "station"


def told(capsys: pytest.CaptureFixture[str], home: Path, *words: str, code: int = 0) -> Any:
    """The JSON that a command writes."""
    assert main(["sync", *words, "--home", str(home), "--json"]) == code
    return json.loads(capsys.readouterr().out or "null")


def test_enrol_exchange_and_look(
    home: Path, served: tuple[Hub, str], capsys: pytest.CaptureFixture[str]
) -> None:
    hub, url = served
    before = told(capsys, home, "status")
    assert (before["enrolled"], before["receipt"]) == (False, None)
    code = Stations(hub).make_code("一号台", "admin")
    assert told(capsys, home, "enrol", "--hub", url, "--code", code)["hub"] == hub.key.id
    waiting = told(capsys, home, "status")["waiting"]
    assert waiting["entries"] > 6
    assert waiting["bytes"] > waiting["photos"]
    told(capsys, home, "now")
    after = told(capsys, home, "status")
    assert after.keys() >= STATUS
    assert after["waiting"] == {"entries": 0, "photos": 0, "bytes": 0}
    assert after["receipt"]["complete"] == after["receipt"]["sequence"]
    with open_sender(home) as store:
        assert Ledger(store).verify().head == Ledger(store).head().hash
        assert difference(store, hub) == Difference()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_hub_that_is_away_is_told_and_waited_for(
    home: Path, served: tuple[Hub, str], capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    hub, url = served
    code = Stations(hub).make_code("一号台", "admin")
    told(capsys, home, "enrol", "--hub", url, "--code", code)
    settings = home / "settings.json"
    settings.write_text(settings.read_text("utf-8").replace(url, "http://127.0.0.1:9"), "utf-8")
    told(capsys, home, "now", code=1)
    assert main(["sync", "status", "--home", str(home), "--lang", lang]) == 0
    said = capsys.readouterr().out
    assert "SYN-003" in said
    assert hub.key.id in said


def test_a_station_that_is_not_enrolled_says_how(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sync", "now", "--home", str(home)]) == 1
    assert "station sync enrol" in capsys.readouterr().err


def test_no_secret_reaches_a_file_or_the_screen(
    home: Path, served: tuple[Hub, str], capfd: pytest.CaptureFixture[str]
) -> None:
    hub, url = served
    code = Stations(hub).make_code("一号台", "admin")
    assert main(["sync", "enrol", "--hub", url, "--code", code, "--home", str(home)]) == 0
    assert main(["sync", "now", "--home", str(home)]) == 0
    said = "".join(capfd.readouterr())
    kept = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    for secret in (code, "Bearer "):
        assert secret not in said
        assert secret.encode() not in kept
