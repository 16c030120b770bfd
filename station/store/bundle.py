"""Bundles: records that anyone can check without the station's database.

``ledger.jsonl`` holds every header up to the head, one per line, with ``body`` naming the file of an exported
record; ``head.json`` the signed head; ``public_key.pem`` the station's key; ``records/<id>.json`` the bodies
byte for byte as they were hashed; ``photos/<sha256>.jpg`` their photos.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from station.errors import KnownError
from station.model.record import Record
from station.store.chain import photos_of
from station.store.database import Store
from station.store.entry import canonical
from station.texts import Phrase

_HEADERS = (
    "SELECT sequence, previous, kind, at, station, body_sha256, hash, signature FROM ledger ORDER BY sequence"
)


def write_bundle(store: Store, records: Sequence[Record], folder: Path) -> Path:
    """Write a bundle of ``records`` into ``folder``, which must be empty or absent.

    Raises:
        KnownError: REP-004 cannot write there, STO-008 a photo is missing or altered.
    """
    if folder.exists() and any(folder.iterdir()):
        raise KnownError("REP-004", file=str(folder), why=Phrase("ledger.folder_not_empty"))
    try:
        _write(store, records, folder)
    except OSError as error:
        raise KnownError("REP-004", file=str(folder), why=error.strerror or str(error)) from error
    return folder


def _write(store: Store, records: Sequence[Record], folder: Path) -> None:
    for part in ("records", "photos"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for record in records:
        (folder / "records" / f"{record.id}.json").write_bytes(canonical(record.document))
        for sha256 in photos_of(record.document):
            (folder / "photos" / f"{sha256}.jpg").write_bytes(store.evidence.read(sha256))
    lines = "".join(f"{line}\n" for line in _lines(store, records))
    (folder / "ledger.jsonl").write_text(lines, "utf-8", newline="\n")
    (folder / "head.json").write_text(json.dumps(_head(store)), "utf-8")
    (folder / "public_key.pem").write_text(store.identity.public_key, "utf-8", newline="\n")


def _lines(store: Store, records: Sequence[Record]) -> Iterator[str]:
    bodies = {record.sequence: f"records/{record.id}.json" for record in records}
    with store.read() as connection:
        for row in connection.execute(_HEADERS):
            body = bodies.get(row["sequence"])
            yield json.dumps(dict(row) | ({"body": body} if body else {}))


def _head(store: Store) -> dict[str, object]:
    with store.read() as connection:
        row = connection.execute("SELECT sequence, hash, signature FROM ledger_head").fetchone()
    return dict(row) if row else {}
