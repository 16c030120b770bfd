"""Correcting sealed records honestly: amend, void, countersign. Nothing that was sealed is ever edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from sqlite3 import Connection
from typing import Any

from station.errors import KnownError
from station.inspection.amending import amended_document, changed, first_id, next_id
from station.inspection.rules import PublishedRules, Rules
from station.inspection.sealed import inspection_of
from station.inspection.signing import authorised, sign, signature_document
from station.model.answer import Answer
from station.model.event import EventKind
from station.model.life import Deed, RecordLife
from station.model.person import Person
from station.model.reasons import check_length, check_reason, check_words
from station.model.record import LedgerEntry, Record
from station.model.rights import Right
from station.model.second_signature import demand_to_json, demands_of, signers_of
from station.model.signature import Meaning, Signature
from station.model.standing import Countersign, Standing
from station.people.accounts import Accounts
from station.ports import Clock
from station.store.database import Store
from station.store.drafts import Drafts
from station.store.events import clock_stamp, write_event
from station.store.index.query import Query, RecordSummary
from station.store.ledger import append
from station.store.life import life_of
from station.store.records import RecordBook, record_of

_PAGE = 500
"""Records asked for at once."""


class Corrections:
    """What may be done about a sealed record, by whom. Every act is one transaction with its entry."""

    def __init__(self, store: Store, clock: Clock, accounts: Accounts, rules: Rules | None = None) -> None:
        self._store = store
        self._clock = clock
        self._accounts = accounts
        self._rules = rules or PublishedRules(store.home)
        self._book = RecordBook(store)

    def amend(
        self,
        record_id: str,
        changes: Mapping[str, Answer],
        reason: str,
        says: str,
        person_id: str,
        pin: str,
    ) -> Record:
        """Seal a new record that names the old one and states ``changes`` (item id to answer) in its place.

        Its verdicts are those of the versions in force now; it always awaits a second signature.

        Raises:
            KnownError: REC-001 amended already, REC-002 voided, REC-003 no such reason, REC-004 no words,
                REC-005 nothing changes, REC-009 too many, INSP-001 an answer does not fit its item, INSP-004
                one is missing, SCAN-002 no IMEI, STD-002 no such standard, STO-007 no such record, PEO-001
                wrong PIN, PEO-003 no such person, PEO-005 locked, PEO-006 not their right.
        """
        check_reason("amend", reason, says)
        old = self._standing(record_id)
        plan = Drafts(self._store).get(first_id(old.id))
        person = authorised(self._accounts, person_id, pin, Right.AMEND)
        signature = sign(person, Meaning.AMENDED, self._clock.now(), says)
        clock = clock_stamp(self._store)
        sealed = inspection_of(old, plan)
        after = changed(sealed, changes, next_id(old.id), signature, int(clock["monotonic_ns"]))
        document = amended_document(old, after, self._rules, signature, reason, clock)
        with self._writing(old) as (connection, _):
            entry = append(self._store, connection, EventKind.RECORD_AMENDED, signature.at, document)
        return record_of(entry)

    def void(self, record_id: str, reason: str, says: str, person_id: str, pin: str) -> LedgerEntry:
        """Say of a record that it no longer speaks for its unit. The record stays.

        Raises:
            KnownError: REC-001 amended already, REC-002 voided already, REC-003 no such reason, REC-004 no
                words, REC-009 too many, STO-007 no such record, PEO-001 wrong PIN, PEO-003 no such
                person, PEO-005 locked, PEO-006 not their right.
        """
        check_reason("void", reason, says)
        record = self._standing(record_id)
        person = authorised(self._accounts, person_id, pin, Right.VOID)
        signature = sign(person, Meaning.VOIDED, self._clock.now(), says)
        body = {**_named(record), "reason": reason, **_signed(signature)}
        with self._writing(record) as (connection, _):
            return write_event(
                self._store, connection, EventKind.RECORD_VOIDED, body, person=person.id, at=signature.at
            )

    def countersign(self, record_id: str, agreed: bool, says: str, person_id: str, pin: str) -> LedgerEntry:
        """Give or refuse the second signature; refusing needs words. A refused record stands as refused.

        Raises:
            KnownError: REC-001 amended, REC-002 voided, REC-004 no words, REC-006 none is demanded, REC-007
                whose own record it is, REC-008 decided already, REC-009 too many, STO-007 no such record,
                PEO-001 wrong PIN, PEO-003 no such person, PEO-005 locked, PEO-006 not their right.
        """
        check_length(says) if agreed else check_words(says)
        record = self._standing(record_id)
        _check_second(record, self._accounts.get(person_id))
        person = authorised(self._accounts, person_id, pin, Right.COUNTERSIGN)
        meaning = Meaning.COUNTERSIGNED if agreed else Meaning.REFUSED
        signature = sign(person, meaning, self._clock.now(), says)
        decision = Countersign.AGREED if agreed else Countersign.REFUSED
        demanded = [demand_to_json(one) for one in demands_of(record.document)]
        body = {**_named(record), "decision": decision.value, "demanded_by": demanded, **_signed(signature)}
        with self._writing(record) as (connection, life):
            _check_awaited(record, life)
            return write_event(
                self._store,
                connection,
                EventKind.RECORD_COUNTERSIGNED,
                body,
                person=person.id,
                at=signature.at,
            )

    def awaiting(self) -> tuple[RecordSummary, ...]:
        """Records that await a second signature, the oldest first: the supervisors' queue."""
        query = Query(standing=Standing.CURRENT, countersign=Countersign.AWAITED)
        page = self._book.search(query, _PAGE)
        waiting = list(page.rows)
        while page.next is not None:
            page = self._book.search(query, _PAGE, page.next)
            waiting += page.rows
        return tuple(reversed(waiting))

    def _standing(self, record_id: str) -> Record:
        """The record, which must still speak for its unit: told before anybody types a PIN."""
        record = self._book.get(record_id)
        self._check_current(record)
        return record

    @contextmanager
    def _writing(self, record: Record) -> Iterator[tuple[Connection, RecordLife]]:
        """A transaction in which the record is sure to speak for its unit still."""
        with self._store.write() as connection:
            # Nobody else writes now: what was committed before is all there is.
            yield connection, self._check_current(record)

    def _check_current(self, record: Record) -> RecordLife:
        life = life_of(self._store, record)
        if life.amended_by:
            raise KnownError("REC-001", record=record.id, newest=self._newest(life.amended_by.record))
        if life.voided:
            raise KnownError("REC-002", record=record.id, person=life.voided.name, at=_minute(life.voided))
        return life

    def _newest(self, record_id: str) -> str:
        """The last record of a chain of amendments."""
        later = life_of(self._store, self._book.get(record_id)).amended_by
        return self._newest(later.record) if later else record_id


def _minute(deed: Deed) -> str:
    """When it was done, where this station stands."""
    return f"{deed.at.astimezone():%Y-%m-%d %H:%M}"


def _named(record: Record) -> dict[str, Any]:
    return {"record": record.id, "sha256": record.sha256}


def _signed(signature: Signature) -> dict[str, Any]:
    return {"says": signature.says, "signature": signature_document(signature)}


def _check_second(record: Record, person: Person) -> None:
    if person.id in signers_of(record.document):
        raise KnownError("REC-007", record=record.id, person=person.name)


def _check_awaited(record: Record, life: RecordLife) -> None:
    decided = life.countersigned
    if decided:
        raise KnownError("REC-008", record=record.id, person=decided.name, at=_minute(decided))
    if life.countersign is Countersign.NONE:
        raise KnownError("REC-006", record=record.id)
