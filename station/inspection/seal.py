"""Sealing: the inspection becomes a record, entered in the ledger, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from station.inspection.document import Sealing, record_document
from station.inspection.earlier import earlier_document
from station.inspection.review import Review
from station.inspection.signing import sign
from station.model.event import EventKind
from station.model.inspection import Inspection, WithoutPhoto
from station.model.person import Person
from station.model.record import Record
from station.model.signature import Meaning
from station.store.database import Store
from station.store.drafts import Drafts
from station.store.events import clock_stamp
from station.store.ledger import append
from station.store.records import record_of


def seal_inspection(
    store: Store,
    drafts: Drafts,
    inspection: Inspection,
    inspector: Person,
    review: Review,
    missing_photos: Sequence[tuple[str, str, WithoutPhoto]],
    sealed_at: datetime,
) -> Record:
    """Write the record of ``inspection``, signed by ``inspector``, with the verdicts of its ``review``;
    ``missing_photos`` are item, view and why.

    Raises:
        KnownError: INSP-002 when it changed meanwhile, STO-002, STO-003.
    """
    sealing = Sealing(
        record=inspection.id,
        station=station_of(store),
        practice=store.home.is_practice,
        inspector=inspector,
        verdicts=review.verdicts,
        signature=sign(inspector, Meaning.INSPECTED, sealed_at),
        clock=clock_stamp(store),
        missing_photos=missing_photos,
        not_needed=review.not_needed,
        cleanings=drafts.cleanings(inspection.id),
        earlier=earlier_document(store, inspection),
        countersign=review.demands,
    )
    document = record_document(inspection, sealing)
    with drafts.sealing(inspection) as connection:
        entry = append(store, connection, EventKind.RECORD_SEALED, sealed_at, document)
    return record_of(entry)


def station_of(store: Store) -> dict[str, str]:
    """The station as a record names it."""
    return {"id": store.identity.id, "name": store.name, "public_key": store.identity.public_key}
