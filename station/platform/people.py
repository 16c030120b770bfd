"""People from the platform, as this station has them.

The platform looks after role, name, state, one-time PIN and badge of its own people; what it states anew is
done, what it states again is left as it is: a person keeps the PIN they chose here, and somebody whom this
station blocked by itself stays blocked. Whoever stands in no list any more is blocked, never deleted. People
whom the station added by itself are never touched.
"""

from __future__ import annotations

from sqlite3 import Connection

from station.errors import KnownError
from station.model.event import EventKind
from station.model.person import Person, PersonState
from station.people import rows
from station.people.badges import badge_digest, clean_badge
from station.people.rows import Account
from station.platform import people_said
from station.platform.badge_codes import unlocked
from station.platform.kinds import PlatformKind
from station.platform.offer import PlatformItem
from station.platform.people_list import CentralPerson, read_people
from station.platform.people_said import Said
from station.platform.staged import Staged, conflict
from station.store.clock import to_text
from station.store.database import Store
from station.store.events import write_event


def check_people(staged: Staged, item: PlatformItem) -> None:
    """A list of people.

    Raises:
        KnownError: SYN-025 another list of the set names one of them, too.
        ValueError: as :func:`read_people`.
    """
    own = {one.id for one in read_people(staged.content(item))}
    for other in staged.of(PlatformKind.PEOPLE):
        if other.file < item.file:  # those before were checked
            twice = own & {one.id for one in read_people(staged.content(other))}
            if twice:
                raise conflict(item, min(twice))


def needs_key(staged: Staged) -> bool:
    """Whether there are badge codes to unlock."""
    lists = (read_people(staged.content(item)) for item in staged.of(PlatformKind.PEOPLE))
    return any(one.badge for people in lists for one in people)


class PeopleApplying:
    """Brings the people of one store in step with a set, inside the caller's transaction."""

    def __init__(self, store: Store, connection: Connection, badge_key: bytes | None) -> None:
        self._store = store
        self._connection = connection
        self._badge_key = badge_key

    def apply(self, staged: Staged) -> None:
        """Add, change and block.

        Raises:
            KnownError: SYN-025 a person or badge of the station's own is in the way, SYN-024 a badge code
                that this hub's key does not unlock.
        """
        listed = [
            (item, one)
            for item in staged.of(PlatformKind.PEOPLE)
            for one in read_people(staged.content(item))
        ]
        self._block_the_unlisted({one.id for _, one in listed})
        new = [(item, one, self._said(item, one)) for item, one in listed]
        for item, one, _ in new:
            self._add_or_rename(item, one)
        self._take_badges_back({one.id: said for _, one, said in new})
        for item, one, said in new:
            self._change(item, one.id, said)

    def _block_the_unlisted(self, listed: set[str]) -> None:
        for person, said in people_said.all_said(self._connection).items():
            if person not in listed and said.state is PersonState.ACTIVE:
                self._put_state(rows.account_of(self._connection, person).person, PersonState.BLOCKED)
                people_said.put_said(self._connection, person, said.blocked())

    def _said(self, item: PlatformItem, one: CentralPerson) -> Said:
        return Said(one.role, one.state, one.pin_hash, self._digest(item, one))

    def _digest(self, item: PlatformItem, one: CentralPerson) -> str | None:
        if not one.badge:
            return None
        try:
            code = clean_badge(unlocked(self._badge_key or b"", one.badge))
        except (ValueError, KnownError) as error:
            raise KnownError("SYN-024", **item.told, why=f"{one.id}: badge") from error
        return badge_digest(self._store.identity, code)

    def _add_or_rename(self, item: PlatformItem, one: CentralPerson) -> None:
        known = self._found(one.id)
        if known is None:
            self._add(one)
        elif one.id not in people_said.all_said(self._connection):
            raise conflict(item, f"{one.id} {known.person.name}")
        elif known.person.name != one.name:
            rows.put_name(self._connection, one.id, one.name)
            self._tell(one.id, {"change": "name", "from": known.person.name, "to": one.name})

    def _found(self, person: str) -> Account | None:
        try:
            return rows.account_of(self._connection, person)
        except KnownError:
            return None

    def _add(self, one: CentralPerson) -> None:
        person = Person(one.id, one.name, one.role)
        at = to_text(self._store.clock.now())
        rows.insert(self._connection, person, one.pin_hash, at, rows.PLATFORM)
        rows.put_pin(self._connection, one.id, one.pin_hash, must_change=True)
        people_said.put_said(self._connection, one.id, Said(one.role, PersonState.ACTIVE, one.pin_hash, None))
        body = {"id": one.id, "name": one.name, "role": one.role.value, "origin": rows.PLATFORM}
        write_event(self._store, self._connection, EventKind.PERSON_ADDED, body)

    def _take_badges_back(self, new: dict[str, Said]) -> None:
        """First, so that a badge may go from one person to another."""
        for person, said in new.items():
            held = rows.account_of(self._connection, person).badge_digest
            before = people_said.all_said(self._connection)[person].badge_digest
            if before is not None and before != said.badge_digest and held == before:
                rows.put_badge(self._connection, person, None)
                self._tell(person, {"change": "badge_removed"})

    def _change(self, item: PlatformItem, person: str, said: Said) -> None:
        before = people_said.all_said(self._connection)[person]
        known = rows.account_of(self._connection, person)
        if said.role is not known.person.role:
            rows.put_role(self._connection, person, said.role)
            change = {"change": "role", "from": known.person.role.value, "to": said.role.value}
            self._tell(person, change)
        if said.state is not before.state or said.state is PersonState.BLOCKED:
            self._put_state(known.person, said.state)
        if said.pin_hash != before.pin_hash:
            rows.put_pin(self._connection, person, said.pin_hash, must_change=True)
            self._tell(person, {"change": "pin_reset"})
        if said.badge_digest is not None and said.badge_digest != before.badge_digest:
            self._put_badge(item, person, said.badge_digest)
        people_said.put_said(self._connection, person, said)

    def _put_state(self, person: Person, state: PersonState) -> None:
        if person.state is not state:
            rows.put_state(self._connection, person.id, state)
            self._tell(person.id, {"change": "state", "from": person.state.value, "to": state.value})

    def _put_badge(self, item: PlatformItem, person: str, digest: str) -> None:
        holder = rows.holder_of(self._connection, digest)
        if holder is not None and holder.id != person:
            raise conflict(item, f"{person}: {holder.name}")
        rows.put_badge(self._connection, person, digest)
        self._tell(person, {"change": "badge_set"})

    def _tell(self, person: str, change: dict[str, str]) -> None:
        body = {"id": person, "origin": rows.PLATFORM, **change}
        write_event(self._store, self._connection, EventKind.PERSON_CHANGED, body)
