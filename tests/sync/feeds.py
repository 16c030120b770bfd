"""What a hub publishes in tests, and stations that it knows."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import insert

from station.signing import pem_of
from station.store.entry import START
from station.store.identity import Identity, station_id
from sync.hub import tables
from sync.hub.access import Caller, HubRole, issue_token
from sync.hub.hub import Hub

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
