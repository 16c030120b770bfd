"""Published standard files: file and ledger entry are there together or not at all, and never change.

The file is first written aside (:mod:`station.store.staging`); the ledger entry that names its SHA-256 makes
it published; then it moves to its place. A station that dies in between moves it when it opens next.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from station.errors import KnownError
from station.model.event import EventKind
from station.model.record import LedgerEntry
from station.places import Home
from station.signing import with_signature
from station.store.database import Store
from station.store.failures import known_failures
from station.store.ledger import append
from station.store.staging import file_name, move_into_place, published_bodies, stage


def publish_file(store: Store, content: bytes, body: Mapping[str, Any], at: datetime) -> LedgerEntry:
    """Publish a standard file under the station's signature; ``body`` names its ``id`` and ``version`` and
    goes into the ledger with the file's name and SHA-256.

    Raises:
        KnownError: STD-021 this version was published before, STO-002, STO-003; nothing is published then.
    """
    name = file_name(body["id"], body["version"])
    content = with_signature(content, store.identity.sign)
    stated = {**body, "file": name, "sha256": hashlib.sha256(content).hexdigest()}
    with store.write() as connection:
        _refuse_published(connection, store.home, body)
        with known_failures(store.home.standards):
            stage(store.home, name, content)
        entry = append(store, connection, EventKind.STANDARD_PUBLISHED, at, stated)
    with known_failures(store.home.standards):
        move_into_place(store.home, name)
    return entry


def _refuse_published(connection: Connection, home: Home, body: Mapping[str, Any]) -> None:
    wanted = (body["id"], body["version"])
    known = [(one["id"], one["version"]) for one in published_bodies(connection)]
    if wanted in known or (home.published_channels / file_name(*wanted)).exists():
        raise KnownError("STD-021", name=wanted[0], version=wanted[1])
