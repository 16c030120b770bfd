"""Accounts of the hub: people and machines that read, and administrators. There is none until one is made.

Every change is in the audit, in the transaction that makes it. ``by`` is everywhere the account that acts, or
``@`` and the name of a user of the hub's own machine, who needs no account there.
"""

from __future__ import annotations

import getpass
import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, select, update
from sqlalchemy.exc import IntegrityError

from station.errors import KnownError
from sync.hub import tables
from sync.hub.access import Caller, HubRole, digest_of, issue_token
from sync.hub.audit import note
from sync.hub.hub import Hub
from sync.hub.lockout import Lockout
from sync.hub.passwords import NO_PASSWORD, Passwords

ROLES = (HubRole.READER, HubRole.ADMIN)
"""What an account may be."""
LONGEST_TOKEN_DAYS = 90
_NAME = re.compile(r"\w[\w.@ -]{0,59}")
_ACTIVE, _BLOCKED = "active", "blocked"


@dataclass(frozen=True, slots=True)
class Account:
    """One account. ``state`` is active or blocked."""

    name: str
    role: HubRole
    state: str
    made_at: datetime


def machine_user() -> str:
    """Who acts on the hub's own machine, as the audit names them."""
    try:
        return f"@{getpass.getuser()}"
    except (OSError, KeyError):  # no such user in a container
        return "@machine"


