"""Each rule of the accounts by itself: who can be taken away, what is damaged, badges, locks and clocks."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from station.errors import KnownError
from station.model.person import PersonState, Role
from station.model.rights import Right
from station.people.accounts import Accounts
from station.people.attempts import FIRST_LOCK, STATION_TRIES, STATION_WINDOW, TRIES
from station.places import Home
from station.store.database import Store
from station.store.ledger import Ledger
from station.store.opening import open_store
from tests.people.test_state_machine import TwoClocks

PIN, WRONG, BADGE = "2580", "9999999", "BADGE-00420042"


@dataclass
class Place:
    """A station with an administrator and an inspector, on clocks that are set by hand."""

    store: Store
    clock: TwoClocks
    accounts: Accounts
    admin: str
    inspector: str

    def refused(self, act: Callable[[], object]) -> KnownError:
        """What ``act`` is refused with."""
        with pytest.raises(KnownError) as caught:
            act()
        return caught.value

    def guess(self, person: str, pin: str = WRONG) -> KnownError:
        """A refused try."""
        return self.refused(lambda: self.accounts.sign_in(person, pin))

    def restart(self, running: timedelta | None = None) -> None:
        """The program again; the machine, too, when ``running`` says how long ago."""
        self.store.close()
        self.clock.running = self.clock.running if running is None else running
        self.store = open_store(self.store.home, self.clock)
        self.accounts = Accounts(self.store)

    def last(self) -> tuple[str, dict[str, object]]:
        """The last entry of the ledger, without its clock."""
        *_, entry = Ledger(self.store).entries()
        body = json.loads(entry.body)
        del body["clock"]
        return entry.kind, body


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    clock = TwoClocks()
    store = open_store(Home(tmp_path), clock)
    accounts = Accounts(store)
    admin = accounts.create_first("赵刚", PIN).id
    made = Place(store, clock, accounts, admin, accounts.add("王敏", Role.INSPECTOR, PIN, admin).id)
    yield made
    made.store.close()


def test_the_last_active_administrator_stays(place: Place) -> None:
    accounts, admin, other = place.accounts, place.admin, place.inspector
    accounts.change_role(other, Role.ADMINISTRATOR, admin)
    accounts.block(other, admin)
    assert place.refused(lambda: accounts.block(admin, admin)).code == "PEO-010"
    assert place.refused(lambda: accounts.change_role(admin, Role.INSPECTOR, admin)).code == "PEO-010"
    accounts.unblock(other, admin)
    assert accounts.block(admin, other).state is PersonState.BLOCKED
    assert place.refused(lambda: accounts.unblock(admin, admin)).code == "PEO-008"


def test_a_blocked_person_neither_signs_in_nor_signs(place: Place) -> None:
    place.accounts.block(place.inspector, place.admin)
    assert place.last()[1] == {
        "id": place.inspector,
        "change": "state",
        "from": "active",
        "to": "blocked",
        "person": place.admin,
    }
    assert place.guess(place.inspector, PIN).code == "PEO-008"
    assert (
        place.refused(lambda: place.accounts.authorise(place.inspector, PIN, Right.INSPECT)).code == "PEO-008"
    )
    place.accounts.unblock(place.inspector, place.admin)
    assert place.accounts.sign_in(place.inspector, PIN).is_active


def test_a_pin_that_was_reset_is_changed_before_anything_else(place: Place) -> None:
    accounts, who = place.accounts, place.inspector
    for _ in range(TRIES):
        place.guess(who)
    accounts.reset_pin(who, "4862", place.admin)
    for act in (
        lambda: accounts.sign_in(who, "4862"),
        lambda: accounts.authorise(who, "4862", Right.INSPECT),
    ):
        assert place.refused(act).code == "PEO-009"
    assert place.refused(lambda: accounts.set_pin(who, "4862", "4862")).code == "PEO-015"
    accounts.set_pin(who, "4862", "7531")
    assert accounts.sign_in(who, "7531").id == who
    assert [one.kind for one in Ledger(place.store).entries()][-3:] == [
        "person_changed",
        "person_changed",
        "signed_in",
    ]


def test_a_damaged_pin_lets_nobody_in_until_it_is_reset(place: Place) -> None:
    for damaged in ("", "plain", "$argon2id$v=19$m=8,t=1,p=1$AAAA", "$2b$12$abcdefghijklmnopqrstuv"):
        with place.store.write() as connection:
            connection.execute("UPDATE people SET pin_hash = ? WHERE id = ?", (damaged, place.inspector))
        assert place.guess(place.inspector, PIN).code == "PEO-007"
        assert place.last()[1]["why"] == "pin_damaged"
    place.accounts.reset_pin(place.inspector, "4862", place.admin)
    assert place.guess(place.inspector, "4862").code == "PEO-009"


@pytest.mark.parametrize("change", ["role = 'owner'", "state = 'gone'"])
def test_a_role_or_state_that_is_not_understood_lets_nobody_in(place: Place, change: str) -> None:
    with place.store.write() as connection:
        connection.execute(f"UPDATE people SET {change} WHERE id = '{place.inspector}'")  # noqa: S608 - from the list above
    assert place.guess(place.inspector, PIN).code == "PEO-008"
    assert place.accounts.sign_in(place.admin, PIN).id == place.admin


def test_a_badge_names_one_person_and_is_kept_only_as_a_digest(place: Place) -> None:
    accounts = place.accounts
    accounts.set_badge(place.inspector, f" {BADGE} ", place.admin)
    person = accounts.by_badge(BADGE)
    assert person is not None and person.id == place.inspector and person.has_badge
    error = place.refused(lambda: accounts.set_badge(place.admin, BADGE, place.admin))
    assert (error.code, error.details) == ("PEO-011", {"person": "王敏"})
    accounts.sign_in(person.id, PIN, "badge")
    assert place.last() == ("signed_in", {"how": "badge", "person": person.id})
    place.store.checkpoint()
    files = [path.read_bytes() for path in place.store.home.root.rglob("*") if path.is_file()]
    assert not any(BADGE.encode() in content for content in files)
    accounts.set_badge(place.inspector, "", place.admin)
    assert accounts.by_badge(BADGE) is None


def test_another_stations_digest_of_the_same_badge_is_another(place: Place, tmp_path: Path) -> None:
    place.accounts.set_badge(place.inspector, BADGE, place.admin)
    digests = {digest_in(place.store.home)}
    with open_store(Home(tmp_path / "other"), place.clock) as store:
        other = Accounts(store)
        person = other.create_first("李雷", PIN).id
        other.set_badge(person, BADGE, person)
        digests.add(digest_in(store.home))
    assert len(digests) == 2


def digest_in(home: Home) -> str:
    """The only badge digest there."""
    with closing(sqlite3.connect(home.database)) as database:
        query = "SELECT badge_digest FROM people WHERE badge_digest IS NOT NULL"
        return str(database.execute(query).fetchone()[0])


@pytest.mark.parametrize("code", ["abc", "x" * 129, "AB\x1b[2J", "   "])
def test_what_is_no_badge_code_is_refused_and_found_nowhere(place: Place, code: str) -> None:
    assert place.accounts.by_badge(code) is None
    if code.strip():
        error = place.refused(lambda: place.accounts.set_badge(place.inspector, code, place.admin))
        assert error.code == "PEO-012"


@pytest.mark.parametrize("days", [-4000, 4000])
@pytest.mark.parametrize("again", [False, True])
def test_setting_the_pc_clock_neither_lifts_nor_prolongs_a_lock(place: Place, days: int, again: bool) -> None:
    for _ in range(TRIES):
        place.guess(place.inspector)
    place.clock.wall += timedelta(days=days)
    if again:
        place.restart()
    error = place.guess(place.inspector, PIN)
    assert (error.code, error.details["seconds"]) == ("PEO-005", 30)
    assert error.details["until"] == place.clock.wall + FIRST_LOCK
    place.clock.running += FIRST_LOCK
    assert place.accounts.sign_in(place.inspector, PIN).id == place.inspector


def test_starting_the_machine_anew_neither_lifts_nor_prolongs_a_lock_without_end(place: Place) -> None:
    for _ in range(TRIES):
        place.guess(place.inspector)
    place.restart(running=timedelta(seconds=5))
    assert place.guess(place.inspector, PIN).details["seconds"] == 25
    place.clock.running += timedelta(seconds=25)
    assert place.accounts.sign_in(place.inspector, PIN).id == place.inspector


def test_one_pin_tried_over_everybody_locks_the_station(place: Place) -> None:
    people = [place.accounts.add(f"人{n}", Role.INSPECTOR, PIN, place.admin).id for n in range(STATION_TRIES)]
    assert {place.guess(person).code for person in people} == {"PEO-001"}
    error = place.guess(place.admin, PIN)
    assert (error.code, error.details["seconds"]) == ("PEO-013", STATION_WINDOW.total_seconds())
    assert place.refused(lambda: place.accounts.show_badge(BADGE)).code == "PEO-013"
    place.clock.running += STATION_WINDOW
    assert place.accounts.sign_in(place.admin, PIN).id == place.admin


def test_unknown_badges_and_people_count_and_what_was_typed_is_not_kept(place: Place) -> None:
    assert place.refused(lambda: place.accounts.show_badge(BADGE)).code == "PEO-014"
    assert place.last() == ("sign_in_failed", {"how": "badge", "why": "unknown_badge", "person": ""})
    assert place.guess("73918264").code == "PEO-003"
    assert place.last() == ("sign_in_failed", {"how": "pin", "why": "unknown_person", "person": ""})


def test_a_right_is_asked_for_before_the_pin(place: Place) -> None:
    entries = len(list(Ledger(place.store).entries()))
    for pin in (PIN, WRONG):
        error = place.refused(partial(place.accounts.authorise, place.inspector, pin, Right.OVERRIDE))
        assert error.code == "PEO-006"
    assert len(list(Ledger(place.store).entries())) == entries
    assert place.accounts.authorise(place.admin, PIN, Right.OVERRIDE).id == place.admin


def test_leaving_is_told_with_its_reason(place: Place) -> None:
    place.accounts.signed_out(place.inspector, "idle")
    assert place.last() == ("signed_out", {"why": "idle", "person": place.inspector})
    assert place.refused(lambda: place.accounts.signed_out("P-NOBODY")).code == "PEO-003"


def test_no_entry_holds_a_pin_a_hash_or_a_badge(place: Place) -> None:
    place.accounts.set_badge(place.inspector, BADGE, place.admin)
    place.accounts.set_pin(place.inspector, PIN, "73918264")
    place.guess(place.inspector, "60606061")
    told = b"".join(one.body for one in Ledger(place.store).entries())
    for secret in (BADGE, "73918264", "60606061", "argon2", digest_in(place.store.home)):
        assert secret.encode() not in told
