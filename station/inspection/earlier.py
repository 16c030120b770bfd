"""What the station sealed about a unit before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from station.inspection.comparing import RecordDifference, compare_with_work
from station.inspection.identity import codes_of
from station.inspection.review import asked_facts
from station.model.answer import Text
from station.model.imei import is_imei
from station.model.inspection import Inspection
from station.model.standing import Standing
from station.model.verdict import Verdict
from station.store.clock import to_text
from station.store.database import Store
from station.store.index.query import Query, RecordSummary
from station.store.records import RecordBook

MOST_LISTED = 20
"""Most earlier records told of; each of those names its own, so that none is lost."""


def earlier_records(store: Store, codes: Iterable[str]) -> tuple[RecordSummary, ...]:
    """Records of the unit that is known by any of these codes, IMEIs or serial numbers, the latest first.

    Records of practice are told to practice alone.
    """
    book = RecordBook(store)
    pages = (book.search(Query(unit=code, practice=book.is_practice), MOST_LISTED) for code in codes)
    found = {one.id: one for page in pages for one in page.rows}
    return tuple(sorted(found.values(), key=lambda one: one.sequence, reverse=True)[:MOST_LISTED])


def earlier_of(store: Store, inspection: Inspection) -> tuple[RecordSummary, ...]:
    """Earlier records of the inspected unit, by what it was opened by and by what was scanned from it."""
    return earlier_records(store, codes_of(inspection.unit) | _scanned(inspection))


def difference_to_latest(
    store: Store, inspection: Inspection, verdicts: Sequence[Verdict]
) -> RecordDifference | None:
    """What an inspection in work says otherwise than the latest earlier record that stands; None without."""
    standing = (one for one in earlier_of(store, inspection) if one.standing is Standing.CURRENT)
    latest = next(standing, None)
    return compare_with_work(RecordBook(store).get(latest.id), inspection, verdicts) if latest else None


def earlier_document(store: Store, inspection: Inspection) -> list[dict[str, str]]:
    """Earlier records of the inspected unit as its own record states them, the oldest first.

    What was scanned from the unit counts as well as what it was opened by: a unit that comes back under
    another work order is the same unit.
    """
    RecordBook(store).catch_up()
    found = earlier_of(store, inspection)
    return [
        {"record": one.id, "sha256": one.sha256, "sealed_at": to_text(one.sealed_at)}
        for one in reversed(found)
    ]


def _scanned(inspection: Inspection) -> frozenset[str]:
    facts = asked_facts(inspection)
    texts = (answer.value.strip() for answer in facts.values() if isinstance(answer, Text))
    return frozenset(text for text in texts if is_imei(text))
