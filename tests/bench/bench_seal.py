"""Sealing a unit of 40 items: signed, in the ledger, on disk and found, against its unavoidable parts alone.

The PIN's hash is slow on purpose and quick here; grading has a bench of its own (``grading``).
"""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any
from unittest import mock

from argon2 import PasswordHasher
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from station.store.entry import canonical
from station.store.rollups.form import COUNTED
from tests.bench.days import CHECKPOINT, PRAGMAS, STEPS, Step, inspector, synced_write
from tests.bench.table import Row, prepared

ROUNDS = 40
MOST_OVER_BARE = 1.7

_TABLES = (
    "CREATE TABLE ledger (sequence INTEGER PRIMARY KEY, kind, at, hash, signature, body BLOB)",
    "CREATE TABLE head (only_one INTEGER PRIMARY KEY, hash, signature)",
    "CREATE TABLE inspections (id TEXT PRIMARY KEY, state)",
)


def run(seed: int) -> list[Row]:
    """Measure the seal through the whole desk against hashing, signing and ``sqlite3`` alone."""
    quick = partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        stack.enter_context(mock.patch("station.people.accounts.PasswordHasher", quick))
        worker = stack.enter_context(inspector(root / "home"))
        worker.answer_unit()
        document = worker.seal().document
        # The median: seven seals of eight leave what analyses count to the eighth.
        with mock.patch("station.store.rollups.form.COUNTED", replace(COUNTED, follows=0)):
            uncounted = stack.enter_context(inspector(root / "uncounted"))
        ms = prepared(
            {
                "ours": (worker.answer_unit, worker.seal),
                "uncounted": (uncounted.answer_unit, uncounted.seal),
                "floor": (_nothing, stack.enter_context(synced_write(root / "floor"))),
                "sqlite3": (_nothing, stack.enter_context(_bare(root / "bare.sqlite3", document))),
            },
            ROUNDS,
        )
    return [
        Row(
            name=f"seal of {STEPS} items, durable",
            ours_ms=ms["ours"],
            floor_ms=ms["floor"],
            peers={
                "RFC 8785 + SHA-256 + Ed25519 + sqlite3": ms["sqlite3"],
                "without rollups": ms["uncounted"],
            },
            counts={"kB of the record": round(len(canonical(document)) / 1000, 1)},
            goal=f"≤ {MOST_OVER_BARE} × its unavoidable parts",
            met=ms["ours"] <= MOST_OVER_BARE * ms["sqlite3"],
        )
    ]


def _nothing() -> None:
    """No preparation."""


@contextmanager
def _bare(path: Path, document: Any) -> Iterator[Step]:
    """The same document canonical, hashed, signed with its head, in one transaction, moved out of the log."""
    key = Ed25519PrivateKey.generate()
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for statement in (*PRAGMAS, *_TABLES):
            database.execute(statement)

        names = (str(number) for number in count(1))

        def step() -> None:
            body = canonical({**document, "record": next(names)})
            digest = hashlib.sha256(canonical({"body": hashlib.sha256(body).hexdigest()})).digest()
            signature = key.sign(digest).hex()
            head = key.sign(hashlib.sha256(digest).digest()).hex()
            database.execute("BEGIN IMMEDIATE")
            database.execute(
                "INSERT INTO ledger (kind, at, hash, signature, body) VALUES ('sealed', '', ?, ?, ?)",
                (digest.hex(), signature, body),
            )
            database.execute("INSERT OR REPLACE INTO head VALUES (1, ?, ?)", (digest.hex(), head))
            database.execute("INSERT INTO inspections VALUES (?, 'sealed')", (digest.hex(),))
            database.execute("COMMIT")
            database.execute(CHECKPOINT)

        yield step
