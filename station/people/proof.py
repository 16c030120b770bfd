"""Proving people by PIN. Every failed try is in the ledger before anybody is told of it.

What is refused without trying the PIN, because of a lock, is not written: nothing was learnt by it, and the
ledger cannot be flooded by hammering. The entry that began the lock says how long it lasts.
"""

from __future__ import annotations

import threading
from datetime import timedelta
from sqlite3 import Connection

from station.errors import KnownError
from station.model.event import EventKind
from station.model.person import Person
from station.people.attempts import TRIES, lock_after, lock_left, station_lock_left
from station.people.pins import PinHashes
from station.people.rows import Account, account_of, put_failures
from station.store.database import Store
from station.store.events import write_event


class Proof:
    """Tries PINs, one at a time, and counts what fails; the counts outlive the program."""

    def __init__(self, store: Store, hashes: PinHashes) -> None:
        self._store = store
        self._hashes = hashes
        self._one_at_a_time = threading.Lock()

    def prove(self, person_id: str, pin: str, how: str) -> Account:
        """The account of a person who may sign and gave the right PIN.

        Raises:
            KnownError: PEO-001 wrong PIN (``left`` tries), PEO-003 no such person, PEO-005 the person is
                locked, PEO-007 the PIN kept is damaged, PEO-008 blocked, PEO-013 the station is locked. Both
                locks state the ``seconds`` left and the moment ``until`` (UTC) for a page to count down to.
        """
        with self._one_at_a_time:
            account = self._account(person_id, how)
            self._refuse_blocked(account.person, how)
            self._refuse_locked(account)
            right = self._hashes.is_pin(account.pin_hash, pin)
            if right is None:
                self._fail(account.person.id, how, "pin_damaged")
                raise KnownError("PEO-007", person=account.person.name)
            if not right:
                self._count_wrong(account, how)
            return account

    def unknown_badge(self) -> KnownError:
        """Count a badge that nobody here holds, and return what to tell.

        Raises:
            KnownError: PEO-013 the station is locked.
        """
        with self._one_at_a_time:
            self._refuse_locked_station()
            self._fail("", "badge", "unknown_badge")
        return KnownError("PEO-014")

    def forgive(self, connection: Connection, account: Account) -> None:
        """Wrong PINs before the right one no longer count."""
        if account.failures:
            put_failures(connection, account.person.id, 0, 0, 0)

    def _account(self, person_id: str, how: str) -> Account:
        self._refuse_locked_station()
        try:
            with self._store.read() as connection:
                return account_of(connection, person_id)
        except KnownError:
            # The id is not repeated: a PIN typed into the wrong field would stand in the ledger for ever.
            self._fail("", how, "unknown_person")
            raise

    def _refuse_locked_station(self) -> None:
        with self._store.read() as connection:
            left = station_lock_left(connection, self._store.clock.monotonic_ns())
        if left > timedelta(0):
            raise KnownError("PEO-013", **self._wait(left))

    def _refuse_blocked(self, person: Person, how: str) -> None:
        if not person.is_active:
            self._fail(person.id, how, "blocked")
            raise KnownError("PEO-008", person=person.name)

    def _refuse_locked(self, account: Account) -> None:
        left = lock_left(account.lock_s, account.locked_at_ns, self._store.clock.monotonic_ns())
        if left > timedelta(0):
            raise KnownError("PEO-005", **self._wait(left))

    def _wait(self, left: timedelta) -> dict[str, object]:
        return {"seconds": -(-left // timedelta(seconds=1)), "until": self._store.clock.now() + left}

    def _count_wrong(self, account: Account, how: str) -> None:
        failures = account.failures + 1
        lock = lock_after(failures)
        lock_s = int(lock.total_seconds())
        with self._store.write() as connection:
            now_ns = self._store.clock.monotonic_ns()
            put_failures(connection, account.person.id, failures, lock_s, now_ns)
            self._tell(
                connection, account.person.id, how, "wrong_pin", failures=failures, locked_seconds=lock_s
            )
        if lock_s:
            raise KnownError("PEO-005", **self._wait(lock))
        raise KnownError("PEO-001", left=TRIES - failures)

    def _fail(self, person_id: str, how: str, why: str) -> None:
        with self._store.write() as connection:
            self._tell(connection, person_id, how, why)

    def _tell(self, connection: Connection, person_id: str, how: str, why: str, **more: int) -> None:
        body = {"how": how, "why": why, **more}
        write_event(self._store, connection, EventKind.SIGN_IN_FAILED, body, person=person_id)
