"""A stolen database proves no PIN: what is kept of one needs the station's key, which lies elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from station.errors import KnownError
from station.model.person import Person
from station.people.accounts import Accounts
from station.people.pins import PinHashes
from station.people.secrets import secret_for
from station.places import Home
from station.store.clock import SystemClock
from station.store.database import Store
from station.store.opening import open_store

PIN = "2580"


def kept(store: Store, person: Person) -> str:
    with store.read() as connection:
        row = connection.execute("SELECT pin_hash FROM people WHERE id = ?", (person.id,)).fetchone()
    return str(row[0])


def test_no_pin_can_be_tried_against_the_database_without_the_key(tmp_path: Path) -> None:
    with open_store(Home(tmp_path / "own"), SystemClock()) as store:
        person = Accounts(store).create_first("王敏", PIN)
        stolen = kept(store, person)
        assert PIN not in stolen
        argon = stolen[stolen.index("$argon2id$") :]
        with pytest.raises(VerifyMismatchError):
            PasswordHasher().verify(argon, PIN)
    with open_store(Home(tmp_path / "thief"), SystemClock()) as store:
        others = PinHashes(PasswordHasher(), secret_for(store.identity, b"inspection station: pin hash 1"))
        assert others.is_pin(stolen, PIN) is False


def test_an_old_hash_is_made_anew_at_the_next_sign_in(tmp_path: Path) -> None:
    with open_store(Home(tmp_path), SystemClock()) as store:
        accounts = Accounts(store)
        person = accounts.create_first("王敏", PIN)
        old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PIN)
        with store.write() as connection:
            connection.execute("UPDATE people SET pin_hash = ?", (old,))
        with pytest.raises(KnownError) as caught:
            accounts.sign_in(person.id, "1379")
        assert (caught.value.code, kept(store, person)) == ("PEO-001", old)
        assert accounts.sign_in(person.id, PIN) == person
        anew = kept(store, person)
        assert not anew.startswith("$argon2id$")
        assert accounts.sign_in(person.id, PIN) == person
        assert kept(store, person) == anew
