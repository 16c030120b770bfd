"""People on the command line: PINs and badges come by standard input, and every act is proven."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from ui.cli.main import main

ADMIN, INSPECTOR = "9173", "2580"


class People:
    """Runs ``station people`` on one home, with lines of standard input."""

    def __init__(
        self, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self._home = home
        self._capsys = capsys
        self._patch = monkeypatch

    def run(self, *words: str, lines: tuple[str, ...] = ()) -> tuple[int, str, str]:
        """Exit code, standard output and standard error."""
        self._patch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        code = main(["people", *words, "--home", str(self._home)])
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def json(self, *words: str, lines: tuple[str, ...] = ()) -> Any:
        """The result of a command that succeeds."""
        code, out, err = self.run(*words, "--json", lines=lines)
        assert (code, err) == (0, "")
        return json.loads(out)


@pytest.fixture
def people(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> People:
    line = People(tmp_path / "home", capsys, monkeypatch)
    line.json("add-first", "赵刚", lines=(ADMIN,))
    line.json("add", "王敏", "--role", "inspector", "--by", "赵刚", lines=(ADMIN, INSPECTOR))
    return line


def test_an_administrator_changes_what_a_person_is(people: People) -> None:
    by = ("王敏", "--by", "赵刚")
    assert people.json("role", *by, "--role", "supervisor", lines=(ADMIN,))["role"] == "supervisor"
    assert people.json("block", *by, lines=(ADMIN,))["state"] == "blocked"
    assert people.json("unblock", *by, lines=(ADMIN,))["state"] == "active"
    assert people.json("badge", *by, lines=(ADMIN, "B-0042"))["badge"] is True
    assert people.json("badge", *by, "--remove", lines=(ADMIN,))["badge"] is False
    assert people.json("reset-pin", *by, lines=(ADMIN, "4862"))["pin_must_change"] is True
    assert people.json("set-pin", "王敏", lines=("4862", "7531"))["pin_must_change"] is False
    shown = {one["name"]: one["role"] for one in people.json("list")}
    assert shown == {"赵刚": "administrator", "王敏": "supervisor"}


@pytest.mark.parametrize(
    ("words", "lines", "code"),
    [
        (("block", "赵刚", "--by", "赵刚"), (ADMIN,), "PEO-010"),
        (("block", "赵刚", "--by", "王敏"), (INSPECTOR,), "PEO-006"),
        (("block", "王敏", "--by", "赵刚"), ("1111",), "PEO-001"),
        (("badge", "王敏", "--by", "赵刚"), (ADMIN, ""), "PEO-012"),
        (("set-pin", "王敏"), (INSPECTOR, INSPECTOR), "PEO-015"),
    ],
)
def test_what_is_refused_says_why(
    people: People, words: tuple[str, ...], lines: tuple[str, ...], code: str
) -> None:
    before = people.json("list")
    exit_code, out, err = people.run(*words, lines=lines)
    assert (exit_code, out, err[:7]) == (1, "", code)
    assert people.json("list") == before


def test_the_history_tells_who_failed_to_come_in(people: People) -> None:
    people.run("block", "王敏", "--by", "赵刚", lines=("1111",))
    people.run("set-pin", "王敏", lines=("1111", "7531"))
    told = people.json("sign-ins")
    assert [(one["kind"], one["name"], one["why"]) for one in told] == [
        ("sign_in_failed", "王敏", "wrong_pin"),
        ("sign_in_failed", "赵刚", "wrong_pin"),
    ]
    (line,) = people.run("sign-ins", "--person", "王敏")[1].splitlines()
    assert "王敏  pin  wrong_pin" in line
