"""What channels made of the units sold to them: imported from .csv or .xlsx, kept in the ledger."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from station.errors import KnownError
from station.model.event import EventKind
from station.model.standing import Standing
from station.model.verdict import Result
from station.store.database import Store
from station.store.events import write_event
from station.store.importing import Change, ImportResult, Refusal, RefusedRowError, Told, sort_rows
from station.store.index.query import Query, RecordSummary
from station.store.records import RecordBook
from station.store.sheet import Column, SheetRow, read_table

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


@dataclass(frozen=True, slots=True)
class UnderstoodRow:
    """A row that can be taken: its number, the unit as the file names it, and what it changes."""

    row: int
    unit: str
    result: ChannelResult
    change: Change


@dataclass(frozen=True, slots=True)
class Understood:
    """What a file of results says before any of it counts: the headings found by column, those left alone,
    rows that can be taken, and the others with the reason."""

    file: str
    sha256: str
    headings: Mapping[str, str]
    ignored: tuple[str, ...]
    rows: tuple[UnderstoodRow, ...]
    refused: tuple[Refusal, ...]

    def count(self, change: Change) -> int:
        """How many rows change so."""
        return sum(one.change is change for one in self.rows)


def import_channel_results(
    store: Store, path: Path, grades: GradesOf, channel: str = "", person: str = ""
) -> ImportResult:
    """Import results; one for the same record and channel replaces the earlier. ``channel`` stands for rows
    that name none.

    Raises:
        KnownError: IMP-001, IMP-002, IMP-003, STO-002, STO-003.
    """
    return enter_channel_results(store, understand_channel_results(store, path, grades, channel), person)


def understand_channel_results(
    store: Store, path: Path, grades: GradesOf, channel: str = "", told: Told = lambda _share: None
) -> Understood:
    """Read a file of results; nothing is entered. ``told`` hears the share of the rows looked up.

    Raises:
        KnownError: IMP-001 to IMP-008 as the table cannot be read, and what ``told`` raises.
    """
    sheet = read_table(path, COLUMNS, lambda _row: told(0.0))
    known = {(one.record, one.channel): one for one in channel_results(store)}
    book = RecordBook(store)
    accepted, refused = sort_rows(
        sheet.rows,
        lambda row: _parsed(book, row, grades, channel),
        lambda one: (f"{one[1].record} {one[1].channel}",),
        told,
    )
    rows = tuple(
        UnderstoodRow(one.row, unit, result, _change(known.get((result.record, result.channel)), result))
        for one in accepted
        for unit, result in (one.entry,)
    )
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Understood(path.name, digest, sheet.headings, sheet.ignored, rows, refused)


def enter_channel_results(store: Store, understood: Understood, person: str = "") -> ImportResult:
    """State in the ledger what was understood, in the name of ``person``.

    Raises:
        KnownError: STO-002, STO-003; nothing is taken then.
    """
    new = [one.result for one in understood.rows if one.change is not Change.UNCHANGED]
    _state(store, new, {"file": understood.file, "sha256": understood.sha256}, person)
    added, updated, unchanged = (understood.count(change) for change in Change)
    return ImportResult(added, updated, unchanged, understood.refused)


def _change(before: ChannelResult | None, now: ChannelResult) -> Change:
    if before == now:
        return Change.UNCHANGED
    return Change.UPDATED if before else Change.ADDED


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


def _parsed(book: RecordBook, row: SheetRow, grades: GradesOf, channel: str) -> tuple[str, ChannelResult]:
    """The unit as the file names it, and the result of its record."""
    cells = row.cells
    target = cells["channel"] or channel
    for name, value in (("unit", cells["unit"]), ("channel", target), ("result", cells["result"])):
        if not value:
            raise RefusedRowError("empty", column=name)
    if target not in grades:
        raise RefusedRowError("channel", name=target)
    record = _record(book, cells["unit"], target)
    result = _result(cells["result"], target, grades[target])
    found = ChannelResult(record, target, result, _day(cells["decided_on"]), cells["reference"])
    return cells["unit"], found


def _record(book: RecordBook, named: str, channel: str) -> str:
    """The record meant: by its own number, else the newest of that unit that counts."""
    found = _by_number(book, named)
    if found is None:
        page = book.search(Query(unit=named, practice=book.is_practice), limit=_NEWEST)
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
