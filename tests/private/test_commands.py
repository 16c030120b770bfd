"""Customers' data on the command line: masked unless handed out, and erased by who may."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from station.people.accounts import Accounts
from station.places import Home
from station.store.clock import SystemClock
from station.store.opening import open_store
from tests.stations import PIN
from ui.cli.main import main


def test_whole_life_of_a_customers_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"

    def run(*words: str) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{PIN}\n"))
        assert main([*words, "--home", str(home)]) == 0
        return capsys.readouterr().out

    with open_store(Home(home), SystemClock()) as store:
        Accounts(store).create_first("赵刚", PIN)
    orders = tmp_path / "orders.csv"
    orders.write_text("code,category,customer_name,customer_phone\nW-1,smartphone,欧阳锦鲤,13912345678\n")
    run("orders", "import", str(orders))
    (listed,) = json.loads(run("private", "list", "--json"))
    assert (listed["name"], listed["phone"], listed["erased"]) == ("欧**", "139****5678", False)
    subject = listed["subject"]
    assert "139****5678" in run("private", "list")
    assert "work_order  W-1" in run("private", "show", subject)
    out = tmp_path / "person.json"
    run("private", "export", subject, "--by", "赵刚", "--out", str(out))
    assert "13912345678" in out.read_text("utf-8")
    assert "欧阳锦鲤" in run("private", "export", subject, "--by", "赵刚")
    run("private", "erase", subject, "--by", "赵刚", "--reason", "asked")
    assert [one["erased"] for one in json.loads(run("private", "show", subject, "--json"))] == [True]
    assert json.loads(run("ledger", "verify", "--json"))["ok"] is True
