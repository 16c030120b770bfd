"""Taking checked entries into the books of their stations: several stations' pushes in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, select
from sqlalchemy.exc import OperationalError

from station.errors import KnownError
from station.store.receipt import Receipt
from sync.hub import tables
from sync.hub.alarms import halted_at
from sync.hub.completeness import Books, complete_through, confirm, lock_stations, message_of, receipt_in
from sync.hub.database import HubDatabase
from sync.hub.enrolment import HALTED, REVOKED
from sync.hub.entry_checks import CheckedEntry
from sync.hub.hub import Hub
from sync.hub.keeping import Keeping
from sync.hub.set_asides import set_asides_between
from sync.hub.turns import Turns
from sync.wire.messages import Push, Pushed, SetAside

_MOST_ENTRIES = 1000  # of one transaction, unless a single push has more
_WRITERS = 2  # while one waits for the disk, another can write
_LARGE = 10  # entries; fewer are quicker together than beside each other
_entries, _missing = tables.entries, tables.missing_evidence


@dataclass(frozen=True, slots=True)
class Arrived:
    """One push of one station, whose entries are checked each by itself."""

    subject: str
    """The station."""
    push: Push
    checked: Sequence[CheckedEntry]

    @property
    def size(self) -> int:
        """How many entries it has."""
        return len(self.checked)


_turns: WeakKeyDictionary[HubDatabase, Turns[Arrived, Pushed]] = WeakKeyDictionary()


def take_in(hub: Hub, arrived: Arrived) -> Pushed:
    """Take a push in, together with others that arrive meanwhile. When this returns it is durable.

    Raises:
        KnownError: HUB-011, HUB-012, HUB-014, HUB-021; nothing of this push has been written then.
    """
    at_once = _WRITERS if hub.database.is_postgresql else 1
    turns = _turns.setdefault(hub.database, Turns(at_once, _MOST_ENTRIES, _LARGE))
    return turns.ask(arrived, partial(_together, hub))


def _together(hub: Hub, arrived: Sequence[Arrived]) -> Sequence[Pushed | Exception]:
    try:
        return _in_one_transaction(hub, arrived)
    except OperationalError:
        raise  # the database fails: it would fail each of them alone, too
    except Exception as error:  # noqa: BLE001 - what one of them brings about must not be the others' fault
        if len(arrived) == 1:
            return [error]
        return [outcome for one in arrived for outcome in _together(hub, [one])]


def _in_one_transaction(hub: Hub, arrived: Sequence[Arrived]) -> Sequence[Pushed | Exception]:
    with hub.database.write() as connection:
        books = lock_stations(connection, [one.subject for one in arrived])
        keeping = Keeping(hub, connection)
        ingests = [_accepted(connection, keeping, books, one) for one in arrived]
        keeping.write()
        accepted = [one for one in ingests if isinstance(one, Ingest)]
        receipts = _receipts(hub, connection, accepted)
        return [one.answer(receipts[one.books.id]) if isinstance(one, Ingest) else one for one in ingests]


def _accepted(
    connection: Connection, keeping: Keeping, books: Mapping[str, Books], arrived: Arrived
) -> Ingest | KnownError:
    """What is refused is refused before anything of it is written, and alone."""
    known = books.get(arrived.subject)
    if known is None:
        return KnownError("HUB-021", what=arrived.subject)
    try:
        return Ingest(connection, keeping, known, arrived.push, arrived.checked).accepted()
    except KnownError as refused:
        return refused


def _receipts(hub: Hub, connection: Connection, accepted: Sequence[Ingest]) -> dict[str, Receipt]:
    """The receipts of all of them by station; signed anew only where they say more than the last."""
    after = [(one.books, one.books_after()) for one in accepted]
    new = confirm(hub, connection, [now for before, now in after if now is not before])
    last = (receipt_in(hub, before) for before, now in after if now is before)
    return {receipt.station: receipt for receipt in (*last, *new) if receipt is not None}


@dataclass(slots=True)
class Ingest:
    """One push into the ``books`` of its station, which are locked."""

    connection: Connection
    keeping: Keeping
    books: Books
    push: Push
    checked: Sequence[CheckedEntry]
    is_mended: bool = False

    @property
    def known(self) -> Sequence[CheckedEntry]:
        """The entries that are here already."""
        return self.checked[: self._number_known]

    @property
    def new(self) -> Sequence[CheckedEntry]:
        """The entries that are not."""
        return self.checked[self._number_known :]

    @property
    def _number_known(self) -> int:
        """Entries are consecutive."""
        return max(0, self.books.sequence + 1 - self.checked[0].sequence) if self.checked else 0

    def accepted(self) -> Ingest:
        """Take the entries that are new, compare the others with what is here; nothing is confirmed yet.

        Raises:
            KnownError: HUB-011, HUB-012, HUB-014; nothing has been written then.
        """
        self._refuse_unheard()
        self._refuse_put_back()
        self._refuse_broken()
        self._refuse_other()
        self.is_mended = self.keeping.mend(self.books.id, self.known)
        self.keeping.add(self.books.id, self.new)
        return self

    def books_after(self) -> Books:
        """The books with what was taken; the very same where nothing is to be said anew."""
        waiting = max(self.push.waiting, self.books.waiting)
        is_new = self.new or self.is_mended or waiting != self.books.waiting
        if self.books.receipt_at is not None and not is_new:
            return self.books
        now = replace(self.books, waiting=waiting)
        if self.new:
            now = replace(now, sequence=self.new[-1].sequence, head=self.new[-1].message.hash)
        return replace(now, complete=self._complete(now.sequence))

    def answer(self, receipt: Receipt) -> Pushed:
        """What the station is told."""
        if not self.known:
            missing = sorted({row.sha256 for row in self.keeping.missing(self.books.id)})
            return Pushed(message_of(receipt), missing, [_aside(entry) for entry in self.new if entry.fault])
        first, last = self.checked[0].sequence, self.checked[-1].sequence
        asides = set_asides_between(self.connection, self.books.id, first, last)
        return Pushed(message_of(receipt), self._missing_between(first, last), asides)

    def _complete(self, sequence: int) -> int:
        """Asked of the database only after a mending: what is new can only come after what lacks already."""
        if self.is_mended:
            return complete_through(self.connection, self.books.id, sequence)
        if self.books.complete < self.books.sequence:
            return self.books.complete
        lacking = (row.sequence for row in self.keeping.missing(self.books.id))
        faulty = (entry.sequence for entry in self.new if entry.fault)
        return min((*lacking, *faulty, sequence + 1)) - 1

    def _missing_between(self, first: int, last: int) -> list[str]:
        lacking = (
            select(_missing.c.sha256)
            .where(_missing.c.station == self.books.id)
            .where(_missing.c.sequence.between(first, last))
            .distinct()
        )
        return sorted(self.connection.execute(lacking).scalars())

    def _refuse_unheard(self) -> None:
        if self.books.state == REVOKED:
            raise KnownError("HUB-014", station=self.books.id)
        if self.books.state == HALTED:
            raise self._other(halted_at(self.connection, self.books.id), "halted")

    def _refuse_put_back(self) -> None:
        """A station that has less than what it knows to be confirmed says that its past was put back."""
        if self.push.waiting < self.push.confirmed <= self.books.sequence:
            raise self._other(self.push.waiting + 1, "put_back")

    def _refuse_broken(self) -> None:
        new = self.new
        if not new:
            return
        if new[0].sequence != self.books.sequence + 1:
            raise KnownError("HUB-011", known=self.books.sequence, sequence=self.books.sequence + 1)
        links = [self.books.head, *(entry.message.hash for entry in new)]
        for entry, previous in zip(new, links, strict=False):
            if entry.message.previous != previous:
                raise self._other(entry.sequence, "chain")

    def _refuse_other(self) -> None:
        known = self.known
        if not known:
            return
        here = select(_entries.c.sequence, _entries.c.hash).where(
            _entries.c.station == self.books.id,
            _entries.c.sequence.between(known[0].sequence, known[-1].sequence),
        )
        hashes = {row.sequence: row.hash for row in self.connection.execute(here)}
        for entry in known:
            if hashes.get(entry.sequence) != entry.message.hash:
                raise self._other(entry.sequence, "entry")

    def _other(self, sequence: int, detail: str) -> KnownError:
        return KnownError("HUB-012", station=self.books.id, sequence=sequence, detail=detail)


def _aside(entry: CheckedEntry) -> SetAside:
    return SetAside(entry.sequence, entry.fault, entry.message.kind)
