"""Hostile words on the command line and in the files given to it: refused in words, never a bug."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.stations import PIN, open_station
from ui.cli.main import EXIT_BUG, main

HOSTILE = [
    "../../etc/passwd",
    "..\\..\\x",
    "x" * 10_000,
    "\u202egnp.exe",
    "'; DROP TABLE people;--",
    "*",
    "NEAR(",
]
COMMANDS = [
    ["records", "show", "{}"],
    ["records", "list", "{}"],
    ["records", "list", "--person", "{}"],
    ["records", "export", "{}", "--out", "out"],
    ["report", "{}", "--template", "certificate", "--out", "r.pdf"],
    ["report", "x", "--template", "{}", "--out", "r.pdf"],
    ["label", "{}", "--out", "l.zpl"],
    ["private", "show", "{}"],
    ["people", "block", "{}", "--by", "{}"],
    ["standards", "show", "{}"],
    ["standards", "lint", "{}"],
    ["standards", "diff", "{}", "{}"],
    ["checklist", "--category", "{}"],
    ["ledger", "verify", "{}"],
    ["grade", "--facts", "{}"],
    ["restore", "{}"],
]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with one sealed record, beside an empty folder to work in."""
    with open_station(tmp_path / "home") as station:
        station.seal_one()
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    return tmp_path / "home"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_word_is_a_path_a_statement_or_a_bug(home: Path, command: list[str]) -> None:
    for word in HOSTILE:
        assert main([*(part.replace("{}", word) for part in command), "--home", str(home)]) != EXIT_BUG, word
    assert list(Path.cwd().iterdir()) == []
    assert {path.name for path in home.parent.iterdir()} == {"home", "work"}


def test_bytes_that_are_no_text_are_wrong_usage(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["records", "show", "\udcff", "--home", str(home)])
    assert ended.value.code == 2
    assert "'\\udcff'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "content",
    [
        "[" * 200_000,
        '{"a":' * 900 + "1" + "}" * 900,
        '{"category":"smartphone","observations":{"PB-02":{"value":"1e999999","unit":"%"}}}',
        '{"category":"smartphone","observations":{"PB-02":{"value":1e999999,"unit":"%"}}}',
        '{"category":"smartphone","observations":{"PB-02":{"value":' + "9" * 5000 + ',"unit":"%"}}}',
        '{"category":"smartphone","observations":{"PB-02":{"value":"sNaN","unit":"%"}}}',
        '{"category":"smartphone","observations":{},"observations":{}}',
        '{"category":"../../x","observations":{}}',
        '{"category":"smartphone","observations":{"\\ud800":{"value":"1"}}}',
    ],
    ids=["open", "deep", "exponent", "infinite", "digits", "nan", "twice", "path", "surrogate"],
)
def test_hostile_facts_are_refused(home: Path, content: str) -> None:
    Path("facts.json").write_text(content, "utf-8")
    assert main(["grade", "--facts", "facts.json", "--channel", "back-market", "--home", str(home)]) == 1


@pytest.mark.parametrize(
    "part", [{"sequence": -1}, {"sequence": 10**400}, {"sequence": 1.0}, {"complete": -3}]
)
def test_a_receipt_out_of_range_is_refused(home: Path, part: dict[str, object]) -> None:
    whole = {"schema": 1, "station": "AAAAAAAA", "sequence": 1, "head": "0" * 64, "complete": 0}
    rest = {"at": "2026-11-22T10:00:00Z", "hub": "AAAAAAAA", "signature": "00"}
    Path("receipt.json").write_text(json.dumps({**whole, **rest, **part}), "utf-8")
    for command in (["ledger", "receipt", "receipt.json"], ["ledger", "verify", "--receipt", "receipt.json"]):
        assert main([*command, "--home", str(home)]) == 1


def test_settings_built_to_overflow_are_no_settings(home: Path) -> None:
    for days in ("9" * 40, "1e999", "-1"):
        (home / "settings.json").write_text(f'{{"retention_days":{days}}}', "utf-8")
        assert main(["retention", "--home", str(home)]) != EXIT_BUG


def test_a_reason_of_a_megabyte_is_refused_before_anything_is_signed(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PIN}\n"))
    with open_station(home) as station:
        record = station.seal_one("R-2").id
    says = ["--reason", "wrong_unit", "--says", "x" * 1_000_000]
    assert main(["records", "void", record, *says, "--by", "王敏", "--home", str(home)]) == 1
    assert "REC-009" in capsys.readouterr().err
