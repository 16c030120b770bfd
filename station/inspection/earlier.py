"""What the station sealed about a unit before."""

from __future__ import annotations

from station.inspection.identity import codes_of
from station.model.unit import Unit
from station.store.clock import to_text
from station.store.database import Store
from station.store.index.query import Query, RecordSummary
from station.store.records import RecordBook

MOST_LISTED = 20
"""Most earlier records told of; each of those names its own, so that none is lost."""


def earlier_records(store: Store, unit: Unit) -> tuple[RecordSummary, ...]:
    """Records of the same unit (its code, IMEI or serial number), the latest first."""
    codes = codes_of(unit)
    found = {one.id: one for code in codes for one in _naming(RecordBook(store), code)}
    same = [one for one in found.values() if codes & {one.unit_code, one.imei, one.serial}]
    return tuple(sorted(same, key=lambda one: one.sequence, reverse=True)[:MOST_LISTED])


def _naming(book: RecordBook, code: str) -> tuple[RecordSummary, ...]:
    return book.search(Query(unit=code), MOST_LISTED).rows


def earlier_document(store: Store, unit: Unit) -> list[dict[str, str]]:
    """The same as a record states it, the oldest first."""
    return [
        {"record": one.id, "sha256": one.sha256, "sealed_at": to_text(one.sealed_at)}
        for one in reversed(earlier_records(store, unit))
    ]
