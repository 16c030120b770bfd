"""People as the database has them."""

from __future__ import annotations

from dataclasses import dataclass
from sqlite3 import Connection

from station.errors import KnownError
from station.model.person import Person, PersonState, Role
from station.store.connection import Row

STATION, PLATFORM = "station", "platform"
"""Origins of a person: added here, or come down."""
_ALL = "SELECT * FROM people"

_ROLES = {role.value: role for role in Role}
_STATES = {state.value: state for state in PersonState}


@dataclass(frozen=True, slots=True)
class Account:
    """A person with what proves them: the PIN's hash, wrong PINs in a row, and the lock they earned, begun at
    ``locked_at_ns`` of the machine's monotonic clock."""

    person: Person
    pin_hash: str
    failures: int
    lock_s: int
    locked_at_ns: int
    badge_digest: str | None


def everyone(connection: Connection) -> tuple[Person, ...]:
    """Everyone, by name."""
    rows = connection.execute(f"{_ALL} ORDER BY name, id").fetchall()
    return tuple(_person(row) for row in rows)


def account_of(connection: Connection, person_id: str) -> Account:
    """The account with this id.

    Raises:
        KnownError: PEO-003 no such person.
    """
    row = connection.execute(f"{_ALL} WHERE id = ?", (person_id,)).fetchone()
    if row is None:
        raise KnownError("PEO-003", person=person_id)
    return Account(
        _person(row), row.pin_hash, row.failed_attempts, row.lock_s, row.locked_at_ns, row.badge_digest
    )


def holder_of(connection: Connection, digest: str) -> Person | None:
    """Who holds the badge with this digest."""
    row = connection.execute(f"{_ALL} WHERE badge_digest = ?", (digest,)).fetchone()
    return None if row is None else _person(row)


def insert(connection: Connection, person: Person, pin_hash: str, at: str, origin: str = STATION) -> None:
    """Add a person."""
    connection.execute(
        "INSERT INTO people (id, name, role, pin_hash, created_at, origin) VALUES (?, ?, ?, ?, ?, ?)",
        (person.id, person.name, person.role.value, pin_hash, at, origin),
    )


def put_name(connection: Connection, person_id: str, name: str) -> None:
    """Call a person by another name from now on."""
    connection.execute("UPDATE people SET name = ? WHERE id = ?", (name, person_id))


def platform_state(connection: Connection, person_id: str) -> str | None:
    """The state in which the platform wants one of its people; None for the station's own."""
    row = connection.execute("SELECT state FROM platform_people WHERE id = ?", (person_id,)).fetchone()
    return None if row is None else str(row[0])


def put_role(connection: Connection, person_id: str, role: Role) -> None:
    """Give a person another role."""
    connection.execute("UPDATE people SET role = ? WHERE id = ?", (role.value, person_id))


def put_state(connection: Connection, person_id: str, state: PersonState) -> None:
    """Block a person, or let them in again."""
    connection.execute("UPDATE people SET state = ? WHERE id = ?", (state.value, person_id))


def put_pin(connection: Connection, person_id: str, pin_hash: str, must_change: bool) -> None:
    """Give a person another PIN; wrong tries at the old one no longer count."""
    connection.execute(
        "UPDATE people SET pin_hash = ?, pin_must_change = ?, failed_attempts = 0, lock_s = 0 WHERE id = ?",
        (pin_hash, must_change, person_id),
    )


def put_hash_anew(connection: Connection, account: Account, pin_hash: str) -> None:
    """Keep the same PIN of ``account`` by another hash, unless the PIN was changed meanwhile."""
    connection.execute(
        "UPDATE people SET pin_hash = ? WHERE id = ? AND pin_hash = ?",
        (pin_hash, account.person.id, account.pin_hash),
    )


def put_badge(connection: Connection, person_id: str, digest: str | None) -> None:
    """Give a person a badge in place of any other, or none."""
    connection.execute("UPDATE people SET badge_digest = ? WHERE id = ?", (digest, person_id))


def put_failures(connection: Connection, person_id: str, failures: int, lock_s: int, at_ns: int) -> None:
    """Note wrong PINs in a row, and the lock that begins at ``at_ns``."""
    connection.execute(
        "UPDATE people SET failed_attempts = ?, lock_s = ?, locked_at_ns = ? WHERE id = ?",
        (failures, lock_s, at_ns, person_id),
    )


def refuse_last_administrator(connection: Connection, person: Person) -> None:
    """Refuse to take the last active administrator away.

    Raises:
        KnownError: PEO-010 nobody else could manage people.
    """
    others = connection.execute(
        "SELECT count(*) FROM people WHERE role = 'administrator' AND state = 'active' AND id <> ?",
        (person.id,),
    ).fetchone()[0]
    if person.role is Role.ADMINISTRATOR and person.is_active and not others:
        raise KnownError("PEO-010", person=person.name)


def _person(row: Row) -> Person:
    """A role or state that is not understood lets nobody in."""
    role, state = _ROLES.get(row.role), _STATES.get(row.state)
    known = role is not None and state is not None
    return Person(
        id=row.id,
        name=row.name,
        role=role if role and known else Role.INSPECTOR,
        state=state if state and known else PersonState.BLOCKED,
        has_badge=row.badge_digest is not None,
        pin_must_change=bool(row.pin_must_change),
    )
