"""The other records of the same unit."""

from __future__ import annotations

from station.model.record import Record
from station.store.index.query import Query, RecordSummary
from station.store.records import RecordBook

_MOST = 50


def relatives_of(book: RecordBook, record: Record) -> tuple[RecordSummary, ...]:
    """Records that carry the same unit code, IMEI or serial number, the latest first."""
    unit = record.document["unit"]
    codes = {unit["code"], unit["imei"], unit["serial"]} - {""}
    found = {one.id: one for code in codes for one in book.search(Query(words=code), _MOST).rows}
    same = (one for one in found.values() if codes & {one.unit_code, one.imei, one.serial})
    return tuple(
        sorted((one for one in same if one.id != record.id), key=lambda one: one.sequence, reverse=True)
    )
