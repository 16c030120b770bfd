"""Receipts: their form, who may sign them, and what they find that the ledger alone cannot."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.errors import KnownError
from station.places import Home
from station.store.chain import LedgerReport
from station.store.ledger import Ledger
from station.store.receipt import Receipt, claim_from, receipt_from
from station.store.receipts import Receipts
from tests.hubs import Hub, as_json
from tests.stations import open_station
from tests.store.tampering import codes, edit, verify
from ui.cli.main import main


@pytest.fixture(scope="module")
def sealed_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A station with three sealed records, closed; tests work on copies."""
    root = tmp_path_factory.mktemp("receipts") / "home"
    with open_station(root) as station:
        for number in range(3):
            station.seal_one(f"R-{number}")
    return root


@pytest.fixture
def home(sealed_home: Path, tmp_path: Path) -> Home:
    return Home(Path(shutil.copytree(sealed_home, tmp_path / "home")))


@pytest.fixture(scope="module")
def hub() -> Hub:
    return Hub()


def last_of(home: Home, hub: Hub) -> Receipt:
    with open_station(home.root) as station:
        return hub.confirm(station.store)


def checked(home: Home, receipt: Receipt, hub: Hub | None = None) -> LedgerReport:
    with open_station(home.root) as station:
        return Ledger(station.store).verify(receipt, hub.public_key if hub else None)


def noted(report: LedgerReport) -> set[tuple[int, str]]:
    """Notes but for the anchor, which a copied home has not."""
    return codes(report.notes) - {(0, "anchor_missing")}


def test_a_receipt_that_fits_is_proven_and_leaves_no_word(home: Home, hub: Hub) -> None:
    report = checked(home, last_of(home, hub), hub)
    assert (report.ok, noted(report)) == (True, set())


def test_the_form_survives_its_json(hub: Hub) -> None:
    receipt = hub.receipt("ABCDEF01", 7, "0" * 64, 5)
    assert receipt_from(json.loads(json.dumps(as_json(receipt)))) == receipt


