"""One process of the hub: what every route works with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol, cast

from fastapi import Request

from station.errors import KnownError
from sync.hub.blobs.store import BlobStore, open_blobs
from sync.hub.config import HubConfig
from sync.hub.database import HubDatabase
from sync.hub.key import HubKey, load_or_make_key


class HubClock(Protocol):
    """The hub's time."""

    def now(self) -> datetime:
        """This moment, in UTC."""


class WallClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """This moment, in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Hub:
    """The hub's parts. Nothing in it is changed after start."""

    config: HubConfig
    database: HubDatabase
    blobs: BlobStore
    key: HubKey
    clock: HubClock

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()


def open_hub(config: HubConfig, clock: HubClock | None = None) -> Hub:
    """Open the database (brought up to date), the blob store and the key.

    Raises:
        KnownError: HUB-001 key, HUB-002 and HUB-003 database, HUB-004 blob store.
    """
    try:
        config.root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError("HUB-001", path=str(config.root), why=str(error)) from error
    database = HubDatabase(config.database_url)
    database.open()
    return Hub(config, database, open_blobs(config), load_or_make_key(config.key), clock or WallClock())


def hub_of(request: Request) -> Hub:
    """The hub that answers a request."""
    return cast(Hub, request.app.state.hub)


def instant_text(moment: datetime) -> str:
    """RFC 3339 in UTC with ``Z``, as the wire has it."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
