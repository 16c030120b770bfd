"""What goes into the feed: made ready, and refused at the hub when stations would refuse it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from station.errors import KnownError
from station.places import Home
from station.platform.applying import checked
from station.platform.badge_codes import sealed_for
from station.platform.kinds import DATED, PlatformKind
from station.platform.offer import PlatformItem
from station.platform.staged import Staged
from sync.hub import tables
from sync.hub.central_people import badge_key, people_content
from sync.hub.hub import Hub
from sync.wire.messages import FeedItem, FeedKey


def fit_to_publish(hub: Hub, told: FeedItem, content: bytes) -> bytes:
    """The content as stations get it.

    Raises:
        KnownError: HUB-052 they would refuse it.
    """
    try:
        if told.kind == PlatformKind.PEOPLE:
            content = people_content(hub, content, _in_force(hub, told))
        _try_out(_standards(hub), told, content)
    except ValueError as error:
        raise KnownError("HUB-052", kind=told.kind, name=told.name, why=str(error)) from error
    except KnownError as error:
        why = str(error.details.get("why") or error.details.get("what"))
        raise KnownError("HUB-052", kind=told.kind, name=told.name, why=f"{error.code} {why}") from error
    return content


def _try_out(standards: Mapping[PlatformItem, bytes], told: FeedItem, content: bytes) -> None:
    """Check the item as a station would that has the shipped standards and those of the feed, and no more.

    Instrument profiles are checked by the stations alone: the devices are theirs.
    """
    item = _as_item(told)
    with TemporaryDirectory() as folder:
        files = {**{one: old for one, old in standards.items() if one.file != item.file}, item: content}
        for one, bytes_of in files.items():
            place = Path(folder) / "set" / one.file
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(bytes_of)
        checked(None, Staged(Home(Path(folder) / "home"), Path(folder) / "set", files), item)


def _standards(hub: Hub) -> dict[PlatformItem, bytes]:
    """Those in force at every station, with their contents."""
    items, contents = tables.feed_items, tables.feed_contents
    chosen = (
        select(items, contents.c.content)
        .join(contents, contents.c.sha256 == items.c.sha256)
        .where(items.c.kind.in_([one.value for one in DATED]), items.c.station == "")
        .where(items.c.withdrawn_at.is_(None))
    )
    with hub.database.read() as connection:
        return {
            _as_item(FeedItem(row.kind, row.name, row.version, row.sha256, 0)): bytes(row.content)
            for row in connection.execute(chosen)
        }


def _as_item(told: FeedItem) -> PlatformItem:
    return PlatformItem(PlatformKind(told.kind), told.name, told.version, told.sha256, told.size)


def key_for(hub: Hub, station: str) -> FeedKey:
    """What opens badge codes, sealed for one station.

    Raises:
        KnownError: HUB-021 no such station.
    """
    chosen = select(tables.stations.c.public_key).where(tables.stations.c.id == station)
    with hub.database.read() as connection:
        public_key = connection.execute(chosen).scalar_one_or_none()
    if public_key is None:
        raise KnownError("HUB-021", what=station)
    return FeedKey(sealed_for(public_key, badge_key(hub)))


def _in_force(hub: Hub, told: FeedItem) -> bytes | None:
    """The content of the version that this one takes the place of."""
    items, contents = tables.feed_items, tables.feed_contents
    chosen = (
        select(contents.c.content)
        .join(items, items.c.sha256 == contents.c.sha256)
        .where(items.c.kind == told.kind, items.c.name == told.name, items.c.withdrawn_at.is_(None))
    )
    with hub.database.read() as connection:
        found = connection.execute(chosen).scalar_one_or_none()
    return None if found is None else bytes(found)
