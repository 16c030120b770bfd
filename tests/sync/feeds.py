"""What a hub publishes in tests, and stations that it knows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import insert

from station.platform.staged import Checks
from station.signing import pem_of
from station.standards.channel import Publication
from station.standards.channel_writer import channel_text
from station.standards.library import channel_standard
from station.store.database import Store
from station.store.entry import START
from station.store.identity import Identity, station_id
from station.store.receipts import Receipts
from sync.client.feed import FeedOutcome, pull_feed
from sync.hub import tables
from sync.hub.access import Caller, HubRole, issue_token
from sync.hub.feed import Feed
from sync.hub.hub import Hub
from sync.wire.encoding import decoded
from sync.wire.messages import FeedKey, Manifest
from sync.wire.version import VERSION_HEADER, WIRE_VERSION

ADMIN = "陈静"


def new_identity() -> Identity:
    """A station's key pair."""
    key = Ed25519PrivateKey.generate()
    pem = pem_of(key.public_key())
    return Identity(station_id(pem), pem, key)


def token_of(hub: Hub, identity: Identity) -> str:
    """Let the hub know a station; a token for it."""
    with hub.database.write() as connection:
        connection.execute(
            insert(tables.stations).values(
                id=identity.id,
                name=identity.id,
                public_key=identity.public_key,
                state="enrolled",
                enrolled_at=datetime.now(UTC),
                sequence=0,
                head=START,
                complete=0,
                waiting=0,
            )
        )
        return issue_token(hub, connection, Caller(HubRole.STATION, identity.id), 900)


def people(*listed: dict[str, Any]) -> bytes:
    """An administrator's list."""
    return json.dumps({"schema": 1, "people": listed}).encode()


def retention(days: int | None) -> bytes:
    """A retention policy."""
    return json.dumps({"schema": 1, "photos_days": days}).encode()


def orders(*listed: dict[str, Any]) -> bytes:
    """A list of work orders."""
    return json.dumps({"schema": 1, "work_orders": listed}).encode()


def standard(version: str, valid_from: str, name: str = "back-market") -> bytes:
    """A version of a shipped channel standard, as its author and reviewer let it go."""
    people = Publication("陈静", "李雷", "2026-11-22T09:00:00Z")
    told = replace(channel_standard(name), version=version, valid_from=valid_from, publication=people)
    return channel_text(told).encode()


class Fed:
    """A station that a hub knows, which pulls."""

    def __init__(self, hub: Hub, address: str, store: Store) -> None:
        self.hub, self.store, self.feed = hub, store, Feed(hub)
        self._client = httpx.Client(
            base_url=address,
            headers={
                "Authorization": f"Bearer {token_of(hub, store.identity)}",
                VERSION_HEADER: str(WIRE_VERSION),
            },
        )
        Receipts(store).pin(hub.key.public_key)

    def pull(self, checks: Checks | None = None) -> FeedOutcome:
        """One pull over HTTP."""
        return pull_feed(HttpLink(self._client), self.store, checks)

    def offer(self, manifest: Manifest) -> FeedOutcome:
        """A pull that is answered by this manifest."""
        return pull_feed(HttpLink(self._client, manifest), self.store)

    def manifest(self) -> Manifest:
        """What the hub offers."""
        return self.feed.manifest(self.store.identity.id)

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()


class HttpLink:
    """Asks a hub for its feed; ``instead`` of the manifest that it states another may come."""

    def __init__(self, client: httpx.Client, instead: Manifest | None = None) -> None:
        self._client, self._instead = client, instead

    def feed(self, cursor: int | None) -> Manifest | None:
        """What is in force."""
        if self._instead is not None:
            return self._instead
        known = {} if cursor is None else {"If-None-Match": f'"{cursor}"'}
        answer = self._client.get("/v1/feed", headers=known)
        return None if answer.status_code == 304 else decoded(answer.content, Manifest)

    def feed_content(self, sha256: str) -> bytes:
        """A content."""
        answer = self._client.get(f"/v1/feed/{sha256}")
        assert answer.status_code == 200
        return answer.content

    def feed_key(self) -> FeedKey:
        """What opens badge codes."""
        return decoded(self._client.get("/v1/feed/key").content, FeedKey)


@contextmanager
def fed(hub: Hub, address: str, store: Store) -> Iterator[Fed]:
    """A station that a hub knows."""
    station = Fed(hub, address, store)
    try:
        yield station
    finally:
        station.close()
