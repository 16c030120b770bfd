"""Who works at the station, and proof by PIN. There is no default person and no default PIN.

Every change is in the ledger, in the transaction that makes it. No entry holds a PIN, a badge code or
anything made of them. Names do stand there: whoever signs a record is named in it for as long as it counts,
so the name given here should be the one a person signs with at work; nothing else is kept of staff.
"""

from __future__ import annotations

import secrets
from sqlite3 import Connection
from typing import Literal

from argon2 import PasswordHasher

from station.errors import KnownError
from station.model.event import EventKind
from station.model.person import Person, PersonState, Role
from station.model.rights import Right, may, roles_with
from station.people import rows
from station.people.badges import badge_digest, clean_badge
from station.people.pins import MIN_DIGITS as MIN_DIGITS
from station.people.pins import PinHashes, refuse_weak
from station.people.proof import Proof
from station.people.secrets import secret_for
from station.store.clock import to_text
from station.store.database import Store
from station.store.events import write_event
from station.texts import Phrase

LONGEST_NAME = 60
"""Characters of a name."""

How = Literal["pin", "badge"]
"""How a person named themself: chosen from the list, or by badge; the PIN follows either way."""
Why = Literal["left", "idle", "switched", "blocked"]
"""Why a person was signed out."""
_PIN_PURPOSE = b"inspection station: pin hash 1"


