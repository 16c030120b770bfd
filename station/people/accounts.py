"""Who works at the station, and proof by PIN. There is no default person and no default PIN."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from sqlite3 import Connection

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from station.errors import KnownError
from station.model.person import Person, Role
from station.model.rights import Right, roles_with
from station.store.clock import from_text, to_text
from station.store.database import Store
from station.texts import Phrase

MIN_DIGITS = 4
"""Fewest digits of a PIN."""
TRIES = 5
"""Wrong PINs in a row before a person is locked."""
FIRST_LOCK = timedelta(seconds=30)
"""Length of the first lock; every further wrong PIN doubles it, up to :data:`LONGEST_LOCK`."""
LONGEST_LOCK = timedelta(hours=1)

_DIGITS = "0123456789"


class Accounts:
    """The people of one store. PINs are kept as argon2id hashes, failed attempts across restarts."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._hasher = PasswordHasher()
        self._known: dict[str, Person] = {}

    def is_empty(self) -> bool:
        """True until the administrator is created."""
        return not self.all()

    def all(self) -> tuple[Person, ...]:
        """Everyone, by name."""
        with self._store.read() as connection:
            rows = connection.execute("SELECT id, name, role FROM people ORDER BY name").fetchall()
        return tuple(Person(row.id, row.name, Role(row.role)) for row in rows)

    def get(self, person_id: str) -> Person:
        """The person with this id.

        Raises:
            KnownError: PEO-003 no such person.
        """
        if person_id not in self._known:
            self._known.update({person.id: person for person in self.all()})
        if person_id not in self._known:
            raise KnownError("PEO-003", person=person_id)
        return self._known[person_id]

    def create_first(self, name: str, pin: str) -> Person:
        """Create the first person: the administrator, who adds everybody else.

        Raises:
            KnownError: PEO-002 weak PIN, PEO-004 somebody exists already.
            ValueError: ``name`` is blank.
        """
        person, hashed = self._new(name, Role.ADMINISTRATOR, pin)
        with self._store.write() as connection:
            if connection.execute("SELECT 1 FROM people").fetchone():
                raise KnownError("PEO-004")
            self._insert(connection, person, hashed)
        return person

    def add(self, name: str, role: Role, pin: str, by: str) -> Person:
        """Add a person. ``by`` is the id of who adds them, whom the caller has proven by PIN.

        Raises:
            KnownError: PEO-002 weak PIN, PEO-003 nobody is ``by``, PEO-006 ``by`` may not add people.
            ValueError: ``name`` is blank.
        """
        refuse_unless(self.get(by), roles_with(Right.MANAGE_PEOPLE))
        person, hashed = self._new(name, role, pin)
        with self._store.write() as connection:
            self._insert(connection, person, hashed)
        return person

    def _new(self, name: str, role: Role, pin: str) -> tuple[Person, str]:
        if not name.strip():
            raise ValueError("a person needs a name")
        _refuse_weak(pin)
        person = Person(f"P-{secrets.token_hex(3).upper()}", name.strip(), role)
        return person, self._hasher.hash(pin)

    def _insert(self, connection: Connection, person: Person, hashed: str) -> None:
        connection.execute(
            "INSERT INTO people (id, name, role, pin_hash, created_at) VALUES (?, ?, ?, ?, ?)",
            (person.id, person.name, person.role.value, hashed, to_text(self._store.clock.now())),
        )

    def sign_in(self, person_id: str, pin: str) -> Person:
        """The person, proven by PIN.

        Raises:
            KnownError: PEO-001 wrong PIN (``left`` tries), PEO-003 no such person, PEO-005 locked.
        """
        person = self.get(person_id)
        with self._store.read() as connection:
            row = connection.execute(
                "SELECT pin_hash, failed_attempts, locked_until FROM people WHERE id = ?", (person_id,)
            ).fetchone()
        self._refuse_locked(row.locked_until)
        if not self._is_pin(row.pin_hash, pin):
            self._count_failure(person_id, row.failed_attempts + 1)
        if row.failed_attempts:
            self._note(person_id, 0, None)
        return person

    def _is_pin(self, hashed: str, pin: str) -> bool:
        try:
            return self._hasher.verify(hashed, pin)
        except VerificationError:
            return False

    def _refuse_locked(self, locked_until: str | None) -> None:
        if locked_until is None:
            return
        left = (from_text(locked_until) - self._store.clock.now()).total_seconds()
        if left > 0:
            raise KnownError("PEO-005", seconds=round(left + 0.5))

    def _count_failure(self, person_id: str, failures: int) -> None:
        if failures < TRIES:
            self._note(person_id, failures, None)
            raise KnownError("PEO-001", left=TRIES - failures)
        lock = min(FIRST_LOCK * 2 ** min(failures - TRIES, 10), LONGEST_LOCK)
        self._note(person_id, failures, self._store.clock.now() + lock)
        raise KnownError("PEO-005", seconds=int(lock.total_seconds()))

    def _note(self, person_id: str, failures: int, locked_until: datetime | None) -> None:
        with self._store.write() as connection:
            connection.execute(
                "UPDATE people SET failed_attempts = ?, locked_until = ? WHERE id = ?",
                (failures, to_text(locked_until) if locked_until else None, person_id),
            )


def refuse_unless(person: Person, roles: Collection[Role]) -> None:
    """Refuse what only people of ``roles`` may do.

    Raises:
        KnownError: PEO-006 naming the person's role and those that may.
    """
    if person.role not in roles:
        named = tuple(Phrase(f"frame.roles.{role.value}") for role in Role if role in roles)
        own = Phrase(f"frame.roles.{person.role.value}")
        raise KnownError("PEO-006", person=person.name, role=own, roles=named)


def _refuse_weak(pin: str) -> None:
    digits_only = bool(pin) and all(digit in _DIGITS for digit in pin)
    in_sequence = pin in _DIGITS or pin in _DIGITS[::-1]
    if not digits_only or len(pin) < MIN_DIGITS or len(set(pin)) == 1 or in_sequence:
        raise KnownError("PEO-002", digits=MIN_DIGITS)
