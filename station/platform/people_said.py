"""What the platform last said of each of its people, beside what became of them here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from sqlite3 import Connection

from station.model.person import PersonState, Role


@dataclass(frozen=True, slots=True)
class Said:
    """Of one person; ``badge_digest`` is keyed by this station."""

    role: Role
    state: PersonState
    pin_hash: str
    badge_digest: str | None

    def blocked(self) -> Said:
        """The same of somebody who stands in no list any more."""
        return replace(self, state=PersonState.BLOCKED)


def all_said(connection: Connection) -> Mapping[str, Said]:
    """Everyone whom the platform ever sent, by id."""
    rows = connection.execute("SELECT id, role, state, pin_hash, badge_digest FROM platform_people")
    return {row[0]: Said(Role(row[1]), PersonState(row[2]), row[3], row[4]) for row in rows}


def put_said(connection: Connection, person: str, said: Said) -> None:
    """Note what was said last."""
    connection.execute(
        "INSERT OR REPLACE INTO platform_people VALUES (?, ?, ?, ?, ?)",
        (person, said.role.value, said.state.value, said.pin_hash, said.badge_digest),
    )
