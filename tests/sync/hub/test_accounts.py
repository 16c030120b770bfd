"""Accounts of the hub: who gets in, who no longer does, and what the audit says of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from station.errors import KnownError
from sync.hub import audit, tables
from sync.hub.access import HubRole, digest_of
from sync.hub.accounts import Accounts
from sync.hub.hub import Hub
from sync.hub.lockout import FREE_TRIES, LONGEST_LOCK
from tests.sync.hand_clock import HandClock
from tests.sync.running import config_at, open_at

SECRET, OTHER = "a long enough word", "another long word"


@pytest.fixture
def clock() -> HandClock:
    """Time of the hub."""
    return HandClock()


@pytest.fixture
def local(tmp_path: Path, clock: HandClock) -> Iterator[Hub]:
    """A hub on SQLite."""
    with open_at(config_at(tmp_path / "hub"), clock) as hub:
        yield hub


def refused(code: str) -> pytest.RaisesExc[KnownError]:
    """What a refusal with ``code`` looks like."""
    return pytest.RaisesExc(KnownError, check=lambda error: error.code == code)


def is_open(hub: Hub, token: str) -> bool:
    """Whether a token is good."""
    with hub.database.read() as connection:
        row = connection.execute(
            select(tables.tokens).where(tables.tokens.c.digest == digest_of(token))
        ).one()
    return row.revoked_at is None and row.expires_at > hub.clock.now()


def test_an_account_from_its_making_to_its_end(hub: Hub) -> None:
    accounts = Accounts(hub)
    accounts.add("boss", HubRole.ADMIN, SECRET, "@root")
    accounts.add("shop", HubRole.READER, SECRET, "boss")
    with refused("HUB-063"):
        accounts.add("shop", HubRole.READER, OTHER, "boss")
    token = accounts.sign_in("shop", SECRET, 60)
    given = accounts.give_token("shop", 3, "boss")
    assert is_open(hub, token) and is_open(hub, given)
    accounts.set_password("shop", OTHER, "boss")
    assert not is_open(hub, token) and not is_open(hub, given)
    with refused("HUB-060"):
        accounts.sign_in("shop", SECRET, 60)
    accounts.block("shop", "boss")
    with refused("HUB-060"):
        accounts.sign_in("shop", OTHER, 60)
    accounts.unblock("shop", "boss")
    accounts.sign_in("shop", OTHER, 60)
    told = [(line.account, line.action, line.subject) for line in reversed(audit.latest(hub))]
    assert told == [
        ("@root", "account_added", "boss"),
        ("boss", "account_added", "shop"),
        ("shop", "signed_in", "shop"),
        ("boss", "token_given", "shop"),
        ("boss", "account_password", "shop"),
        ("boss", "account_blocked", "shop"),
        ("boss", "account_active", "shop"),
        ("shop", "signed_in", "shop"),
    ]


def test_nothing_kept_is_a_secret(local: Hub) -> None:
    accounts = Accounts(local)
    accounts.add("boss", HubRole.ADMIN, SECRET, "@root")
    token = accounts.sign_in("boss", SECRET, 60)
    accounts.sign_out(token, "boss")
    local.close()
    kept = b"".join(file.read_bytes() for file in local.config.root.rglob("*") if file.is_file())
    assert SECRET.encode() not in kept
    assert token.encode() not in kept
    assert digest_of(token).encode() in kept


@pytest.mark.parametrize("name", ["boss", "nobody"])
def test_guessing_locks_a_name_whether_it_exists_or_not(local: Hub, clock: HandClock, name: str) -> None:
    accounts = Accounts(local)
    accounts.add("boss", HubRole.ADMIN, SECRET, "@root")
    for _ in range(FREE_TRIES):
        with refused("HUB-060"):
            accounts.sign_in(name, OTHER, 60)
    with refused("HUB-061"):
        accounts.sign_in(name, SECRET, 60)
    clock.move(LONGEST_LOCK)
    with refused("HUB-060"):
        accounts.sign_in(name, OTHER, 60)
    with refused("HUB-061"):
        accounts.sign_in(name, SECRET, 60)


def test_the_right_password_ends_the_counting(local: Hub) -> None:
    accounts = Accounts(local)
    accounts.add("boss", HubRole.ADMIN, SECRET, "@root")
    for _ in range(3):
        for _ in range(FREE_TRIES - 1):
            with refused("HUB-060"):
                accounts.sign_in("boss", OTHER, 60)
        accounts.sign_in("boss", SECRET, 60)


def test_an_administrator_unlocks(local: Hub) -> None:
    accounts = Accounts(local)
    accounts.add("boss", HubRole.ADMIN, SECRET, "@root")
    for _ in range(FREE_TRIES):
        with refused("HUB-060"):
            accounts.sign_in("boss", OTHER, 60)
    accounts.unblock("boss", "@root")
    assert is_open(local, accounts.sign_in("boss", SECRET, 60))


def test_the_last_administrator_stays(local: Hub) -> None:
    accounts = Accounts(local)
    accounts.add("boss", HubRole.ADMIN, SECRET, "@root")
    accounts.add("shop", HubRole.READER, SECRET, "@root")
    with refused("HUB-068"):
        accounts.block("boss", "boss")
    accounts.add("second", HubRole.ADMIN, SECRET, "@root")
    assert accounts.block("boss", "second").state == "blocked"


def test_a_machine_signs_in_nowhere(local: Hub, clock: HandClock) -> None:
    accounts = Accounts(local)
    accounts.add("robot", HubRole.READER, None, "@root")
    for password in ("", SECRET):
        with refused("HUB-060"):
            accounts.sign_in("robot", password, 60)
    token = accounts.give_token("robot", 1, "@root")
    assert is_open(local, token)
    clock.move(timedelta(days=1))
    assert not is_open(local, token)


def test_revoked_tokens_end_at_once_and_those_of_others_stay(local: Hub) -> None:
    accounts = Accounts(local)
    accounts.add("robot", HubRole.READER, None, "@root")
    accounts.add("other", HubRole.READER, None, "@root")
    mine, theirs = accounts.give_token("robot", 1, "@root"), accounts.give_token("other", 1, "@root")
    assert accounts.revoke_tokens("robot", "@root") == 1
    assert (is_open(local, mine), is_open(local, theirs)) == (False, True)


def test_no_token_by_hand_for_an_administrator(local: Hub) -> None:
    accounts = Accounts(local)
    accounts.add("boss", HubRole.ADMIN, SECRET, "@root")
    with refused("HUB-017"):
        accounts.give_token("boss", 1, "@root")


@pytest.mark.parametrize("name", ["", " ", "@root", "a" * 61, "x\n", "a/b", " a", "a "])
def test_names_that_nobody_can_have(local: Hub, name: str) -> None:
    with refused("HUB-064"):
        Accounts(local).add(name, HubRole.READER, SECRET, "@root")


@pytest.mark.parametrize("role", [HubRole.STATION, HubRole.PUBLIC])
def test_roles_that_no_account_has(local: Hub, role: HubRole) -> None:
    with refused("HUB-064"):
        Accounts(local).add("x", role, SECRET, "@root")


@pytest.mark.parametrize("password", ["short", "", "x" * 201])
def test_passwords_that_nobody_gets(local: Hub, password: str) -> None:
    with refused("HUB-062"):
        Accounts(local).add("boss", HubRole.ADMIN, password, "@root")


@pytest.mark.parametrize("act", ["block", "unblock"])
def test_who_does_not_exist_cannot_be_changed(local: Hub, act: str) -> None:
    with refused("HUB-067"):
        getattr(Accounts(local), act)("nobody", "@root")


def test_a_composed_and_a_decomposed_spelling_are_one_password(local: Hub) -> None:
    accounts = Accounts(local)
    accounts.add("boss", HubRole.ADMIN, "caf\u00e9 caf\u00e9 caf\u00e9", "@root")
    assert accounts.sign_in("boss", "cafe\u0301 cafe\u0301 cafe\u0301", 60)
