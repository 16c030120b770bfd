"""The house's own order: what stands at the top, how large a room may grow, what README and licences say."""

from __future__ import annotations

import fnmatch
import re
from pathlib import Path

from tests.contracts.sources import PACKAGES, RESOURCES, ROOT

TOP = {
    *("station", "ui", "devices", "sync", "resources", "tests", "pyproject.toml", "README.md"),
    *("Makefile", "LICENSE", "uv.lock", ".gitignore", ".ci", ".git"),
}
LONGEST = 400


def test_nothing_else_stands_at_the_top() -> None:
    ignored = [line.strip("/") for line in (ROOT / ".gitignore").read_text("utf-8").split()]
    names = {entry.name for entry in ROOT.iterdir()}
    strangers = {name for name in names - TOP if not any(fnmatch.fnmatch(name, one) for one in ignored)}
    assert strangers == set()


def test_no_file_is_two_rooms() -> None:
    files = [file for folder in (*PACKAGES, "tests", ".ci") for file in (ROOT / folder).rglob("*.py")]
    lengths = {str(file.relative_to(ROOT)): len(file.read_text("utf-8").splitlines()) for file in files}
    assert {file: lines for file, lines in lengths.items() if lines > LONGEST} == {}


def test_the_licence_is_apache() -> None:
    licence = (ROOT / "LICENSE").read_text("utf-8")
    assert "Apache License" in licence
    assert "Version 2.0, January 2004" in licence


def test_foreign_works_carry_their_licence() -> None:
    """Fonts and icons are foreign; sounds, drawings and marks are our own."""
    assert all(_has_licence(RESOURCES / folder) for folder in ("fonts", "icons"))


def _has_licence(folder: Path) -> bool:
    return any(re.match(r"(LICEN[CS]E|OFL|COPYING)", file.name, re.I) for file in folder.iterdir())


def test_every_link_of_the_readme_leads_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", (ROOT / "README.md").read_text("utf-8"))
    local = [target for target in targets if not re.match(r"[a-z]+:", target)]
    assert [target for target in local if not (ROOT / target).exists()] == []
