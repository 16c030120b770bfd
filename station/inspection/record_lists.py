"""Several records on one paper, and the ledger's word on who got it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from station.inspection.loose_papers import LoosePaper, save_loose
from station.inspection.own_templates import files_beside, sound_template
from station.inspection.papers import Papers
from station.inspection.reprints import Reprint
from station.model.analysis_page import AnalysisPage
from station.model.life import RecordLife
from station.model.record import Record
from station.places import Home
from station.standards.library import home_library
from station.store.database import Store
from station.store.index.query import Query
from station.store.life import life_of
from station.store.records import RecordBook
from station.texts import Lang, text

LIST_TEMPLATE = "batch-list"
MOST_LISTED = 1000
"""Records on one list made on screen; drawing so many takes some 10 s."""
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


@dataclass(frozen=True, slots=True)
class Listed:
    """A record as a list tells of it: masked where the policy says so, and as it stands today."""

    record: Record
    life: RecordLife


def read_listed(store: Store, papers: Papers, record: Record, *, clear: bool = False) -> Listed:
    """``record`` for a list.

    Raises:
        KnownError: STO-001.
    """
    return Listed(papers.printed(record, clear), life_of(store, record))


def list_paper(
    home: Home,
    listed: Sequence[Listed],
    lang: Lang,
    *,
    template: str = LIST_TEMPLATE,
    batch: str = "",
    box: str = "",
) -> LoosePaper:
    """A list of records as made; nobody has it yet. ``batch`` and ``box`` name it on the paper.

    Raises:
        KnownError: REP-002, REP-003, REP-011 no records, REP-040 a template about something else.
    """
    from station.reports.certificate import records_pdf

    name, _ = sound_template(home, template, LIST_TEMPLATE)
    told = [(one.record, one.life) for one in listed]
    content = records_pdf(
        told, lang, name, batch=batch, box=box, titles=home_library(home), beside=files_beside(home)
    )
    about = {"records": [one.record.id for one in listed]}
    named = "-".join(part for part in (batch, box) if part) or f"{len(listed)}"
    return LoosePaper("list", named, lang, name, content, about, counted=True)


def list_workbook(
    home: Home, listed: Sequence[Listed], lang: Lang, *, batch: str = "", box: str = ""
) -> bytes:
    """A list of records as an .xlsx file.

    Raises:
        KnownError: REP-002, REP-003.
    """
    from station.analysis.workbook import workbook_of
    from station.reports.record_table import record_table
    from station.reports.template import page_template

    told = [(one.record, one.life) for one in listed]
    table = record_table(told, lang, home_library(home), page_template(LIST_TEMPLATE, ()))
    boxed = text(lang, "reports.records.box", box=box) if box else ""
    named = "   ".join(part for part in (batch, boxed) if part)
    count = text(lang, "reports.records.count", count=len(listed))
    page = AnalysisPage("list", text(lang, "reports.records.list"), named or count, parts=(table,))
    return workbook_of([page], lang)


def batch_of_all(listed: Sequence[Listed]) -> str:
    """The source that the work orders of all records name; empty where they differ."""
    sources = {(one.record.document["unit"].get("work_order") or {}).get("source") or "" for one in listed}
    return str(sources.pop()) if len(sources) == 1 else ""


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
        KnownError: as :func:`list_paper` and :func:`station.inspection.loose_papers.save_loose`.
    """
    listed = [read_listed(store, papers, record, clear=clear) for record in records]
    paper = list_paper(store.home, listed, lang, template=template, batch=batch)
    return save_loose(papers, paper, path, person, reprint)
