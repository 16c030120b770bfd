"""The vault: seals, opens, hands out and erases the personal data of customers."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict
from enum import StrEnum
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from station.errors import KnownError
from station.model.event import EventKind
from station.model.private import Customer, PrivateText
from station.model.rights import Right
from station.people.accounts import Accounts
from station.private.master import LENGTH, master_key
from station.private.places import Place, erased_subjects, places
from station.private.subject_keys import SubjectKeys, destroy, key_file, open_bytes, seal_bytes
from station.store.database import Store
from station.store.events import write_event
from station.store.failures import known_failures


class ErasureReason(StrEnum):
    """Why personal data was erased. Words of one's own are not taken: they could name the person for ever."""

    ASKED = "asked"
    """The person asked for it."""
    EXPIRED = "expired"
    """It was kept as long as it may be."""
    MISTAKEN = "mistaken"
    """It should not have been taken down."""


class PrivateVault:
    """Personal data of one station. An erasure that a crash cut short is finished at the next opening."""

    def __init__(self, store: Store, accounts: Accounts) -> None:
        self._store = store
        self._accounts = accounts
        self._folder = store.home.private
        if store.is_exclusive:
            self._finish_erasing()

    def keep_customer(self, customer: Customer, before: PrivateText | None = None) -> PrivateText:
        """Seal whom a unit was bought from; ``before`` itself when it says the same.

        The same phone number is the same person; without one, everybody is somebody new.

        Raises:
            KnownError: PRV-001, PRV-002, STO-002, STO-003.
        """
        if before is not None and self.open(before) == customer:
            return before
        return self.seal(self._subject_of(customer.phone), json.dumps(asdict(customer), ensure_ascii=False))

    def seal(self, subject: str, text: str) -> PrivateText:
        """Seal ``text`` under the key of ``subject``.

        Raises:
            KnownError: PRV-001, PRV-002 the subject has no key, PRV-003.
        """
        salted = secrets.token_bytes(LENGTH) + text.encode()
        sealed = seal_bytes(AESGCM(self._keys(make=False).key(subject)), salted, subject)
        return PrivateText(subject, base64.b64encode(sealed).decode(), hashlib.sha256(salted).hexdigest())

    def open(self, private: PrivateText) -> Customer | None:
        """Who stands there; None when it was erased. Ask for the right to see it before showing it.

        Raises:
            KnownError: PRV-001, PRV-002 the key is missing or damaged, or the text altered.
        """
        if private.subject in self._erased():
            return None
        cipher = AESGCM(self._keys(make=False).key(private.subject))
        try:
            salted = open_bytes(cipher, base64.b64decode(private.sealed, validate=True), private.subject)
        except (InvalidTag, ValueError) as error:
            raise KnownError("PRV-002", subject=private.subject) from error
        if hashlib.sha256(salted).hexdigest() != private.commitment:
            raise KnownError("PRV-002", subject=private.subject)
        return Customer(**json.loads(salted[LENGTH:]))

    def places(self, subject: str = "") -> tuple[Place, ...]:
        """Where sealed text of a subject, else of anybody, stands: work orders, drafts, records.

        Raises:
            KnownError: PRV-003 nothing of such a subject was ever here.
        """
        with self._store.read() as connection:
            found = places(connection, subject)
        if subject and not found and not key_file(self._folder, subject).exists():
            raise KnownError("PRV-003", subject=subject)
        return found

    def export(self, subject: str, by: str) -> dict[str, Any]:
        """Everything kept about a person, as JSON in clear text; the ledger tells who was given it.

        Raises:
            KnownError: PEO-003, PEO-006, PEO-008, PRV-001, PRV-002, PRV-003.
        """
        self._accounts.entitled(by, Right.SEE_PRIVATE)
        found = [self._told(place) for place in self.places(subject)]
        with self._store.write() as connection:
            self._accounts.entitled(by, Right.SEE_PRIVATE)
            write_event(self._store, connection, EventKind.PRIVATE_EXPORTED, {"subject": subject}, person=by)
        return {"subject": subject, "erased": subject in self._erased(), "found": found}

    def erase(self, subject: str, by: str, reason: ErasureReason) -> None:
        """Make everything about a person unreadable for good; records stay, and verify as before.

        The ledger tells of it first. Should the program end before the key is gone, nothing opens the text
        any more and the key goes when the vault is opened next.

        Raises:
            KnownError: PEO-003, PEO-006, PEO-008, PRV-003 nobody of that id, STO-002, STO-003.
        """
        self._accounts.entitled(by, Right.ERASE_PRIVATE)
        self.places(subject)
        if subject not in self._erased():
            body = {"subject": subject, "reason": reason.value}
            with self._store.write() as connection:
                write_event(self._store, connection, EventKind.PRIVATE_ERASED, body, person=by)
        self._destroy(subject)

    def _told(self, place: Place) -> dict[str, Any]:
        customer = self.open(place.text)
        return {"kind": place.kind, "id": place.id, "customer": asdict(customer) if customer else None}

    def _subject_of(self, phone: str) -> str:
        with known_failures(self._folder):
            keys = self._keys(make=True)
            match = self._match(phone)
            return (keys.matches().get(match) if match else None) or keys.make(match)

    def _match(self, phone: str) -> bytes:
        digits = "".join(character for character in phone if character.isdigit())
        return hmac.digest(self._master(make=True), digits.encode(), "sha256") if digits else b""

    def _master(self, *, make: bool) -> bytes:
        with known_failures(self._folder):
            return master_key(self._folder, self._store.identity.id, make=make)

    def _keys(self, *, make: bool) -> SubjectKeys:
        return SubjectKeys(self._folder, self._master(make=make))

    def _erased(self) -> Mapping[str, str]:
        with self._store.read() as connection:
            return erased_subjects(connection)

    def _finish_erasing(self) -> None:
        for subject in self._erased():
            self._destroy(subject)

    def _destroy(self, subject: str) -> None:
        with known_failures(self._folder):
            destroy(key_file(self._folder, subject))
