"""Records, ledger, orders, catalogue and people on the command line, in one station's folder."""

from __future__ import annotations

import io
import json
import logging
from pathlib import Path
from typing import Any

import pytest

from station.errors import KnownError
from station.places import RESOURCES, Home
from station.store.clock import SystemClock
from station.store.opening import open_store
from station.texts import Lang, error_text
from tests.stations import open_station
from ui.cli.main import main

DEMO = RESOURCES / "demo"


class CommandLine:
    """Runs commands on one home and keeps what they said."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self._capsys = capsys

    def run(self, *words: str) -> tuple[int, str, str]:
        """Exit code, standard output and standard error of one command."""
        code = main([*words, "--home", str(self.home)])
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def json(self, *words: str) -> Any:
        """The JSON result of a command that succeeds."""
        code, out, err = self.run(*words, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(tmp_path / "home", capsys)


def test_a_new_station_has_no_records_and_a_sound_empty_ledger(line: CommandLine) -> None:
    with open_store(Home(line.home), SystemClock()):
        pass
    assert line.json("records", "list") == []
    assert line.json("people", "list") == []
    report = line.json("ledger", "verify")
    assert report.items() >= {"ok": True, "entries": 0, "head": "0" * 64, "problems": []}.items()


@pytest.mark.parametrize(
    "words",
    [
        ("records", "list"),
        ("records", "show", "X"),
        ("people", "list"),
        ("ledger", "verify"),
        ("report", "X"),
        ("label", "X"),
        ("retention",),
        ("records", "rebuild"),
        ("records", "countersign", "X", "--by", "Y"),
        ("private", "erase", "X", "--by", "Y", "--reason", "asked"),
        ("people", "add", "X", "--role", "inspector", "--by", "Y"),
        ("people", "role", "X", "--role", "inspector", "--by", "Y"),
        *(("people", change, "X", "--by", "Y") for change in ("block", "unblock", "reset-pin", "badge")),
        ("people", "set-pin", "X"),
        ("orders", "import", str(DEMO / "work_orders.csv")),
        ("catalogue", "import", str(DEMO / "catalogue.csv")),
        ("standards", "publish", "X", "--reviewer", "Y", "--valid-from", "2026-12-01", "--says", "reviewed"),
    ],
)
def test_looking_for_a_station_where_there_is_none_says_so_and_makes_none(
    line: CommandLine, words: tuple[str, ...]
) -> None:
    code, out, err = line.run(*words, "--lang", "zh")
    assert (code, out) == (1, "")
    assert err.startswith("STO-011: ") and "没有工作站" in err
    assert not line.home.exists()


def test_records_are_listed_shown_and_exported_while_the_station_runs(
    line: CommandLine, tmp_path: Path
) -> None:
    with open_station(line.home) as station:
        record = station.seal_one()
        (listed,) = line.json("records", "list", "王敏")
        assert (listed["record"], listed["code"]) == (record.id, "R-20261122-0147")
        shown = line.json("records", "show", record.id)
        assert shown.pop("ledger")["hash"] == record.ledger_hash
        assert {one["channel"] for one in shown.pop("verdicts_today")} == {"strict", "mild"}
        assert (shown["standing"], shown["countersign"]["state"]) == ("current", "none")
        assert {key: shown[key] for key in record.document.keys() - {"countersign"}} == {
            key: value for key, value in record.document.items() if key != "countersign"
        }
        assert len(shown["history"]) == len(record.document["observations"])
        assert record.id in line.run("records", "list")[1]
        bundle = tmp_path / "bundle"
        assert line.json("records", "export", record.id, "--out", str(bundle))["bundle"] == str(bundle)
    assert line.run("records", "show", "nothing")[0::2] == (
        1,
        "STO-007: There is no record nothing. Check the number.\n",
    )


def test_verify_tells_a_tampered_bundle_by_exit_code_and_code(line: CommandLine, tmp_path: Path) -> None:
    with open_station(line.home) as station:
        record = station.seal_one()
    bundle = tmp_path / "bundle"
    line.run("records", "export", record.id, "--out", str(bundle))
    receipt = tmp_path / "receipt.json"
    receipt.write_text(
        json.dumps(
            {"station": station.store.identity.id, "sequence": record.sequence, "head": record.ledger_hash}
        )
    )
    assert line.json("ledger", "verify", str(bundle), "--receipt", str(receipt))["ok"] is True
    body = bundle / "records" / f"{record.id}.json"
    body.write_bytes(body.read_bytes().replace(b"true", b"null", 1))
    code, out, _ = line.run("ledger", "verify", str(bundle), "--json")
    report = json.loads(out)
    assert (code, report["ok"]) == (1, False)
    assert [problem["code"] for problem in report["problems"]] == ["body_changed"]
    assert "内容被改动" in line.run("ledger", "verify", str(bundle), "--lang", "zh")[1]
    receipt.write_text("[]")
    assert line.run("ledger", "verify", str(bundle), "--receipt", str(receipt))[0] == 1


def test_the_demo_set_is_imported(line: CommandLine) -> None:
    with open_station(line.home):
        pass
    added = line.json("catalogue", "import", str(DEMO / "catalogue.csv"))
    assert (added["added"] >= 12, added["refused"]) == (True, [])
    again = line.json("catalogue", "import", str(DEMO / "catalogue.csv"))
    assert (again["added"], again["unchanged"]) == (0, added["added"])
    assert line.json("orders", "import", str(DEMO / "work_orders.csv"))["refused"] == []


def test_a_refused_row_says_why_in_the_users_language(line: CommandLine, tmp_path: Path) -> None:
    with open_station(line.home):
        pass
    path = tmp_path / "orders.csv"
    path.write_text("code,category,imei\nW1,smartphone,1\n", "utf-8")
    (refusal,) = line.json("orders", "import", str(path), "--lang", "zh")["refused"]
    assert refusal == {"row": 2, "reason": "IMEI 1 校验位不对"}
    assert "IMEI 1 fails its check digit" in line.run("orders", "import", str(path))[1]


def test_the_first_inspector_is_created_with_a_pin_from_standard_input(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("2580\n"))
    created = line.json("people", "add-first", "王敏")
    assert line.json("people", "list") == [created]
    assert created["name"] == "王敏"
    monkeypatch.setattr("sys.stdin", io.StringIO("1111\n"))
    assert line.run("people", "add-first", "李雷")[2].startswith("PEO-002")


def test_a_warning_is_told_in_the_language_asked_for(
    line: CommandLine, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging, "lastResort", logging.lastResort)
    line.run("people", "list", "--lang", "zh")
    assert logging.lastResort is not None
    warning = KnownError("STO-013", path="/srv/station")
    logging.lastResort.handle(logging.makeLogRecord({"msg": "%s", "args": (warning,)}))
    what, do = error_text(Lang.ZH, warning)
    assert capsys.readouterr().err == f"STO-013: {what} {do}\n"
