"""People and PINs: no default, no weak PIN, and guessing is locked even across restarts."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from station.errors import KnownError
from station.model.person import Role
from station.people.accounts import Accounts
from station.people.attempts import FIRST_LOCK, TRIES
from station.places import Home
from station.store.database import Store
from station.store.opening import open_store
from station.texts import Lang, error_text


class SetClock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """The time it was set to."""
        return self.time

    def monotonic_ns(self) -> int:
        """Follows the time."""
        return int(self.time.timestamp() * 1e9)


def refused(accounts: Accounts, person: str, pin: str) -> KnownError:
    with pytest.raises(KnownError) as caught:
        accounts.sign_in(person, pin)
    return caught.value


def test_the_administrator_is_created_once(tmp_path: Path) -> None:
    with open_store(Home(tmp_path), SetClock()) as store:
        accounts = Accounts(store)
        assert accounts.is_empty()
        person = accounts.create_first(" 王敏 ", "2580")
        assert (person.name, person.role) == ("王敏", Role.ADMINISTRATOR)
        assert accounts.all() == (person,)
        assert accounts.sign_in(person.id, "2580") == person
        with pytest.raises(KnownError) as caught:
            accounts.create_first("李雷", "1379")
        assert caught.value.code == "PEO-004"
        assert refused(accounts, "P-NOBODY", "2580").code == "PEO-003"


@pytest.mark.parametrize("pin", ["", "258", "0000", "1234", "9876", "0123456789", "25 8", "２５８０", "abcd"])
def test_a_weak_pin_is_refused(tmp_path: Path, pin: str) -> None:
    with open_store(Home(tmp_path), SetClock()) as store:
        with pytest.raises(KnownError) as caught:
            Accounts(store).create_first("王敏", pin)
        assert caught.value.code == "PEO-002"
        assert Accounts(store).is_empty()


def test_the_pin_itself_is_nowhere_on_disk(tmp_path: Path) -> None:
    with open_store(Home(tmp_path), SetClock()) as store:
        Accounts(store).create_first("王敏", "73918264")
        store.checkpoint()
    content = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"73918264" not in content
    assert b"$argon2id$" in content


def test_trying_a_pin_costs_time_and_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At least what OWASP asks of argon2id: 19 MiB, two passes."""
    monkeypatch.setattr("station.people.accounts.PasswordHasher", PasswordHasher)  # as outside of tests
    with open_store(Home(tmp_path), SetClock()) as store:
        Accounts(store).create_first("王敏", "73918264")
        store.checkpoint()
    content = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    cost = re.search(rb"\$argon2id\$v=19\$m=(\d+),t=(\d+),", content)
    assert cost
    assert int(cost[1]) >= 19 * 1024
    assert int(cost[2]) >= 2


def test_guessing_is_locked_for_longer_and_longer_also_after_a_restart(tmp_path: Path) -> None:
    clock = SetClock()
    with open_store(Home(tmp_path), clock) as store:
        person = Accounts(store).create_first("王敏", "2580").id
        lefts = [refused(Accounts(store), person, "1111").details["left"] for _ in range(TRIES - 1)]
        assert lefts == [4, 3, 2, 1]
    with open_store(Home(tmp_path), clock) as store:
        assert refused(Accounts(store), person, "1111").details["seconds"] == 30
        assert refused(Accounts(store), person, "2580").code == "PEO-005"
        clock.time += FIRST_LOCK
        assert refused(Accounts(store), person, "1111").details["seconds"] == 60
        clock.time += FIRST_LOCK * 2
        check_forgiven(store, person)


def check_forgiven(store: Store, person: str) -> None:
    """The right PIN is taken and wipes the count."""
    assert Accounts(store).sign_in(person, "2580").id == person
    assert refused(Accounts(store), person, "1111").details == {"left": TRIES - 1}


def test_the_longest_lock_is_an_hour(tmp_path: Path) -> None:
    clock = SetClock()
    with open_store(Home(tmp_path), clock) as store:
        person = Accounts(store).create_first("王敏", "2580").id
        for _ in range(TRIES + 8):
            error = refused(Accounts(store), person, "1111")
            clock.time += timedelta(hours=1)
        assert error.details["seconds"] == 3600


def test_only_an_administrator_adds_people(tmp_path: Path) -> None:
    with open_store(Home(tmp_path), SetClock()) as store:
        accounts = Accounts(store)
        administrator = accounts.create_first("赵刚", "9173")
        inspector = accounts.add(" 王敏 ", Role.INSPECTOR, "2580", administrator.id)
        assert (inspector.name, inspector.role) == ("王敏", Role.INSPECTOR)
        supervisor = accounts.add("李雷", Role.SUPERVISOR, "1379", administrator.id)
        assert accounts.sign_in(supervisor.id, "1379") == supervisor
        assert set(accounts.all()) == {inspector, administrator, supervisor}
        check_may_not_add(accounts, inspector.id, supervisor.id)


def check_may_not_add(accounts: Accounts, *people: str) -> None:
    """Nobody but an administrator."""
    for person in people:
        with pytest.raises(KnownError) as caught:
            accounts.add("韩梅", Role.INSPECTOR, "8520", person)
        assert caught.value.code == "PEO-006"
        assert "管理员" in error_text(Lang.ZH, caught.value)[1]


def test_a_person_is_added_by_somebody_and_with_a_sound_pin(tmp_path: Path) -> None:
    with open_store(Home(tmp_path), SetClock()) as store:
        accounts = Accounts(store)
        first = accounts.create_first("王敏", "2580")
        for pin, by, code in (("1234", first.id, "PEO-002"), ("1379", "P-NOBODY", "PEO-003")):
            with pytest.raises(KnownError) as caught:
                accounts.add("李雷", Role.SUPERVISOR, pin, by)
            assert caught.value.code == code
        assert accounts.all() == (first,)
