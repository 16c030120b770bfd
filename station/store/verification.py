"""Checking a station's own ledger: chain, bodies, what stands beside it in the database, and the files."""

from __future__ import annotations

from sqlite3 import Connection

from station.model.event import EventKind
from station.signing import Signer
from station.store.anchor_checks import AnchorCheck
from station.store.anchors import AnchorPlace
from station.store.chain import ChainCheck, LedgerReport
from station.store.clock_notes import ClockWatch
from station.store.database import Store
from station.store.entry_bodies import (
    FeedBody,
    JudgementBody,
    PhotosBody,
    PublicationBody,
    RecordBody,
    SettingBody,
)
from station.store.entry_checks import CheckedEntry, plain, stored_entries
from station.store.index.checking import IndexCheck
from station.store.named_things import NamedThings
from station.store.people_checks import PeopleCheck
from station.store.photo_checks import check_photos, check_unnamed
from station.store.platform_checks import PlatformCheck
from station.store.receipt import Receipt
from station.store.receipt_checks import (
    check_claim,
    check_hub_key,
    check_stored_receipts,
    confirmed_sequences,
)
from station.store.receipts import HUB_KEY
from station.store.side_checks import check_inspections, check_schema
from station.store.standard_checks import StandardCheck


def verify_store(
    store: Store,
    receipt: Receipt | None = None,
    hub_key: str | None = None,
    place: AnchorPlace | None = None,
) -> LedgerReport:
    """Check everything the station holds against its ledger, on all cores.

    The stored receipts are always compared; ``receipt`` is compared, too, and proven with ``hub_key`` (PEM)
    or the pinned key. ``place`` is where anchors are kept; without it none is compared.

    Raises:
        KnownError: STO-001 when the database cannot be read at all, LED-005 ``hub_key`` is no key.
    """
    with NamedThings() as named:
        with store.read() as connection:
            signer = Signer(store.identity.public_key)
            anchor = AnchorCheck(signer, None if store.home.is_practice else place)
            check = ChainCheck(signer, confirmed_sequences(connection, receipt) | anchor.watched)
            check_schema(connection, check)
            taker = _EntryTaker(store, connection, check, named)
            taker.take_all()
            _check_head(connection, check)
            check_inspections(connection, check, named)
            taker.people.compare(connection)
            check_hub_key(connection, check, taker.pinned)
            check_stored_receipts(connection, check)
            check_claim(connection, check, receipt, hub_key)
            anchor.compare(check, taker.restored_at)
            check_photos(store, connection, check, named)
        check_unnamed(store, check, named)
    return check.report()


class _EntryTaker:
    """Takes every entry in order, and keeps what later checks need."""

    def __init__(self, store: Store, connection: Connection, check: ChainCheck, named: NamedThings) -> None:
        self.pinned = ""
        """Fingerprint of the hub that the ledger says is pinned; empty when none is."""
        self.restored_at = ""
        """When a backup was last restored (RFC 3339); empty when none was."""
        self.people = PeopleCheck(check)
        self._connection = connection
        self._check = check
        self._index = IndexCheck(store, check.find)
        self._named = named
        self._clocks = ClockWatch(check)
        self._standards = StandardCheck(store.home, check)
        self._platform = PlatformCheck(store.home, check, store.identity.public_key)

    def take_all(self) -> None:
        """Check every entry."""
        for entry in stored_entries(self._connection, self._check.signer):
            self._take(entry)
        self._index.finish(self._check.last.sequence)
        self._standards.check_strangers()
        self._platform.finish(self._connection)

    def _take(self, entry: CheckedEntry) -> None:
        sequence = entry.header.sequence
        self._check.take(entry.header, entry.seal)
        self._clocks.take(entry.header, entry.body)
        if entry.header.kind == EventKind.BACKUP_RESTORED:
            self.restored_at = entry.header.at
        if entry.body is not None:
            self.people.take(entry)
            header = entry.header
            self._index.take(sequence, header.kind, header.at, header.body_sha256, entry.body)
        match entry.body:
            case None:
                self._check.find(sequence, entry.fault or "body_malformed")
            case RecordBody() as body:
                self._take_record(entry, body)
            case JudgementBody() as body:
                self._refuse_stranger(sequence, body.record, body.sha256)
            case PublicationBody() as body:
                self._standards.take(sequence, body)
            case FeedBody() as body:
                self._platform.take(sequence, body)
            case SettingBody(setting=setting, new=new) if setting == HUB_KEY:
                self.pinned = str(new)
            case PhotosBody() as body:
                self._take_photos(entry, body)

    def _take_record(self, entry: CheckedEntry, body: RecordBody) -> None:
        sequence = entry.header.sequence
        if body.sealed_at != entry.header.at:
            self._check.find(sequence, "body_malformed")
        if body.amends is not None:
            self._refuse_stranger(sequence, body.amends.record, body.amends.sha256)
        if not self._named.add_record(body.record, sequence, entry.header.body_sha256):
            self._check.find(sequence, "record_twice", body.record)
        self._named.add_photos(sequence, body.hashes(), needed=True)

    def _refuse_stranger(self, sequence: int, record: str, sha256: str) -> None:
        """What is said of a record must name one that was there, to the byte."""
        if self._named.record(record) != sha256:
            self._check.find(sequence, "record_misnamed", record)

    def _take_photos(self, entry: CheckedEntry, body: PhotosBody) -> None:
        sequence = entry.header.sequence
        if entry.header.kind == EventKind.PHOTOS_PRUNED:
            self._named.prune_photos(sequence, body.photos)
        else:
            self._named.add_photos(sequence, body.photos, needed=False)
            for photo in body.photos:
                self._check.note(sequence, "photo_left_by_crash", photo)


def _check_head(connection: Connection, check: ChainCheck) -> None:
    head = connection.execute(
        "SELECT CAST(sequence AS INTEGER), CAST(hash AS BLOB), CAST(signature AS BLOB) FROM ledger_head"
    ).fetchone()
    if head is not None:
        check.check_head(head[0], plain(head[1]), plain(head[2]))
    elif check.last.sequence:
        check.find(check.last.sequence, "head_missing")
