"""The command line keeps its contract: commands are there, exit codes mean one thing, start-up stays lean."""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import ui.cli.main
from tests.contracts.sources import ROOT
from tests.stations import open_station
from ui.cli.main import build_parser, main

PROMISED = {
    *("run", "tour", "shots", "doctor", "bench serve", "orders import", "catalogue import"),
    *("standards list", "standards show", "grade", "checklist", "stats"),
    *("instruments profiles", "instruments decode", "instruments listen", "camera list", "camera grab"),
    *("records list", "records show", "records export", "ledger verify", "report", "label"),
    *(f"records {act}" for act in ("amend", "void", "countersign", "queue", "compare")),
    *("backup", "backup key", "backup list", "backup verify", "restore", "retention"),
    *(f"people {act}" for act in ("list", "add-first", "add", "role", "block", "unblock", "set-pin")),
    *("people reset-pin", "people badge", "people sign-ins"),
    *(f"private {act}" for act in ("list", "show", "export", "erase")),
}
WITHOUT_JSON = {"run"}
"""Commands that open a window have no result."""

HEAVY = (
    *("reportlab", "pyqtgraph", "pint", "openpyxl", "scipy", "cv2", "PySide6", "httpx", "sqlalchemy"),
    *("pyrage", "keyring", "alembic", "nacl", "msgspec", "argon2", "pydantic", "numpy", "rapidfuzz"),
)
FOR_LISTING = {"nacl", "msgspec", "argon2", "pydantic"}
"""What a home is opened with: whose key it is, what its documents say."""


def leaves(parser: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command that can be run, with its parser."""
    inner = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not inner or parser.get_default("run"):
        yield name, parser
    for action in inner:
        for word, child in action.choices.items():
            yield from leaves(child, f"{name} {word}".strip())


FACTS = ROOT / "resources/standards/examples/golden/d01.facts.json"
COMMANDS = dict(leaves(build_parser()))


def station(*words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run the installed program, as a person would."""
    program = Path(sys.executable).with_name("station")
    return subprocess.run(
        [program, *words], input=stdin, capture_output=True, text=True, check=False, timeout=60
    )


def test_every_promised_command_is_there() -> None:
    assert PROMISED - COMMANDS.keys() == set()


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself_and_knows_home_and_language(name: str) -> None:
    parser = COMMANDS[name]
    options = {option for action in parser._actions for option in action.option_strings}
    assert parser.description
    assert {"--home", "--lang"} <= options
    assert "--json" in options or name in WITHOUT_JSON


def test_a_result_is_all_that_standard_output_holds(tmp_path: Path) -> None:
    done = station("standards", "list", "--json", "--home", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_known_error_is_exit_1_with_its_code_on_standard_error(tmp_path: Path, lang: str) -> None:
    facts = '{"category": "smartphone", "observations": {}}'
    done = station("grade", "--facts", "-", "--channel", "nowhere", "--lang", lang, stdin=facts)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("STD-002: ")
    assert ("没有" in done.stderr) == (lang == "zh")


DEEP = "[" * 100_000


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["grade", "--facts", "-"], "FACT-001"),
        (["grade", "--facts", str(FACTS), "--standard", "-"], "STD-001"),
        (["ledger", "verify", "--receipt", "-"], "IMP-001"),
        (["stats", "imr", "-"], "ANA-001"),
    ],
)
def test_input_nested_without_end_is_a_known_error(words: list[str], code: str) -> None:
    done = station(*words, stdin=DEEP)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{code}: ")


def test_common_options_may_stand_before_the_command(tmp_path: Path) -> None:
    done = station("--home", str(tmp_path / "none"), "--lang", "zh", "--json", "records", "list")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("STO-011: ") and "没有" in done.stderr
    assert station("--json", "standards", "list").stdout == station("standards", "list", "--json").stdout


def test_tables_come_over_standard_input_too(tmp_path: Path) -> None:
    with open_station(tmp_path):
        pass
    done = station(
        *("orders", "import", "-", "--json", "--home", str(tmp_path)), stdin="code,category\nW1,smartphone\n"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {"added": 1, "updated": 0, "unchanged": 0, "refused": []}


@pytest.mark.parametrize(
    "words", [["no-such-command"], ["grade", "--no-such-option"], ["records"], ["people", "add-first", " "]]
)
def test_wrong_usage_is_exit_2(words: list[str]) -> None:
    done = station(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "usage: station" in done.stderr


def test_a_bug_is_exit_70(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(arguments: argparse.Namespace) -> int:
        raise ZeroDivisionError("a bug")

    parser = argparse.ArgumentParser()
    parser.add_argument("command")
    parser.set_defaults(run=broken)
    monkeypatch.setattr(ui.cli.main, "build_parser", lambda _: parser)
    assert main(["break"]) == 70
    said = capsys.readouterr()
    assert said.out == ""
    assert "ZeroDivisionError: a bug" in said.err


def test_building_the_parser_imports_nothing_heavy() -> None:
    assert not loaded("from ui.cli.main import build_parser; build_parser()")


def test_listing_records_imports_what_opens_a_home_and_no_more(tmp_path: Path) -> None:
    with open_station(tmp_path) as opened:
        opened.seal_one()
    words = ["records", "list", "--json", "--home", str(tmp_path)]
    assert loaded(f"from ui.cli.main import main; assert main({words!r}) == 0") <= FOR_LISTING


def test_the_empty_window_stands_before_anything_heavy_is_imported() -> None:
    assert loaded("import ui.cli.commands.run, ui.shell") == {"PySide6"}


def loaded(script: str) -> set[str]:
    """The heavy modules that are there once a fresh process has run ``script``."""
    told = f"import sys\n{script}\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True, timeout=60
    )
    return set(HEAVY) & set(done.stderr.split())


def test_the_readme_lists_exactly_the_commands_there_are() -> None:
    assert set(_readme_commands()) - {""} == COMMANDS.keys()


def _readme_commands() -> Iterator[str]:
    """Commands in the first column; one that does not begin with ``station`` shares the group before it."""
    page = (ROOT / "README.md").read_text("utf-8")
    section = page.split("## The command line")[1].split("\n## ")[0]
    for line in section.splitlines():
        group = ""
        cell = line.split(" | ")[0] if line.startswith("| `") else ""
        for spelled in re.findall(r"`([^`]+)`", cell):
            words = [word for word in spelled.split() if re.fullmatch(r"[a-z-]+", word) and word[0] != "-"]
            words = words[1:] if words[0] == "station" else [group, *words]
            group = words[0] if words else ""
            yield " ".join(words)
