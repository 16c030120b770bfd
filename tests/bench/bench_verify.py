"""Verifying a ledger: everything checked, against the bare hashes and signatures of the same bytes.

The floor hashes every header, body and photo and verifies every signature with as many processes as there
are cores (OpenSSL's verification keeps other threads of an interpreter waiting), started before and with all
bytes but the photos' in memory already; it looks at nothing that they say.
"""

from __future__ import annotations

import hashlib
import os
import random
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from station.model.event import EventKind
from station.model.record import LedgerEntry
from station.places import Home
from station.signing import public_key_from
from station.store.clock import SystemClock, to_text
from station.store.database import Store
from station.store.entry import header_bytes
from station.store.ledger import Ledger, append
from station.store.opening import open_store
from station.store.verification import verify_store
from tests.bench.table import Row, interleaved

ROUNDS = 5
PHOTO_BYTES = 300_000
LEAST_OF_BARE = 0.5
_OBSERVATIONS = 28


def run(seed: int) -> list[Row]:
    """Entries alone, and records with ten photos each."""
    return [
        _measured(seed, "2,000 records of 12 kB, no photos", 2_000, 0),
        _measured(seed, "60 records of 12 kB with 10 photos of 300 kB each", 60, 10),
    ]


def _measured(seed: int, what: str, records: int, photos: int) -> Row:
    with tempfile.TemporaryDirectory() as folder, open_store(Home(Path(folder)), SystemClock()) as store:
        _fill(store, random.Random(seed), records, photos)
        bare, cores = _bare_of(store), os.cpu_count() or 1
        with ProcessPoolExecutor(cores, initializer=_give, initargs=(bare,)) as pool:
            works = {
                "ours": lambda: _verified(store, records),
                "floor": lambda: list(pool.map(_check_share, range(cores), [cores] * cores)),
                "one core": lambda: bare.check(0, 1),
            }
            ms = interleaved(works, ROUNDS, 1)
    return Row(
        name=f"verify {what}",
        ours_ms=ms["ours"],
        floor_ms=ms["floor"],
        peers={"bare, one core": ms["one core"]},
        counts={"share of the bare speed": round(ms["floor"] / ms["ours"], 2), "cores": cores},
        goal=f"≥ {LEAST_OF_BARE} × bare SHA-256 and Ed25519 of the same bytes on all cores",
        met=ms["floor"] / ms["ours"] >= LEAST_OF_BARE,
    )


def _verified(store: Store, records: int) -> None:
    report = verify_store(store)
    if report.entries != records or not report.ok:
        raise RuntimeError(f"not sound: {report.problems[:3]}")


def _fill(store: Store, rng: random.Random, records: int, photos: int) -> None:
    kept = [[store.evidence.keep(rng.randbytes(PHOTO_BYTES)) for _ in range(photos)] for _ in range(records)]
    with store.write() as connection:
        for number, hashes in enumerate(kept):
            at = store.clock.now()
            document = _document(store, f"20261122-{store.identity.id}-{number:05d}", to_text(at), hashes)
            append(store, connection, EventKind.RECORD_SEALED, at, document)


def _document(store: Store, record: str, at: str, photos: list[str]) -> dict[str, Any]:
    """A record document of the usual size, about 12 kB."""
    observations = [_observation(f"{record}.{number}", at) for number in range(_OBSERVATIONS)]
    return {
        "schema": 1,
        "record": record,
        "station": {"id": store.identity.id, "name": "bench", "public_key": store.identity.public_key},
        "practice": False,
        "unit": {"code": record, "category": "smartphone", "imei": "", "serial": "", "model": None},
        "internal_standard": {"category": "smartphone", "version": "2026-11-22"},
        "channels": ["back-market"],
        "started_at": at,
        "sealed_at": at,
        "duration_s": 90,
        "inspector": {"id": "P-1", "name": "王敏", "role": "inspector"},
        "observations": observations,
        "photos": [_photo(sha256, at) for sha256 in photos],
        "missing_photos": [],
        "not_asked": [],
        "cleanings": [],
        "verdicts": [],
        "signature": {"person": "P-1", "statement": "bench", "at": at},
    }


def _observation(name: str, at: str) -> dict[str, Any]:
    return {
        "id": name,
        "item": "FG-01",
        "answer": {"value": "none", "reason": ""},
        "source": {"method": "manual", "device": "", "profile": "", "serial": "", "raw": "", "reason": ""},
        "person": "P-1",
        "taken_at": at,
        "monotonic_ns": "123456789012345",
        "evidence": [],
        "condition": {"light": "D65 600 lx", "distance_cm": "30"},
        "replaces": None,
        "confirmed": False,
        "current": True,
    }


def _photo(sha256: str, at: str) -> dict[str, Any]:
    place = {"view": "front", "item": "PH-01", "width": 1920, "height": 1080}
    return {"sha256": sha256, "taken_at": at, "superseded": False, **place}


@dataclass(frozen=True)
class Bare:
    """The bytes, hashes and signatures of a ledger and its photos, and nothing of what they mean."""

    key: bytes
    entries: list[tuple[bytes, str, bytes, bytes]]
    """Body, its SHA-256, header and signature."""
    photos: list[Path]

    def check(self, share: int, shares: int) -> None:
        """Check one of ``shares`` parts."""
        key = Ed25519PublicKey.from_public_bytes(self.key)
        for body, body_sha256, header, signature in self.entries[share::shares]:
            if hashlib.sha256(body).hexdigest() != body_sha256:
                raise RuntimeError
            key.verify(signature, hashlib.sha256(header).digest())
        for photo in self.photos[share::shares]:
            if hashlib.sha256(photo.read_bytes()).hexdigest() != photo.stem:
                raise RuntimeError


_BARE: list[Bare] = []
"""What a process of the floor was given when it started."""


def _give(bare: Bare) -> None:
    _BARE.append(bare)


def _check_share(share: int, shares: int) -> None:
    _BARE[0].check(share, shares)


def _bare_of(store: Store) -> Bare:
    key = public_key_from(store.identity.public_key).public_bytes(Encoding.Raw, PublicFormat.Raw)
    entries = [
        (entry.body, entry.body_sha256, _header(store, entry), bytes.fromhex(entry.signature))
        for entry in Ledger(store).entries()
    ]
    return Bare(key, entries, sorted(store.home.evidence.rglob("*.jpg")))


def _header(store: Store, entry: LedgerEntry) -> bytes:
    return header_bytes(
        entry.sequence, entry.previous, entry.kind, to_text(entry.at), store.identity.id, entry.body_sha256
    )
