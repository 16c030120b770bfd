"""Publishing from the command line: two PINs on standard input, old versions reachable, changes in words."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from station.model.person import Role
from station.standards.channel import ChannelStandard
from station.standards.channel_writer import write_channel
from station.standards.library import channel_standard
from station.standards.rules import Number
from tests.publishing.desks import NAMES, PINS
from ui.cli.main import main

AUTHOR, REVIEWER = Role.QUALITY_ENGINEER, Role.SUPERVISOR
Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in the home and reads its JSON; PINs come over standard input."""

    def command(*words: str, pins: tuple[str, ...] = ()) -> tuple[int, Any]:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{pin}\n" for pin in pins)))
        code = main([*words, "--home", str(root), "--json"])
        said = capsys.readouterr()
        return code, json.loads(said.out) if code == 0 else said.err

    return command


def stricter() -> ChannelStandard:
    """Back Market with a higher battery floor."""
    old = channel_standard("back-market")
    gates = tuple(
        replace(gate, require=replace(gate.require, at_least=Decimal(85)))
        if isinstance(gate.require, Number) and gate.require.item == "PB-02"
        else gate
        for gate in old.gates
    )
    return replace(old, version="2026-12-01", gates=gates)


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "stricter.toml"
    write_channel(stricter(), path)
    return str(path)


def publish(
    run: Run, file: str, *more: str, pins: tuple[str, ...], day: str = "2020-01-01"
) -> tuple[int, Any]:
    who = ["--reviewer", NAMES[REVIEWER], "--valid-from", day, "--says", "compared with the source"]
    return run("standards", "publish", file, *who, *more, pins=pins)


def test_from_file_to_force(run: Run, file: str, root: Path, tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text(
        json.dumps({"category": "smartphone", "observations": {"PB-02": {"value": "82", "unit": "%"}}})
    )
    grade = ("grade", "--facts", str(facts), "--channel")
    assert run(*grade, "back-market")[1][0]["result"] != "not_accepted"
    code, published = publish(run, file, "--author", NAMES[AUTHOR], pins=(PINS[AUTHOR], PINS[REVIEWER]))
    assert code == 0
    assert Path(published["file"]).parent == root / "standards" / "channels"
    assert (published["author"], published["reviewer"]) == (NAMES[AUTHOR], NAMES[REVIEWER])
    assert run(*grade, "back-market")[1][0]["result"] == "not_accepted"
    assert run(*grade, "back-market@2026-11-22")[1][0]["result"] != "not_accepted"
    assert [one["standing"] for one in run("standards", "versions", "back-market")[1]] == [
        "in_force", "superseded",
    ]  # fmt: skip
    assert run("standards", "drafts")[1] == []
    assert run("ledger", "verify")[1]["ok"]


def test_the_difference_in_words(run: Run, file: str) -> None:
    changes = run("standards", "diff", "back-market", file)[1]["changes"]
    moved = next(change for change in changes if change["item"] == "PB-02")
    assert moved["direction"] == "stricter"
    assert "at least 80 % → at least 85 %" in moved["message"]["en"]
    assert (moved["before"]["at_least"], moved["after"]["at_least"]) == ("80", "85")


def test_a_later_day_is_upcoming(run: Run, file: str) -> None:
    publish(run, file, "--author", NAMES[AUTHOR], pins=(PINS[AUTHOR], PINS[REVIEWER]), day="2999-01-01")
    standing = {one["version"]: one["standing"] for one in run("standards", "versions", "back-market")[1]}
    assert standing == {"2026-12-01": "upcoming", "2026-11-22": "in_force"}
    listed = [one for one in run("standards", "list")[1] if one["id"] == "back-market"]
    assert [one["standing"] for one in listed] == ["in_force", "upcoming"]


def test_both_people_prove_themselves(run: Run, file: str) -> None:
    code, told = publish(run, file, "--author", NAMES[AUTHOR], pins=("8642", PINS[REVIEWER]))
    assert (code, told[:7]) == (1, "PEO-001")
    assert run("standards", "drafts")[1] == []
    code, told = publish(run, file, "--author", NAMES[AUTHOR], pins=(PINS[AUTHOR], "8642"))
    assert (code, told[:7]) == (1, "PEO-001")
    (draft,) = run("standards", "drafts")[1]
    assert (draft["author"], draft["review"]) == (NAMES[AUTHOR], None)
    assert publish(run, draft["draft"], pins=(PINS[REVIEWER],))[0] == 0


def test_a_person_is_added_by_the_administrator(run: Run) -> None:
    by = NAMES[Role.ADMINISTRATOR]
    add = ("people", "add", "韩梅", "--role", "quality_engineer", "--by", by)
    code, person = run(*add, pins=(PINS[Role.ADMINISTRATOR], "6248"))
    assert (code, person["role"]) == (0, "quality_engineer")
    assert person in run("people", "list")[1]
    assert run(*add, pins=("8642", "6248"))[1].startswith("PEO-001")


def test_what_is_not_as_it_was_published_grades_nothing(
    run: Run, file: str, root: Path, tmp_path: Path
) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text(
        json.dumps({"category": "smartphone", "observations": {"PB-02": {"value": "82", "unit": "%"}}})
    )
    grade = ("grade", "--facts", str(facts), "--channel", "back-market")
    _, published = publish(run, file, "--author", NAMES[AUTHOR], pins=(PINS[AUTHOR], PINS[REVIEWER]))
    standard = Path(published["file"])
    sound = standard.read_text("utf-8")
    standard.chmod(0o644)
    for altered in (sound.replace('"85"', '"81"', 1), sound.rsplit("# signature", 1)[0], sound + "\n"):
        standard.write_text(altered, "utf-8")
        assert run(*grade)[1][0]["version"] == "2026-11-22"
    standard.write_text(sound, "utf-8")
    assert run(*grade)[1][0]["version"] == "2026-12-01"


def test_a_file_slipped_onto_the_shelf_is_told_and_not_used(
    run: Run, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("standards", "versions", "back-market")
    shelf = root / "standards" / "channels"
    shelf.mkdir(parents=True, exist_ok=True)
    write_channel(stricter(), shelf / "back-market-2026-12-01.toml")
    assert [one["version"] for one in run("standards", "versions", "back-market")[1]] == ["2026-11-22"]
    assert main(["standards", "list", "--home", str(root)]) == 0
    assert "STD-028" in capsys.readouterr().err
