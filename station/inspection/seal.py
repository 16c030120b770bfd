"""Sealing: the inspection becomes a record, entered in the ledger, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from station.inspection.document import record_document
from station.model.event import EventKind
from station.model.inspection import Inspection, WithoutPhoto
from station.model.person import Person
from station.model.record import Record
from station.model.verdict import Verdict
from station.store.database import Store
from station.store.drafts import Drafts
from station.store.ledger import append
from station.store.records import index_record, record_of


def seal_inspection(
    store: Store,
    drafts: Drafts,
    inspection: Inspection,
    inspector: Person,
    verdicts: Sequence[Verdict],
    missing_photos: Sequence[tuple[str, str, WithoutPhoto]],
    not_needed: Sequence[str],
    sealed_at: datetime,
) -> Record:
    """Write the record of ``inspection``, signed by ``inspector``; ``missing_photos`` are item, view and why,
    ``not_needed`` items without an answer that could change no target channel's verdict.

    Raises:
        KnownError: INSP-002 when it changed meanwhile, STO-002, STO-003.
    """
    station = {"id": store.identity.id, "name": store.name, "public_key": store.identity.public_key}
    document = record_document(
        inspection,
        station=station,
        practice=store.home.is_practice,
        inspector=inspector,
        verdicts=verdicts,
        missing_photos=missing_photos,
        not_needed=not_needed,
        cleanings=drafts.cleanings(inspection.id),
        sealed_at=sealed_at,
    )
    with drafts.sealing(inspection) as connection:
        entry = append(store, connection, EventKind.RECORD_SEALED, sealed_at, document)
        index_record(connection, entry, document)
    return record_of(entry)
