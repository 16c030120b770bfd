"""Records, verdicts and events for those who follow them, page by page, none passed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Table, select
from sqlalchemy.sql import ColumnElement

from station.errors import KnownError
from sync.hub import tables
from sync.hub.hub import Hub, instant_text
from sync.hub.positions import settled
from sync.wire.messages import EntryMessage
from sync.wire.reading import EventMessage, EventPage, RecordMessage, RecordPage, VerdictMessage, VerdictPage

_records, _events, _entries = tables.records, tables.events, tables.entries
_VERDICTS = msgspec.json.Decoder(list[dict[str, Any]])


@dataclass(frozen=True, slots=True)
class Page:
    """Which part is asked for: at most ``limit`` rows after ``after``, the cursor of the page before or 0."""

    after: int = 0
    limit: int = 100


@dataclass(frozen=True, slots=True)
class Reading:
    """What may be read at one hub."""

    hub: Hub

    def records(self, page: Page, unit: str | None = None, station: str | None = None) -> RecordPage:
        """Records in the order in which the hub took them, of one unit or one station where it is named."""
        rows, cursor = self._records(page, unit, station)
        return RecordPage([_record(row) for row in rows], str(cursor), len(rows) == page.limit)

    def verdicts(self, page: Page, channel: str | None = None) -> VerdictPage:
        """The verdicts of those records, of one channel where it is named; ``limit`` counts records."""
        rows, cursor = self._records(page, None, None)
        found = [verdict for row in rows for verdict in _verdicts(row, channel)]
        return VerdictPage(found, str(cursor), len(rows) == page.limit)

    def events(self, page: Page) -> EventPage:
        """What happened to records, in the order in which the hub took it."""
        with self.hub.database.read() as connection:
            rows, cursor = _rows_after(connection, _events, page)
        return EventPage([_event(row) for row in rows], str(cursor), len(rows) == page.limit)

    def entry(self, station: str, sequence: int) -> EntryMessage:
        """One ledger entry as its station signed it.

        Raises:
            KnownError: HUB-021 there is none.
        """
        of_entry = (_entries.c.station == station, _entries.c.sequence == sequence)
        with self.hub.database.read() as connection:
            row = connection.execute(select(_entries).where(*of_entry)).one_or_none()
        if row is None:
            raise KnownError("HUB-021", what=f"{station}/{sequence}")
        body = None if row.body is None else row.body.decode()
        names = EntryMessage.__struct_fields__[:-1]
        return EntryMessage(**{name: row._mapping[name] for name in names}, body=body)

    def _records(self, page: Page, unit: str | None, station: str | None) -> tuple[Sequence[Row[Any]], int]:
        only = [_records.c.unit_code == unit] if unit is not None else []
        only += [_records.c.station == station] if station is not None else []
        with self.hub.database.read() as connection:
            return _rows_after(connection, _records, page, *only)


def _rows_after(
    connection: Connection, table: Table, page: Page, *only: ColumnElement[bool]
) -> tuple[Sequence[Row[Any]], int]:
    """The rows of a page, and the cursor behind it."""
    end = settled(connection)
    position = table.c.position
    asked = select(table).where(position > page.after).where(position < end).where(*only)
    rows = connection.execute(asked.order_by(position).limit(page.limit)).all()
    return rows, rows[-1].position if len(rows) == page.limit else max(page.after, end - 1)


def _record(row: Row[Any]) -> RecordMessage:
    names = RecordMessage.__struct_fields__[:-1]
    verdicts = msgspec.Raw(row.verdicts.encode())
    return RecordMessage(**{name: row._mapping[name] for name in names}, verdicts=verdicts)


def _verdicts(row: Row[Any], channel: str | None) -> Iterator[VerdictMessage]:
    names = VerdictMessage.__struct_fields__[:-2]
    for verdict in _VERDICTS.decode(row.verdicts):
        of = str(verdict.get("channel", ""))
        if channel in {None, of}:
            yield VerdictMessage(**{name: row._mapping[name] for name in names}, channel=of, verdict=verdict)


def _event(row: Row[Any]) -> EventMessage:
    return EventMessage(
        str(row.position), row.kind, row.station, row.sequence, row.record, instant_text(row.received_at)
    )
