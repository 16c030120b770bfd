"""Taking checked entries into the books of their station, inside one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from station.errors import KnownError
from sync.hub import tables
from sync.hub.alarms import halted_at
from sync.hub.completeness import Books, complete_through, confirm, lock_station, message_of, receipt_in
from sync.hub.enrolment import HALTED, REVOKED
from sync.hub.entry_checks import CheckedEntry
from sync.hub.hub import Hub
from sync.hub.keeping import Keeping
from sync.hub.set_asides import set_asides_between
from sync.wire.messages import Push, Pushed, ReceiptMessage

_entries, _missing = tables.entries, tables.missing_evidence


@dataclass(frozen=True, slots=True)
class Ingest:
    """One push of one station, in the transaction of ``connection``."""

    hub: Hub
    connection: Connection
    station: str

    def take(self, push: Push, checked: Sequence[CheckedEntry]) -> Pushed:
        """Take the entries that are new, compare the others with what is here, and confirm.

        Raises:
            KnownError: HUB-011, HUB-012, HUB-014; nothing has been written then.
        """
        books = lock_station(self.connection, self.station)
        self._refuse_unheard(books)
        self._refuse_put_back(push, books)
        known = [entry for entry in checked if entry.sequence <= books.sequence]
        new = checked[len(known) :]
        self._refuse_broken(books, new)
        self._refuse_other(known)
        keeping = Keeping(self.hub, self.connection, self.station)
        is_mended = keeping.mend(known)
        keeping.keep(new)
        receipt = self._confirmed(push, books, new, is_changed=is_mended)
        return self._answer(receipt, checked)

    def _refuse_unheard(self, books: Books) -> None:
        if books.state == REVOKED:
            raise KnownError("HUB-014", station=self.station)
        if books.state == HALTED:
            raise self._other(halted_at(self.connection, self.station), "halted")

    def _refuse_put_back(self, push: Push, books: Books) -> None:
        """A station that has less than what it knows to be confirmed says that its past was put back."""
        if push.waiting < push.confirmed <= books.sequence:
            raise self._other(push.waiting + 1, "put_back")

    def _refuse_broken(self, books: Books, new: Sequence[CheckedEntry]) -> None:
        if not new:
            return
        if new[0].sequence != books.sequence + 1:
            raise KnownError("HUB-011", known=books.sequence, sequence=books.sequence + 1)
        links = [books.head, *(entry.message.hash for entry in new)]
        for entry, previous in zip(new, links, strict=False):
            if entry.message.previous != previous:
                raise self._other(entry.sequence, "chain")

    def _refuse_other(self, known: Sequence[CheckedEntry]) -> None:
        if not known:
            return
        here = select(_entries.c.sequence, _entries.c.hash).where(
            _entries.c.station == self.station,
            _entries.c.sequence.between(known[0].sequence, known[-1].sequence),
        )
        hashes = {row.sequence: row.hash for row in self.connection.execute(here)}
        for entry in known:
            if hashes.get(entry.sequence) != entry.message.hash:
                raise self._other(entry.sequence, "entry")

    def _other(self, sequence: int, detail: str) -> KnownError:
        return KnownError("HUB-012", station=self.station, sequence=sequence, detail=detail)

    def _confirmed(
        self, push: Push, books: Books, new: Sequence[CheckedEntry], is_changed: bool
    ) -> ReceiptMessage:
        last = receipt_in(self.hub, books)
        waiting = max(push.waiting, books.waiting)
        if last is not None and not new and not is_changed and waiting == books.waiting:
            return message_of(last)
        now = replace(books, waiting=waiting)
        if new:
            now = replace(now, sequence=new[-1].sequence, head=new[-1].message.hash)
        complete = complete_through(self.connection, self.station, now.sequence)
        return message_of(confirm(self.hub, self.connection, replace(now, complete=complete)))

    def _answer(self, receipt: ReceiptMessage, checked: Sequence[CheckedEntry]) -> Pushed:
        if not checked:
            return Pushed(receipt, [])
        first, last = checked[0].sequence, checked[-1].sequence
        lacking = (
            select(_missing.c.sha256)
            .where(_missing.c.station == self.station)
            .where(_missing.c.sequence.between(first, last))
            .distinct()
        )
        missing = sorted(self.connection.execute(lacking).scalars())
        return Pushed(receipt, missing, set_asides_between(self.connection, self.station, first, last))