@pytest.mark.parametrize(
    "change",
    [
        {"schema": 2},
        {"schema": True},
        {"sequence": "7"},
        {"sequence": -1},
        {"sequence": 7.0},
        {"complete": 8},
        {"complete": True},
        {"head": "0" * 63},
        {"head": "A" * 64},
        {"at": "yesterday"},
        {"hub": "abc"},
        {"signature": 1},
        {"more": 1},
    ],
)
def test_a_receipt_of_another_form_is_no_receipt(hub: Hub, change: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        receipt_from({**as_json(hub.receipt("ABCDEF01", 7, "0" * 64)), **change})


values = st.none() | st.booleans() | st.integers() | st.text(max_size=70) | st.just("0" * 64)
names = ["schema", "station", "sequence", "head", "complete", "at", "hub", "signature"]


@given(st.dictionaries(st.sampled_from(names), values) | values)
def test_any_json_is_judged_without_a_stumble(raw: Any) -> None:
    for parse in (receipt_from, claim_from):
        try:
            receipt = parse(raw)
        except ValueError:
            continue
        assert receipt.sequence >= receipt.complete or parse is claim_from
        assert not receipt.is_proven_by(None)


@pytest.mark.parametrize(
    "change",
    [{"sequence": 2}, {"head": "1" * 64}, {"complete": 2}, {"at": "2026-11-22T09:15:01Z"}, {"station": "0"}],
)
def test_no_part_of_a_receipt_can_be_changed(hub: Hub, change: dict[str, Any]) -> None:
    from station.signing import Signer

    receipt = hub.receipt("ABCDEF01", 3, "0" * 64)
    assert receipt.is_proven_by(Signer(hub.public_key))
    assert not replace(receipt, **change).is_proven_by(Signer(hub.public_key))


def test_a_cut_end_is_told_from_an_old_state_and_from_another_history(
    home: Home, hub: Hub, tmp_path: Path
) -> None:
    old = Home(Path(shutil.copytree(home.root, tmp_path / "old")))
    with open_station(home.root) as station:
        station.seal_one("R-9")
    receipt = last_of(home, hub)
    sequence = receipt.sequence
    assert checked(home, receipt, hub).ok

    edit(home, "DELETE FROM ledger WHERE sequence = (SELECT max(sequence) FROM ledger)")
    assert (sequence, "truncated") in codes(checked(home, receipt, hub).problems)

    assert codes(checked(old, receipt, hub).problems) == {(sequence, "rolled_back")}

    with open_station(old.root) as station:
        station.seal_one("R-other")
    assert codes(checked(old, receipt, hub).problems) == {(sequence, "forked")}


def test_the_stored_receipt_is_always_compared(home: Home, hub: Hub) -> None:
    receipt = last_of(home, hub)
    with open_station(home.root) as station:
        Receipts(station.store).keep(receipt, hub.public_key)
        assert Receipts(station.store).last() == receipt
    assert verify(home).ok
    edit(home, "UPDATE receipts SET head = replace(head, substr(head, 1, 1), 'z')")
    assert codes(verify(home).problems) == {(receipt.sequence, "receipt_forged")}


def test_a_receipt_that_the_ledger_contradicts_is_kept_and_told(home: Home, hub: Hub) -> None:
    with open_station(home.root) as station:
        other = hub.receipt(station.store.identity.id, 2, "1" * 64)
        Receipts(station.store).keep(other, hub.public_key)
    assert codes(verify(home).problems) == {(2, "forked")}


def test_an_unproven_receipt_is_compared_and_noted(home: Home, hub: Hub) -> None:
    receipt = last_of(home, hub)
    for unproven in (replace(receipt, signature=""), claim_from({**as_json(receipt), "hub": None})):
        report = checked(home, unproven, hub)
        assert (report.ok, noted(report)) == (True, {(receipt.sequence, "receipt_unproven")})
    assert not checked(home, replace(receipt, head="1" * 64), hub).ok
    assert noted(checked(home, receipt)) == {(receipt.sequence, "receipt_unproven")}


def test_the_hub_is_pinned_with_the_first_receipt_and_the_ledger_says_so(home: Home, hub: Hub) -> None:
    receipt, stranger = last_of(home, hub), Hub()
    with open_station(home.root) as station:
        receipts = Receipts(station.store)
        assert refused(receipts, receipt) == "LED-004"
        assert refused(receipts, replace(receipt, complete=1), hub.public_key) == "LED-001"
        assert refused(receipts, receipt, "no key") == "LED-005"
        assert receipts.hub() is None
        receipts.keep(receipt, hub.public_key)
        assert refused(receipts, stranger.confirm(station.store)) == "LED-001"
        assert refused(receipts, stranger.confirm(station.store), stranger.public_key) == "LED-003"
        last = list(Ledger(station.store).entries())[-1]
    assert (last.kind, json.loads(last.body)["setting"]) == ("setting_changed", "hub_public_key")
    report = checked(home, receipt, stranger)
    assert codes(report.problems) == {(0, "hub_key_differs")}


def test_a_receipt_that_contradicts_an_earlier_one_is_refused(home: Home, hub: Hub) -> None:
    with open_station(home.root) as station:
        receipts, name = Receipts(station.store), station.store.identity.id
        receipts.keep(hub.receipt(name, 2, "2" * 64, 1), hub.public_key)
        for other in (
            hub.receipt(name, 2, "3" * 64, 1),
            hub.receipt(name, 3, "3" * 64, 0),
            hub.receipt(name, 1, "3" * 64, 1, at="2026-11-22T08:00:00Z"),
        ):
            accepted = other.sequence == 1
            assert (refused(receipts, other) == "") == accepted
        assert refused(receipts, hub.receipt("00000000", 9, "4" * 64)) == "LED-001"


def refused(receipts: Receipts, receipt: Receipt, key: str | None = None) -> str:
    try:
        receipts.keep(receipt, key)
    except KnownError as error:
        return error.code
    return ""


def test_the_pinned_key_is_what_the_ledger_says(home: Home, hub: Hub) -> None:
    with open_station(home.root) as station:
        Receipts(station.store).keep(hub.confirm(station.store), hub.public_key)
    with closing(sqlite3.connect(home.database)) as database:
        database.execute("UPDATE settings SET value = ? WHERE name = 'hub_public_key'", (Hub().public_key,))
        database.commit()
    assert {code for _, code in codes(verify(home).problems)} == {"hub_key_changed", "receipt_forged"}


def test_receipts_on_the_command_line(
    home: Home, hub: Hub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key, file = tmp_path / "hub.pem", tmp_path / "receipt.json"
    key.write_text(hub.public_key, "utf-8")
    file.write_text(json.dumps(as_json(last_of(home, hub))), "utf-8")
    words = ["--home", str(home.root), "--json"]
    assert main(["ledger", "receipt", str(file), "--hub-key", str(key), *words]) == 0
    assert json.loads(capsys.readouterr().out)["agrees"] is True
    assert main(["ledger", "verify", "--receipt", str(file), *words]) == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True
    file.write_text(json.dumps({**as_json(last_of(home, hub)), "head": "1" * 64}), "utf-8")
    assert main(["ledger", "verify", "--receipt", str(file), *words]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [one["code"] for one in told["problems"]] == ["forked"]
    assert "receipt_unproven" in [one["code"] for one in told["notes"]]
    assert main(["ledger", "receipt", str(file), *words]) == 1
    assert capsys.readouterr().err.startswith("LED-001")
