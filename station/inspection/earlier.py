"""What the station sealed about a unit before."""

from __future__ import annotations

from station.inspection.identity import codes_of
from station.model.unit import Unit
from station.store.clock import to_text
from station.store.database import Store
from station.store.records import RecordBook, RecordSummary

MOST_LISTED = 20
"""Most earlier records told of; each of those names its own, so that none is lost."""


def earlier_records(store: Store, unit: Unit) -> tuple[RecordSummary, ...]:
    """Records of the same unit (its code, IMEI or serial number), the latest first."""
    book, codes = RecordBook(store), codes_of(unit)
    found = {one.id: one for code in sorted(codes) for one in book.search(code, MOST_LISTED)}
    same = [one for one in found.values() if codes & {one.unit_code, one.imei}]
    return tuple(sorted(same, key=lambda one: one.sealed_at, reverse=True)[:MOST_LISTED])


def earlier_document(store: Store, unit: Unit) -> list[dict[str, str]]:
    """The same as a record states it, the oldest first."""
    book = RecordBook(store)
    records = [book.get(one.id) for one in reversed(earlier_records(store, unit))]
    return [{"record": one.id, "sha256": one.sha256, "sealed_at": to_text(one.sealed_at)} for one in records]
