"""Checking that people may do at this station what the ledger says they may."""

from __future__ import annotations

import json
from sqlite3 import Connection

from station.model.event import EventKind
from station.store.chain import ChainCheck
from station.store.entry_checks import CheckedEntry, plain

_KINDS = frozenset({EventKind.PERSON_ADDED.value, EventKind.PERSON_CHANGED.value})


class PeopleCheck:
    """Follows roles through the ledger, and compares them with the people in the database."""

    def __init__(self, check: ChainCheck) -> None:
        self._check = check
        self._roles: dict[str, str] = {}

    def take(self, entry: CheckedEntry) -> None:
        """Take one entry whose body is what was signed."""
        if entry.header.kind in _KINDS:
            body = json.loads(entry.content)
            role = body.get("to") if body.get("change") == "role" else body.get("role")
            if role is not None:
                self._roles[str(body.get("id"))] = str(role)

    def compare(self, connection: Connection) -> None:
        """Find who has another role, or is gone; note whom only an older station's database knows."""
        rows = connection.execute("SELECT CAST(id AS BLOB), CAST(role AS BLOB) FROM people")
        stored = {plain(row[0]): plain(row[1]) for row in rows}
        for person, role in sorted(self._roles.items()):
            if stored.get(person) != role:
                self._check.find(0, "person_differs", person)
        for person in sorted(stored.keys() - self._roles.keys()):
            self._check.note(0, "person_unstated", person)