class Accounts:
    """The people of one store. PINs are kept as keyed argon2id hashes, failed attempts across restarts.

    ``by`` is everywhere the id of who acts, whom the caller has proven; they need the right to manage people.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._hashes = PinHashes(PasswordHasher(), secret_for(store.identity, _PIN_PURPOSE))
        self._proof = Proof(store, self._hashes)

    def is_empty(self) -> bool:
        """True until the administrator is created."""
        return not self.all()

    def all(self) -> tuple[Person, ...]:
        """Everyone, by name, those blocked too."""
        with self._store.read() as connection:
            return rows.everyone(connection)

    def get(self, person_id: str) -> Person:
        """The person with this id.

        Raises:
            KnownError: PEO-003 no such person.
        """
        with self._store.read() as connection:
            return rows.account_of(connection, person_id).person

    def entitled(self, person_id: str, right: Right) -> Person:
        """The person with this id, who is active and has ``right``; nothing is proven by this.

        Raises:
            KnownError: PEO-003 no such person, PEO-006 without the right, PEO-008 blocked.
        """
        with self._store.read() as connection:
            return entitled_in(connection, person_id, right)

    def create_first(self, name: str, pin: str) -> Person:
        """Create the first person: the administrator, who adds everybody else.

        Raises:
            KnownError: PEO-002 weak PIN, PEO-004 somebody exists already, PEO-016 not a name.
            ValueError: ``name`` is blank.
        """
        person, hashed = self._new(name, Role.ADMINISTRATOR, pin)
        with self._store.write() as connection:
            if connection.execute("SELECT 1 FROM people").fetchone():
                raise KnownError("PEO-004")
            self._insert(connection, person, hashed, person.id)
        return person

    def add(self, name: str, role: Role, pin: str, by: str) -> Person:
        """Add a person.

        Raises:
            KnownError: PEO-002 weak PIN, PEO-003 nobody is ``by``, PEO-006 ``by`` may not add people, PEO-008
                ``by`` is blocked, PEO-016 a name too long, or with characters that nobody sees.
            ValueError: ``name`` is blank.
        """
        self.entitled(by, Right.MANAGE_PEOPLE)
        person, hashed = self._new(name, role, pin)
        with self._store.write() as connection:
            entitled_in(connection, by, Right.MANAGE_PEOPLE)
            self._insert(connection, person, hashed, by)
        return person

    def change_role(self, person_id: str, role: Role, by: str) -> Person:
        """Give a person another role.

        Raises:
            KnownError: PEO-003, PEO-006, PEO-008, PEO-010 the last active administrator, PEO-017 the platform
                looks after them.
        """
        with self._store.write() as connection:
            person = self._managed(connection, person_id, by)
            if role is not person.role:
                _refuse_central(connection, person)
                rows.refuse_last_administrator(connection, person)
                rows.put_role(connection, person_id, role)
                change = {"change": "role", "from": person.role.value, "to": role.value}
                self._tell_changed(connection, person_id, by, change)
            return rows.account_of(connection, person_id).person

    def block(self, person_id: str, by: str) -> Person:
        """Let a person no longer sign in or sign; they stay in every record that names them.

        Raises:
            KnownError: PEO-003, PEO-006, PEO-008, PEO-010 the last active administrator.
        """
        return self._put_state(person_id, PersonState.BLOCKED, by)

    def unblock(self, person_id: str, by: str) -> Person:
        """Let a blocked person in again.

        Raises:
            KnownError: PEO-003, PEO-006, PEO-008, PEO-017 the platform blocked them.
        """
        return self._put_state(person_id, PersonState.ACTIVE, by)

    def _put_state(self, person_id: str, state: PersonState, by: str) -> Person:
        with self._store.write() as connection:
            person = self._managed(connection, person_id, by)
            if state is not person.state:
                if state is PersonState.BLOCKED:
                    rows.refuse_last_administrator(connection, person)
                elif rows.platform_state(connection, person_id) == PersonState.BLOCKED:
                    raise KnownError("PEO-017", person=person.name)
                rows.put_state(connection, person_id, state)
                change = {"change": "state", "from": person.state.value, "to": state.value}
                self._tell_changed(connection, person_id, by, change)
            return rows.account_of(connection, person_id).person

    def set_pin(self, person_id: str, old: str, new: str) -> Person:
        """Change one's own PIN; tries at the old one count as those of :meth:`sign_in` do.

        Raises:
            KnownError: PEO-002 weak PIN, PEO-015 the new PIN is the old one, and those of :meth:`sign_in`.
        """
        refuse_weak(new)
        account = self._proof.prove(person_id, old, "pin")
        if new == old:
            raise KnownError("PEO-015")
        return self._put_pin(account.person.id, new, person_id, must_change=False)

    def reset_pin(self, person_id: str, new: str, by: str) -> Person:
        """Give a person another PIN, which they must change at the next sign-in; their lock ends.

        Raises:
            KnownError: PEO-002 weak PIN, PEO-003, PEO-006, PEO-008.
        """
        self.entitled(by, Right.MANAGE_PEOPLE)
        refuse_weak(new)
        return self._put_pin(person_id, new, by, must_change=True)

    def _put_pin(self, person_id: str, new: str, by: str, *, must_change: bool) -> Person:
        hashed = self._hashes.hash(new)
        change = {"change": "pin_reset" if must_change else "pin"}
        with self._store.write() as connection:
            if must_change:
                self._managed(connection, person_id, by)
            rows.put_pin(connection, person_id, hashed, must_change)
            self._tell_changed(connection, person_id, by, change)
            return rows.account_of(connection, person_id).person

    def set_badge(self, person_id: str, badge: str, by: str) -> Person:
        """Give a person a badge in place of any other; an empty ``badge`` takes it away.

        Raises:
            KnownError: PEO-003, PEO-006, PEO-008, PEO-011 somebody else holds it, PEO-012 not a badge code.
        """
        digest = badge_digest(self._store.identity, clean_badge(badge)) if badge.strip() else None
        with self._store.write() as connection:
            self._managed(connection, person_id, by)
            held = rows.account_of(connection, person_id).badge_digest
            if digest != held:
                self._refuse_taken(connection, digest)
                rows.put_badge(connection, person_id, digest)
                change = "badge_removed" if digest is None else "badge_replaced" if held else "badge_set"
                self._tell_changed(connection, person_id, by, {"change": change})
            return rows.account_of(connection, person_id).person

    def _refuse_taken(self, connection: Connection, digest: str | None) -> None:
        holder = rows.holder_of(connection, digest) if digest else None
        if holder is not None:
            raise KnownError("PEO-011", person=holder.name)

    def by_badge(self, code: str) -> Person | None:
        """Who holds the badge with this code, or None; for scans anywhere, of which most are no badges."""
        try:
            digest = badge_digest(self._store.identity, clean_badge(code))
        except KnownError:
            return None
        with self._store.read() as connection:
            return rows.holder_of(connection, digest)

    def show_badge(self, code: str) -> Person:
        """Who holds the badge shown to sign in or to authorise; one that nobody holds is counted and told.

        Raises:
            KnownError: PEO-013 too many failed tries at the station, PEO-014 nobody holds it.
        """
        person = self.by_badge(code)
        if person is None:
            raise self._proof.unknown_badge()
        return person

    def sign_in(self, person_id: str, pin: str, how: How = "pin") -> Person:
        """The person, proven by PIN, who works from now on.

        Raises:
            KnownError: PEO-001 wrong PIN (``left`` tries), PEO-003 no such person, PEO-005 locked, PEO-007
                the PIN kept is damaged, PEO-008 blocked, PEO-009 right, but :meth:`set_pin` comes first,
                PEO-013 too many failed tries at the station. Locks state ``seconds`` and ``until`` (UTC).
        """
        account = self._proof.prove(person_id, pin, how)
        outdated = self._hashes.is_outdated(account.pin_hash)
        hashed = self._hashes.hash(pin) if outdated else account.pin_hash
        with self._store.write() as connection:
            person = _usable(connection, person_id)
            self._proof.forgive(connection, account)
            rows.put_hash_anew(connection, account, hashed)
            write_event(self._store, connection, EventKind.SIGNED_IN, {"how": how}, person=person_id)
        return person

    def signed_out(self, person_id: str, why: Why = "left") -> None:
        """State that a person no longer works at the station.

        Raises:
            KnownError: PEO-003 no such person.
        """
        with self._store.write() as connection:
            rows.account_of(connection, person_id)
            write_event(self._store, connection, EventKind.SIGNED_OUT, {"why": why}, person=person_id)

    def authorise(self, person_id: str, pin: str, right: Right, how: How = "pin") -> Person:
        """The person, proven by PIN for one signature that needs ``right``; nobody is signed in by it.

        What they sign is told by its own entry, failures are told and counted as those of :meth:`sign_in`.

        Raises:
            KnownError: PEO-006 without the right (the PIN is not tried then), and those of :meth:`sign_in`.
        """
        known = {person.id: person for person in self.all()}.get(person_id)
        if known is not None and not may(known.role, right):
            refuse_unless(known, right)
        account = self._proof.prove(person_id, pin, how)
        with self._store.read() as connection:
            person = _usable(connection, person_id)
        refuse_unless(person, right)
        if account.failures:
            with self._store.write() as connection:
                self._proof.forgive(connection, account)
        return person

    def _new(self, name: str, role: Role, pin: str) -> tuple[Person, str]:
        if not name.strip():
            raise ValueError("a person needs a name")
        if len(name) > LONGEST_NAME or not name.isprintable():
            raise KnownError("PEO-016", longest=LONGEST_NAME)
        refuse_weak(pin)
        person = Person(f"P-{secrets.token_hex(3).upper()}", name.strip(), role)
        return person, self._hashes.hash(pin)

    def _insert(self, connection: Connection, person: Person, hashed: str, by: str) -> None:
        rows.insert(connection, person, hashed, to_text(self._store.clock.now()))
        body = {"id": person.id, "name": person.name, "role": person.role.value, "origin": rows.STATION}
        write_event(self._store, connection, EventKind.PERSON_ADDED, body, person=by)

    def _managed(self, connection: Connection, person_id: str, by: str) -> Person:
        entitled_in(connection, by, Right.MANAGE_PEOPLE)
        return rows.account_of(connection, person_id).person

    def _tell_changed(self, connection: Connection, person_id: str, by: str, change: dict[str, str]) -> None:
        body = {"id": person_id, **change}
        write_event(self._store, connection, EventKind.PERSON_CHANGED, body, person=by)


def refuse_unless(person: Person, right: Right) -> None:
    """Refuse what not everybody may do.

    Raises:
        KnownError: PEO-006 naming the person's role and those that may, PEO-008 blocked.
    """
    if not person.is_active:
        raise KnownError("PEO-008", person=person.name)
    if not may(person.role, right):
        named = tuple(Phrase(f"frame.roles.{role.value}") for role in Role if role in roles_with(right))
        own = Phrase(f"frame.roles.{person.role.value}")
        raise KnownError("PEO-006", person=person.name, role=own, roles=named)


def entitled_in(connection: Connection, person_id: str, right: Right) -> Person:
    """As :meth:`Accounts.entitled`, in the transaction in which the person acts.

    Raises:
        KnownError: PEO-003 no such person, PEO-006 without the right, PEO-008 blocked.
    """
    person = rows.account_of(connection, person_id).person
    refuse_unless(person, right)
    return person


def _refuse_central(connection: Connection, person: Person) -> None:
    """What the platform looks after is changed there."""
    if rows.platform_state(connection, person.id) is not None:
        raise KnownError("PEO-017", person=person.name)


def _usable(connection: Connection, person_id: str) -> Person:
    """The person as they are now, when they may sign; they may have been blocked while the PIN was tried."""
    person = rows.account_of(connection, person_id).person
    if not person.is_active:
        raise KnownError("PEO-008", person=person.name)
    if person.pin_must_change:
        raise KnownError("PEO-009", person=person.name)
    return person
