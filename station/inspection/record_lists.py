"""Several records on one paper, and the ledger's word on who got it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from station.inspection.own_templates import files_beside, sound_template
from station.inspection.papers import Papers
from station.inspection.reprints import Reprint, copies_of, refuse_without_reason, stated
from station.model.record import Record
from station.standards.library import home_library
from station.store.database import Store
from station.store.index.query import Query
from station.store.life import life_of
from station.store.records import RecordBook
from station.texts import Lang

LIST_TEMPLATE = "batch-list"
_PAGE = 200


def batch_records(store: Store, batch: str) -> tuple[Record, ...]:
    """Every sealed record whose work order names ``batch`` as its source or is that order, oldest first.

    Raises:
        KnownError: STO-001 when the database cannot be read, STO-003, STO-004.
    """
    book = RecordBook(store)
    book.catch_up()
    found = (book.get(one) for one in _found(book, batch))
    return tuple(reversed([one for one in found if batch in _batch_of(one)]))


def _found(book: RecordBook, batch: str) -> Iterator[str]:
    """Ids of the records of ``batch``, and of one that is spelled alike, the latest first."""
    before: int | None = None
    while True:
        page = book.search(Query(batch=batch), _PAGE, before)
        yield from (one.id for one in page.rows)
        before = page.next
        if before is None:
            return


def _batch_of(record: Record) -> tuple[str, ...]:
    order = record.document["unit"].get("work_order") or {}
    return tuple(str(order[name]) for name in ("source", "code") if order.get(name))


def save_list(
    store: Store,
    papers: Papers,
    records: Sequence[Record],
    lang: Lang,
    path: Path,
    person: str,
    *,
    template: str = LIST_TEMPLATE,
    batch: str = "",
    reprint: Reprint | None = None,
    clear: bool = False,
) -> Path:
    """Write a list of ``records``, as they stand today, to ``path``, and into the ledger that ``person`` did.

    Raises:
        KnownError: REP-002, REP-003, REP-004, REP-011 no records, REP-012 a further copy without a reason,
            REP-040 a template about something else; STO-001 to STO-003.
    """
    from station.reports.certificate import records_pdf

    name, _ = sound_template(store.home, template, LIST_TEMPLATE)
    told = [(papers.printed(record, clear), life_of(store, record)) for record in records]
    beside, titles = files_beside(store.home), home_library(store.home)
    content = records_pdf(told, lang, name, batch=batch, titles=titles, beside=beside)
    statement = {
        "paper": "list",
        "record": "",
        "record_sha256": "",
        "records": [record.id for record in records],
        "standing": "",
        "template": name,
        "lang": lang.value,
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    copies = copies_of(store, 0, statement)
    refuse_without_reason("list", batch or f"{len(records)}", copies, reprint)
    copy = {**statement, "copy": copies + 1, **stated(reprint, copies)}
    return papers.save_stated(path, content, copy, person)
