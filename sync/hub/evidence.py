"""Evidence at the hub: what it lacks of a station's, what arrives, what is kept."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, select, text

from station.errors import KnownError
from sync.hub import tables
from sync.hub.blobs.store import Arriving
from sync.hub.completeness import last_receipt
from sync.hub.hub import Hub
from sync.hub.intake import Intake
from sync.hub.lane import beside
from sync.hub.settling import settle
from sync.wire.messages import EvidenceKept, EvidenceMissing, Upload

_STALE_AFTER = timedelta(days=1)
_ONE = text(
    "SELECT EXISTS (SELECT 1 FROM missing_evidence WHERE station = :of AND sha256 = :file) AS is_lacking,"
    " EXISTS (SELECT 1 FROM evidence_refs WHERE station = :of AND sha256 = :file) AS is_named,"
    " (SELECT size FROM evidence WHERE sha256 = :file) AS size"
)
"""All that the books say of one file: asked once for every upload."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one process of the hub does about evidence. No database connection is held while bytes arrive.

    A station may ask about, and send, only what entries of its own name that the hub has accepted; anything
    else is HUB-040. What the blob store has, but no row says (the hub was killed in between), is noticed and
    settled by the next request about it.
    """

    hub: Hub

    def missing(self, station: str, asked: Collection[str]) -> EvidenceMissing:
        """What the hub lacks of ``asked``, and how it gets here.

        Raises:
            KnownError: HUB-040; HUB-023 the blob store does not answer.
        """
        names = sorted(set(asked))
        with self.hub.database.read() as connection:
            lacking = _lacking(connection, station, names)
            _refuse_foreign(connection, station, set(names) - lacking)
            sizes = _sizes(connection, lacking)
        for name in self.hub.blobs.arrived(station, lacking - sizes.keys()):
            sizes |= self._checked(Arriving(station, name))
        receipt = settle(self.hub, station, sizes) if sizes else None
        uploads = [self._upload(Arriving(station, name)) for name in names if name in lacking - sizes.keys()]
        return EvidenceMissing(uploads, receipt)

    def offset(self, station: str, sha256: str) -> tuple[int, bool]:
        """Where the upload of a file goes on, and whether the hub has all of it.

        Raises:
            KnownError: HUB-040, HUB-023.
        """
        if (kept := self.present(station, sha256)) is not None:
            return kept.size, True
        return self.hub.blobs.received(Arriving(station, sha256)), False

    def present(self, station: str, sha256: str) -> EvidenceKept | None:
        """A file that the hub has, settled in its books; None when it has not.

        Raises:
            KnownError: HUB-040, HUB-023.
        """
        with self.hub.database.read() as connection:
            found = connection.execute(_ONE, {"of": station, "file": sha256}).one()
            if not found.is_lacking and not found.is_named:
                raise KnownError("HUB-040", sha256=sha256)
            if found.size is not None and not found.is_lacking:
                return EvidenceKept(sha256, found.size, last_receipt(connection, self.hub, station))
        size = found.size if found.size is not None else self.hub.blobs.size(sha256)
        return None if size is None else EvidenceKept(sha256, size, settle(self.hub, station, {sha256: size}))

    def refuse_foreign(self, station: str, names: set[str]) -> None:
        """Raises KnownError HUB-040 unless entries of this station name each of these."""
        with self.hub.database.read() as connection:
            _refuse_foreign(connection, station, names - _lacking(connection, station, names))

    async def receive(
        self, station: str, sha256: str, offset: int, chunks: AsyncIterator[bytes]
    ) -> EvidenceKept:
        """Take a file from byte ``offset`` on to its end, check it and keep it. What the hub has already is
        answered without reading a byte.

        Raises:
            KnownError: HUB-040, HUB-023; HUB-019 larger than allowed; HUB-022 other bytes than the hash says;
                HUB-025 it goes on elsewhere; HUB-041 nothing came for too long. What arrived before the last
                two, or before the connection broke, is kept.
        """
        if (kept := await beside(self.present, station, sha256)) is not None:
            return kept
        size = await Intake(self.hub.blobs, self.hub.config.limits, Arriving(station, sha256), offset).take(
            chunks
        )
        receipt = await beside(settle, self.hub, station, {sha256: size})
        return EvidenceKept(sha256, size, receipt)

    def kept(self, station: str, sha256: str) -> EvidenceKept:
        """Check and keep a file that was put to the address that the hub gave for it.

        Raises:
            KnownError: HUB-040, HUB-023; HUB-021 nothing arrived; HUB-022 other bytes than the hash says;
                HUB-019 larger than allowed.
        """
        if (kept := self.present(station, sha256)) is not None:
            return kept
        arriving = Arriving(station, sha256)
        size = self.hub.blobs.finish(arriving)
        receipt = settle(self.hub, station, {sha256: size})
        self.hub.blobs.discard(arriving)  # only now: until the books have it, this is what tells of it
        return EvidenceKept(sha256, size, receipt)

    def clean(self) -> int:
        """Throw away what has been under way for more than a day; how many files."""
        return self.hub.blobs.clean(self.hub.clock.now() - _STALE_AFTER)

    def _checked(self, arriving: Arriving) -> dict[str, int]:
        try:
            return {arriving.sha256: self.hub.blobs.finish(arriving)}
        except KnownError as error:
            if error.code != "HUB-022":
                raise
        return {}  # it is thrown away, and asked for again

    def _upload(self, arriving: Arriving) -> Upload:
        address = self.hub.blobs.presigned(arriving)
        if address is not None:
            return Upload(arriving.sha256, url=address.url, headers=address.headers)
        return Upload(arriving.sha256, self.hub.blobs.received(arriving))


def _lacking(connection: Connection, station: str, names: Collection[str]) -> set[str]:
    """Which of ``names`` entries of this station name and wait for."""
    missing = tables.missing_evidence.c
    return set(
        connection.execute(
            select(missing.sha256).where(missing.station == station, missing.sha256.in_(names)).distinct()
        ).scalars()
    )


def _sizes(connection: Connection, names: Collection[str]) -> dict[str, int]:
    """Bytes of those of ``names`` that are kept, whoever brought them."""
    evidence = tables.evidence.c
    rows = connection.execute(select(evidence.sha256, evidence.size).where(evidence.sha256.in_(names)))
    return {row.sha256: row.size for row in rows}


def _refuse_foreign(connection: Connection, station: str, names: Collection[str]) -> None:
    """Names that no entry of this station waits for: each must be in one that waits no more."""
    if not names:
        return
    refs = tables.evidence_refs.c
    own = connection.execute(
        select(refs.sha256).where(refs.station == station, refs.sha256.in_(names)).distinct()
    ).scalars()
    if foreign := sorted(set(names).difference(own)):
        raise KnownError("HUB-040", sha256=foreign[0])
