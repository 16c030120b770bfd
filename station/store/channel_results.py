"""What channels made of the units sold to them: imported from .csv or .xlsx, kept in the ledger."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from sqlite3 import Connection

from station.errors import KnownError
from station.model.event import EventKind
from station.model.standing import Standing
from station.model.verdict import Result
from station.store.database import Store
from station.store.events import write_event
from station.store.importing import Change, Importer, ImportResult, RefusedRowError
from station.store.index.query import Query, RecordSummary
from station.store.records import RecordBook
from station.store.sheet import Column, SheetRow, read_sheet

COLUMNS = (
    Column("unit", ("record", "code", "imei", "记录", "记录编号", "件码", "串号"), required=True),
    Column("channel", ("渠道",)),
    Column("result", ("grade", "等级", "结果", "渠道结果"), required=True),
    Column("decided_on", ("date", "日期", "判定日期")),
    Column("reference", ("单号", "批次", "their number")),
)
"""Columns of a file of results; ``unit`` is a record's number, a unit's code, IMEI or serial number."""

_REFUSED = frozenset({"not_accepted", "rejected", "reject", "refused", "拒收", "不接收", "退货"})
_AT_ONCE = 500
"""Results in one ledger entry."""
_NEWEST = 20
"""Records of one unit that are looked at."""
_STATED = "SELECT body FROM ledger WHERE kind = ? ORDER BY sequence"

GradesOf = Mapping[str, Sequence[str]]
"""Every grade of every channel, by channel id."""


@dataclass(frozen=True, slots=True)
class ChannelResult:
    """One channel's own result for the unit of one record: a grade of its scale, or ``not_accepted``.

    ``decided_on`` is a date as text, empty where it was not told; ``reference`` is the channel's number.
    """

    record: str
    channel: str
    result: str
    decided_on: str = ""
    reference: str = ""


def import_channel_results(
    store: Store, path: Path, grades: GradesOf, channel: str = "", person: str = ""
) -> ImportResult:
    """Import results; one for the same record and channel replaces the earlier. ``channel`` stands for rows
    that name none.

    Raises:
        KnownError: IMP-001, IMP-002, IMP-003, STO-002, STO-003.
    """
    rows = read_sheet(path, COLUMNS)
    known = {(one.record, one.channel): one for one in channel_results(store)}
    taken: list[ChannelResult] = []
    source = {"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}

    def put(_connection: Connection, one: ChannelResult) -> Change:
        before = known.get((one.record, one.channel))
        if before == one:
            return Change.UNCHANGED
        taken.append(one)
        return Change.UPDATED if before else Change.ADDED

    book = RecordBook(store)
    importer = Importer(
        parse=lambda row: _parsed(book, row, grades, channel),
        names=lambda one: (f"{one.record} {one.channel}",),
        put=put,
    )
    result = importer.run(store, rows)
    _state(store, taken, source, person)
    return result


def channel_results(store: Store) -> tuple[ChannelResult, ...]:
    """Every result in force, one for each record and channel."""
    found: dict[tuple[str, str], ChannelResult] = {}
    with store.read() as connection:
        for row in connection.execute(_STATED, (EventKind.CHANNEL_RESULTS_IMPORTED,)):
            for one in json.loads(row[0])["results"]:
                found[one["record"], one["channel"]] = ChannelResult(**one)
    return tuple(found.values())


def _state(store: Store, results: Sequence[ChannelResult], source: Mapping[str, str], person: str) -> None:
    """All results, or none: they land in one transaction."""
    if not results:
        return
    remaining: Iterator[ChannelResult] = iter(results)
    with store.write() as connection:
        while some := list(islice(remaining, _AT_ONCE)):
            body = {**source, "results": [asdict(one) for one in some]}
            write_event(store, connection, EventKind.CHANNEL_RESULTS_IMPORTED, body, person=person)


def _parsed(book: RecordBook, row: SheetRow, grades: GradesOf, channel: str) -> ChannelResult:
    cells = row.cells
    target = cells["channel"] or channel
    for name, value in (("unit", cells["unit"]), ("channel", target), ("result", cells["result"])):
        if not value:
            raise RefusedRowError("empty", column=name)
    if target not in grades:
        raise RefusedRowError("channel", name=target)
    record = _record(book, cells["unit"], target)
    result = _result(cells["result"], target, grades[target])
    return ChannelResult(record, target, result, _day(cells["decided_on"]), cells["reference"])


def _record(book: RecordBook, named: str, channel: str) -> str:
    """The record meant: by its own number, else the newest of that unit that counts."""
    found = _by_number(book, named)
    if found is None:
        page = book.search(Query(unit=named, practice=False), limit=_NEWEST)
        usable = [one for one in page.rows if one.standing is Standing.CURRENT]
        found = next((one for one in usable if channel in one.results), usable[0] if usable else None)
    if found is None:
        raise RefusedRowError("record", name=named)
    if channel not in found.results:
        raise RefusedRowError("not_judged", name=found.id, channel=channel)
    return found.id


def _by_number(book: RecordBook, named: str) -> RecordSummary | None:
    try:
        return book.summary(named)
    except KnownError:
        return None


def _result(said: str, channel: str, grades: Sequence[str]) -> str:
    """A grade as the channel writes it, whatever the case; or that it was not accepted."""
    plain = said.casefold().strip()
    if plain in _REFUSED:
        return Result.NOT_ACCEPTED.value
    for grade in grades:
        if grade.casefold() == plain:
            return grade
    raise RefusedRowError("result", name=said, channel=channel)


def _day(said: str) -> str:
    if not said:
        return ""
    try:
        return date.fromisoformat(said[:10].replace("/", "-")).isoformat()
    except ValueError as error:
        raise RefusedRowError("date", value=said) from error
