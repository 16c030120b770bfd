"""The feed: what is in force at the stations, under one rising cursor and the hub's signature.

Everything published stays as it was published; withdrawing takes it out of force. A cursor is never used
twice, not even by a hub that was put back from a backup: it rises at least with the clock.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, Row, Select, func, insert, or_, select, text, update
from sqlalchemy.sql.elements import ColumnElement

from station.errors import KnownError
from station.platform.kinds import DATED, PlatformKind, is_nameable
from sync.hub import tables
from sync.hub.audit import note
from sync.hub.feed_contents import fit_to_publish
from sync.hub.hub import Hub, instant_text
from sync.wire.messages import FeedItem, Manifest
from sync.wire.signed import manifest_digest

_ITEMS = tables.feed_items
_CHANGES = tables.feed_changes
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Published:
    """One version of one item. ``station`` is whom it is for, empty for all; ``withdrawn_at`` is None while
    it is in force."""

    item: FeedItem
    station: str
    published_at: datetime
    published_by: str
    withdrawn_at: datetime | None


class Feed:
    """The feed of one hub. Every change is one transaction, with a line in the audit."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def publish(
        self, kind: str, name: str, version: str, content: bytes, by: str, station: str = ""
    ) -> FeedItem:
        """Put a version in force at ``station`` (its id), or at all; the same again changes nothing.

        Of a kind that is not dated it takes the place of the version before, and ``version`` may be empty:
        then it is the moment. A list of people comes with PINs and badge codes in clear and leaves as
        :mod:`sync.hub.central_people` says.

        Raises:
            KnownError: HUB-019 too large, HUB-021 no such station, HUB-050 no such kind or not a name,
                HUB-051 this version was published with other content or for somebody else, HUB-052 the
                stations would refuse it.
        """
        told = self._named(kind, name, version)
        if len(content) > self._hub.config.limits.feed_bytes:
            raise KnownError("HUB-019", limit=self._hub.config.limits.feed_bytes)
        made = fit_to_publish(self._hub, told, content)
        item = replace(told, sha256=hashlib.sha256(made).hexdigest(), size=len(made))
        with self._hub.database.write() as connection:
            self._one_at_a_time(connection)
            self._refuse_strange(connection, station)
            if self._is_new(connection, item, station):
                self._put_in_force(connection, item, made, by, station)
        return item

    def withdraw(self, kind: str, name: str, version: str, by: str) -> None:
        """Take a version out of force.

        Raises:
            KnownError: HUB-021 it is not in force.
        """
        with self._hub.database.write() as connection:
            self._one_at_a_time(connection)
            cursor = self._next_cursor(connection)
            gone = connection.execute(
                update(_ITEMS)
                .where(_is_called(kind, name, version), _ITEMS.c.withdrawn_at.is_(None))
                .values(withdrawn_at=self._hub.clock.now(), cursor=cursor)
            )
            if not gone.rowcount:
                raise KnownError("HUB-021", what=f"{kind} {name} {version}")
            note(self._hub, connection, by, "feed_withdrawn", f"{kind} {name} {version}")

    def all(self) -> tuple[Published, ...]:
        """Everything ever published, the latest first."""
        chosen = _with_size().order_by(_ITEMS.c.published_at.desc(), _ITEMS.c.kind, _ITEMS.c.name)
        with self._hub.database.read() as connection:
            return tuple(_published(row) for row in connection.execute(chosen))

    def cursor(self, station: str) -> int:
        """That of the last change that concerns ``station``; 0 before the first."""
        with self._hub.database.read() as connection:
            return _cursor(connection, station)

    def manifest(self, station: str) -> Manifest:
        """Everything in force at ``station`` (its id), signed; the same bytes until something changes."""
        with self._hub.database.read() as connection:
            cursor = _cursor(connection, station)
            at = connection.execute(select(_CHANGES.c.at).where(_CHANGES.c.cursor == cursor)).scalar()
            chosen = _with_size().where(_is_for(station), _ITEMS.c.withdrawn_at.is_(None))
            rows = connection.execute(chosen.order_by(_ITEMS.c.kind, _ITEMS.c.name, _ITEMS.c.version))
            items = [_item(row) for row in rows]
        stated = Manifest(
            schema=1,
            hub=self._hub.key.id,
            station=station,
            cursor=cursor,
            at=instant_text(at or _EPOCH),
            items=items,
            signature="",
        )
        return replace(stated, signature=self._hub.key.sign(manifest_digest(stated)))

    def content(self, sha256: str, station: str) -> bytes:
        """The content of an item in force at ``station``.

        Raises:
            KnownError: HUB-021 no item in force there has it.
        """
        contents = tables.feed_contents
        chosen = (
            select(contents.c.content)
            .join(_ITEMS, _ITEMS.c.sha256 == contents.c.sha256)
            .where(contents.c.sha256 == sha256, _is_for(station), _ITEMS.c.withdrawn_at.is_(None))
        )
        with self._hub.database.read() as connection:
            found = connection.execute(chosen.limit(1)).scalar_one_or_none()
        if found is None:
            raise KnownError("HUB-021", what=sha256)
        return bytes(found)

    def _named(self, kind: str, name: str, version: str) -> FeedItem:
        if kind not in set(PlatformKind):
            raise KnownError("HUB-050", kind=kind, name=name, version=version)
        if not version and PlatformKind(kind) not in DATED:
            version = instant_text(self._hub.clock.now())
        if not is_nameable(name, version):
            raise KnownError("HUB-050", kind=kind, name=name, version=version)
        return FeedItem(kind, name, version, "", 0)

    def _one_at_a_time(self, connection: Connection) -> None:
        """Cursors rise in the order in which their changes become visible."""
        if self._hub.database.is_postgresql:
            connection.execute(text("SELECT pg_advisory_xact_lock(7262)"))

    def _refuse_strange(self, connection: Connection, station: str) -> None:
        known = select(tables.stations.c.id).where(tables.stations.c.id == station)
        if station and connection.execute(known).scalar() is None:
            raise KnownError("HUB-021", what=station)

    def _is_new(self, connection: Connection, item: FeedItem, station: str) -> bool:
        """Whether the version must be put in force; of one in force only the same may be published again."""
        called = _is_called(item.kind, item.name, item.version)
        row = connection.execute(select(_ITEMS).where(called)).one_or_none()
        if row is not None and (row.sha256, row.station) != (item.sha256, station):
            raise KnownError("HUB-051", kind=item.kind, name=item.name, version=item.version)
        return row is None or row.withdrawn_at is not None

    def _put_in_force(
        self, connection: Connection, item: FeedItem, content: bytes, by: str, station: str
    ) -> None:
        now, cursor = self._hub.clock.now(), self._next_cursor(connection)
        if PlatformKind(item.kind) not in DATED:
            replaced = (_ITEMS.c.kind == item.kind) & (_ITEMS.c.name == item.name)
            in_force = replaced & _ITEMS.c.withdrawn_at.is_(None)
            connection.execute(update(_ITEMS).where(in_force).values(withdrawn_at=now, cursor=cursor))
        stored = {"sha256": item.sha256, "station": station, "cursor": cursor}
        stated = {"published_at": now, "published_by": by, "withdrawn_at": None}
        called = _is_called(item.kind, item.name, item.version)
        if not connection.execute(update(_ITEMS).where(called).values(**stored, **stated)).rowcount:
            named = {"kind": item.kind, "name": item.name, "version": item.version}
            connection.execute(insert(_ITEMS).values(**named, **stored, **stated))
        self._keep_content(connection, item.sha256, content)
        told = {"station": station} if station else {}
        note(self._hub, connection, by, "feed_published", f"{item.kind} {item.name} {item.version}", **told)

    def _keep_content(self, connection: Connection, sha256: str, content: bytes) -> None:
        contents = tables.feed_contents
        known = connection.execute(select(contents.c.sha256).where(contents.c.sha256 == sha256)).scalar()
        if known is None:
            connection.execute(insert(contents).values(sha256=sha256, content=content))

    def _next_cursor(self, connection: Connection) -> int:
        last = connection.execute(select(func.max(_CHANGES.c.cursor))).scalar() or 0
        now = self._hub.clock.now()
        cursor = max(last + 1, (now - _EPOCH) // _MILLISECOND)
        connection.execute(insert(_CHANGES).values(cursor=cursor, at=now))
        return cursor


def _is_called(kind: str, name: str, version: str) -> ColumnElement[bool]:
    return (_ITEMS.c.kind == kind) & (_ITEMS.c.name == name) & (_ITEMS.c.version == version)


def _is_for(station: str) -> ColumnElement[bool]:
    return or_(_ITEMS.c.station == "", _ITEMS.c.station == station)


def _cursor(connection: Connection, station: str) -> int:
    last = connection.execute(select(func.max(_ITEMS.c.cursor)).where(_is_for(station))).scalar()
    return int(last or 0)


def _with_size() -> Select[Any]:
    size = func.length(tables.feed_contents.c.content).label("size")
    return select(_ITEMS, size).join(tables.feed_contents, tables.feed_contents.c.sha256 == _ITEMS.c.sha256)


def _item(row: Row[Any]) -> FeedItem:
    return FeedItem(row.kind, row.name, row.version, row.sha256, row.size)


def _published(row: Row[Any]) -> Published:
    return Published(_item(row), row.station, row.published_at, row.published_by, row.withdrawn_at)
