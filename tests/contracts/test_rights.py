"""The table of rights in README.md is the one the program goes by."""

from __future__ import annotations

from station.model.person import Role
from station.model.rights import Right, may
from tests.contracts.sources import ROOT


def test_the_readme_tells_every_right_of_every_role() -> None:
    section = (ROOT / "README.md").read_text("utf-8").split("## People and rights")[1].split("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]] for line in section.splitlines() if line[:1] == "|"
    ]
    roles = [Role(name) for name in rows[0][1:]]
    told = {
        Right(row[0].strip("`")): {role: cell == "✓" for role, cell in zip(roles, row[1:], strict=True)}
        for row in rows[2:]
    }
    assert told == {right: {role: may(role, right) for role in Role} for right in Right}
