"""Correcting sealed records on the command line, by the standards that ship with the program."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from station.inspection.desk import InspectionDesk
from station.model.answer import Choice, UnknownReason
from station.model.person import Role
from station.people.accounts import Accounts
from station.places import Home
from station.store.clock import SystemClock
from station.store.opening import open_store
from tests.stations import BY_HAND, PIN
from tests.ui.cli.test_store_commands import CommandLine


@dataclass(frozen=True)
class Shop:
    """A home with one sealed phone, and its command line."""

    line: CommandLine
    record: str
    patch: pytest.MonkeyPatch

    def signed(self, *words: str) -> tuple[int, str, str]:
        """A command that reads the PIN of who signs from standard input."""
        self.patch.setattr("sys.stdin", io.StringIO(f"{PIN}\n"))
        return self.line.run(*words)


@pytest.fixture
def shop(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shop]:
    home = Home(tmp_path / "home")
    clock = SystemClock()
    with open_store(home, clock) as store:
        accounts = Accounts(store)
        first = accounts.create_first("admin", PIN)
        inspector = accounts.add("wang", Role.INSPECTOR, PIN, first.id)
        accounts.add("li", Role.SUPERVISOR, PIN, first.id)
        desk = InspectionDesk(store, clock, accounts)
        inspection = desk.start(desk.unit_by_hand("R-1", "smartphone"), inspector.id, ["amazon-renewed"])
        inspection = desk.answer(inspection.id, "ID-05", Choice("off"), BY_HAND, inspector.id)
        desk.leave_rest_unknown(inspection.id, UnknownReason.NOT_INSPECTED, inspector.id)
        record = desk.seal(inspection.id, inspector.id, PIN).id
    yield Shop(CommandLine(home.root, capsys), record, monkeypatch)


def facts(tmp_path: Path, **observations: object) -> str:
    path = tmp_path / "changes.json"
    told = {item.replace("_", "-"): answer for item, answer in observations.items()}
    path.write_text(json.dumps({"category": "smartphone", "observations": told}), "utf-8")
    return str(path)


def test_a_record_is_amended_countersigned_compared_and_voided(shop: Shop, tmp_path: Path) -> None:
    why = ("--reason", "wrong_entry", "--says", "looked again")
    changes = facts(tmp_path, ID_05={"value": "on_locked"})
    amend = ("records", "amend", shop.record, "--facts", changes, *why, "--by", "wang", "--json")
    code, out, err = shop.signed(*amend)
    assert (code, err) == (0, "")
    new = json.loads(out)["record"]
    assert new == f"{shop.record}-A1"
    assert [one["record"] for one in shop.line.json("records", "queue")] == [new]
    assert shop.line.json("records", "show", shop.record)["amended_by"] == new
    (item,) = shop.line.json("records", "compare", shop.record, new)["items"]
    assert (item["item"], item["old"]["answer"], item["new"]["answer"]) == (
        "ID-05",
        {"value": "off"},
        {"value": "on_locked"},
    )
    code, out, err = shop.signed(
        "records", "countersign", new, "--refuse", "--says", "no photo", "--by", "li"
    )
    assert (code, err) == (0, "")
    shown = shop.line.json("records", "show", new)
    assert (shown["countersign"]["state"], shown["countersign"]["signed"]["says"]) == ("refused", "no photo")
    assert shop.line.json("records", "queue") == []
    void = ("records", "void", new, "--reason", "trial", "--says", "only a trial", "--by", "li")
    assert shop.signed(*void)[0] == 0
    assert shop.line.json("records", "show", new)["standing"] == "voided"
    assert shop.line.json("ledger", "verify")["ok"]


def test_an_unknown_reason_is_answered_with_those_there_are(shop: Shop, tmp_path: Path) -> None:
    changes = facts(tmp_path, ID_05={"value": "on_locked"})
    why = ("--reason", "no_such", "--says", "x", "--by", "wang")
    code, _, err = shop.signed("records", "amend", shop.record, "--facts", changes, *why)
    assert code == 1
    assert err.startswith("REC-003: ") and "wrong_entry" in err and "misread" in err


def test_facts_may_follow_the_pin_on_standard_input(shop: Shop) -> None:
    changes = {"category": "smartphone", "observations": {"ID-05": {"value": "on_locked"}}}
    told = f"{PIN}\n{json.dumps(changes)}".encode()
    shop.patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(told), "utf-8"))
    why = ("--reason", "wrong_entry", "--says", "looked again", "--by", "wang")
    code, _, err = shop.line.run("records", "amend", shop.record, "--facts", "-", *why)
    assert (code, err) == (0, "")


def test_a_list_tells_amended_records_and_those_that_await_a_signature(shop: Shop, tmp_path: Path) -> None:
    changes = facts(tmp_path, ID_05={"value": "on_locked"})
    why = ("--reason", "wrong_entry", "--says", "looked again", "--by", "wang")
    assert shop.signed("records", "amend", shop.record, "--facts", changes, *why)[0] == 0
    new, old = shop.line.run("records", "list")[1].splitlines()
    assert "countersign:awaited" in new.split("  ") and "amended" in old.split("  ")


@pytest.mark.parametrize(
    "words", [("--item", "PB-02"), ("--grade", "A"), ("--limit", "0"), ("--limit", "-5"), ("--limit", "x")]
)
def test_what_tests_nothing_is_wrong_usage(shop: Shop, words: tuple[str, str]) -> None:
    with pytest.raises(SystemExit) as left:
        shop.line.run("records", "list", *words)
    assert left.value.code == 2
