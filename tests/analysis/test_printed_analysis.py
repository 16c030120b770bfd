"""``station analyse --out FILE.pdf``: printed, told, stated in the ledger; also beside a running station."""

from __future__ import annotations

import io
import json
import random
from pathlib import Path

import pytest
from pypdf import PdfReader

from station.places import Home
from station.store.clock import SystemClock
from station.store.opening import open_store
from tests.store.many_records import enter, record_body
from ui.cli.main import main


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A station of thirty records."""
    home = Home(tmp_path / "home")
    with open_store(home, SystemClock()) as store:
        chance = random.Random(3)
        enter(store, [("record_sealed", record_body(number, chance, 3)) for number in range(30)])
    return home


def _printed(home: Home) -> list[str]:
    with open_store(home, SystemClock()) as store, store.read() as connection:
        rows = connection.execute("SELECT body FROM ledger WHERE kind = 'report_printed'").fetchall()
    return [json.loads(row[0])["scope"]["since"] for row in rows]


def test_the_figures_are_told_and_printed_and_the_ledger_knows(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "report.pdf"
    assert main(["analyse", "--home", str(home.root), "--json", "--out", str(file)]) in (0, None)
    document = json.loads(capsys.readouterr().out)
    assert document["file"] == str(file)
    assert len(PdfReader(io.BytesIO(file.read_bytes())).pages) >= 2
    assert _printed(home) == ["2024-01-01"]


def test_beside_a_running_station_the_paper_is_noted_and_entered_later(home: Home, tmp_path: Path) -> None:
    with open_store(home, SystemClock()):
        main(["analyse", "--home", str(home.root), "--out", str(tmp_path / "report.pdf")])
    assert _printed(home) == ["2024-01-01"]


def test_a_template_of_records_cannot_print_it(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "report.pdf")
    assert main(["analyse", "--home", str(home.root), "--out", out, "--template", "certificate"]) == 1
    assert "REP-040" in capsys.readouterr().err
    assert _printed(home) == []