class Accounts:
    """The accounts of one hub."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._passwords = Passwords(hub.key)
        self._lockout = Lockout(hub)

    def all(self) -> tuple[Account, ...]:
        """Every account, by name."""
        with self._hub.database.read() as connection:
            rows = connection.execute(select(tables.accounts).order_by(tables.accounts.c.name)).all()
        return tuple(_account(row) for row in rows)

    def add(self, name: str, role: HubRole, password: str | None, by: str) -> Account:
        """Make an account; without a ``password`` it is a machine's, which works with tokens given to it.

        Raises:
            KnownError: HUB-062 password, HUB-063 the name is taken, HUB-064 not a name.
        """
        if role not in ROLES or not _NAME.fullmatch(name) or name != name.strip():
            raise KnownError("HUB-064", name=name)
        kept = NO_PASSWORD if password is None else self._passwords.hash(password)
        account = Account(name, role, _ACTIVE, self._hub.clock.now())
        try:
            self._insert(account, kept, by)
        except IntegrityError as error:
            raise KnownError("HUB-063", name=name) from error
        return account

    def _insert(self, account: Account, kept: str, by: str) -> None:
        with self._hub.database.write() as connection:
            connection.execute(
                tables.accounts.insert().values(
                    name=account.name,
                    role=account.role.value,
                    password_hash=kept,
                    state=account.state,
                    made_at=account.made_at,
                )
            )
            note(self._hub, connection, by, "account_added", account.name, role=account.role.value)

    def block(self, name: str, by: str) -> Account:
        """Let an account in no longer: its tokens end at once.

        Raises:
            KnownError: HUB-067 no such account, HUB-068 it is the last administrator.
        """
        return self._put_state(name, _BLOCKED, by)

    def unblock(self, name: str, by: str) -> Account:
        """Let a blocked account in again, also one locked by wrong passwords.

        Raises:
            KnownError: HUB-067 no such account.
        """
        self._lockout.forgive(name)
        return self._put_state(name, _ACTIVE, by)

    def _put_state(self, name: str, state: str, by: str) -> Account:
        with self._hub.database.write() as connection:
            row = _held(connection, name)
            if state == _BLOCKED:
                _refuse_last_administrator(connection, row)
                revoke_all(self._hub, connection, name)
            if row.state != state:
                _put(connection, name, state=state)
                note(self._hub, connection, by, f"account_{state}", name)
            return _account(_held(connection, name))

    def set_password(self, name: str, password: str, by: str) -> Account:
        """Give an account another password; its tokens and its lock end.

        Raises:
            KnownError: HUB-062 password, HUB-067 no such account.
        """
        kept = self._passwords.hash(password)
        with self._hub.database.write() as connection:
            row = _held(connection, name)
            _put(connection, name, password_hash=kept)
            revoke_all(self._hub, connection, name)
            note(self._hub, connection, by, "account_password", name)
        self._lockout.forgive(name)
        return _account(row)

    def sign_in(self, name: str, password: str, seconds: int) -> str:
        """A token for ``seconds``, for whoever knows the password.

        Raises:
            KnownError: HUB-060 name or password wrong, HUB-061 locked after too many tries (``seconds``).
        """
        self._lockout.refuse_locked(name)
        with self._hub.database.read() as connection:
            row = _row_of(connection, name)
        kept = row.password_hash if row is not None and row.state == _ACTIVE else NO_PASSWORD
        if not self._passwords.fits(kept, password):
            self._lockout.failed(name)
            raise KnownError("HUB-060")
        self._lockout.forgive(name)
        return self._signed_in(name, kept, seconds)

    def _signed_in(self, name: str, proven: str, seconds: int) -> str:
        with self._hub.database.write() as connection:
            row = _held(connection, name)
            if row.state != _ACTIVE or row.password_hash != proven:
                raise KnownError("HUB-060")
            note(self._hub, connection, name, "signed_in", name)
            return issue_token(self._hub, connection, Caller(HubRole(row.role), name), seconds)

    def sign_out(self, token: str, by: str) -> None:
        """End one token; one that is none is ended already."""
        with self._hub.database.write() as connection:
            connection.execute(
                update(tables.tokens)
                .where(tables.tokens.c.digest == digest_of(token))
                .where(tables.tokens.c.revoked_at.is_(None))
                .values(revoked_at=self._hub.clock.now())
            )
            note(self._hub, connection, by, "signed_out", by)

    def give_token(self, name: str, days: int, by: str) -> str:
        """A token for a machine that reads: shown once, good for ``days`` (1–90) or until revoked.

        Raises:
            KnownError: HUB-067 no such account, or blocked; HUB-017 it is not a reader's.
        """
        with self._hub.database.write() as connection:
            row = _held(connection, name)
            if row.state != _ACTIVE:
                raise KnownError("HUB-067", name=name)
            if row.role != HubRole.READER:
                raise KnownError("HUB-017", role=row.role)
            days = max(1, min(days, LONGEST_TOKEN_DAYS))
            note(self._hub, connection, by, "token_given", name, days=days)
            return issue_token(self._hub, connection, Caller(HubRole.READER, name), days * 86_400)

    def revoke_tokens(self, name: str, by: str) -> int:
        """End every token of an account; how many there were.

        Raises:
            KnownError: HUB-067 no such account.
        """
        with self._hub.database.write() as connection:
            _held(connection, name)
            ended = revoke_all(self._hub, connection, name)
            note(self._hub, connection, by, "tokens_revoked", name, tokens=ended)
        return ended


def revoke_all(hub: Hub, connection: Connection, account: str) -> int:
    """End every token of ``account`` in this transaction; how many there were."""
    ended = connection.execute(
        update(tables.tokens)
        .where(tables.tokens.c.subject == account)
        .where(tables.tokens.c.role.in_([role.value for role in ROLES]))
        .where(tables.tokens.c.revoked_at.is_(None))
        .where(tables.tokens.c.expires_at > hub.clock.now())
        .values(revoked_at=hub.clock.now())
    )
    return int(ended.rowcount)


def _row_of(connection: Connection, name: str) -> Row[tuple[object, ...]] | None:
    return connection.execute(select(tables.accounts).where(tables.accounts.c.name == name)).one_or_none()


def _held(connection: Connection, name: str) -> Row[tuple[object, ...]]:
    """The account's row, which nobody else changes before this transaction ends."""
    row = connection.execute(
        select(tables.accounts).where(tables.accounts.c.name == name).with_for_update()
    ).one_or_none()
    if row is None:
        raise KnownError("HUB-067", name=name)
    return row


def _put(connection: Connection, name: str, **values: object) -> None:
    connection.execute(update(tables.accounts).where(tables.accounts.c.name == name).values(**values))


def _account(row: Row[tuple[object, ...]]) -> Account:
    return Account(row.name, HubRole(row.role), row.state, row.made_at)


def _refuse_last_administrator(connection: Connection, row: Row[tuple[object, ...]]) -> None:
    if row.role != HubRole.ADMIN:
        return
    others = connection.execute(
        select(tables.accounts.c.name)
        .where(tables.accounts.c.role == HubRole.ADMIN.value)
        .where(tables.accounts.c.state == _ACTIVE)
        .where(tables.accounts.c.name != row.name)
        .with_for_update()
    ).first()
    if others is None:
        raise KnownError("HUB-068", name=row.name)
