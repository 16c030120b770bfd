"""What goes into the feed: made ready, and refused at the hub when stations would refuse it."""

from __future__ import annotations

from sqlalchemy import select

from station.errors import KnownError
from station.platform.badge_codes import sealed_for
from station.platform.kinds import PlatformKind
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
            return people_content(hub, content, _in_force(hub, told))
    except ValueError as error:
        raise KnownError("HUB-052", kind=told.kind, name=told.name, why=str(error)) from error
    return content


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
