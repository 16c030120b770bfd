"""Bundles: records that anyone can check without the station's database.

What lies where, and how each byte is proven, is told in ``resources/verifier/FORMAT.md``; beside it lies a
script that checks a bundle with nothing of this program. A bundle shows with a record all that was done to it
since: what amends it or is amended by it, whether it was voided, and every countersignature.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from station.errors import KnownError
from station.model.record import Record
from station.store.bundle_contents import Concerned, concerned_by, pruned_photos
from station.store.chain import photos_of
from station.store.clock import to_text
from station.store.database import Store
from station.store.entry import canonical
from station.texts import Phrase

FORMAT = "inspection-station-bundle"
VERSION = 2
MANIFEST = "bundle.json"

_HEADERS = (
    "SELECT sequence, previous, kind, at, station, body_sha256, hash, signature FROM ledger ORDER BY sequence"
)


def write_bundle(store: Store, records: Sequence[Record], folder: Path) -> Path:
    """Write a bundle of ``records`` into ``folder``, which must be empty or absent.

    Raises:
        KnownError: REP-004 cannot write there, STO-008 a photo is missing or altered.
    """
    prepare_folder(folder)
    try:
        with store.read() as connection:
            _Writer(store, connection, folder).write(records)
    except OSError as error:
        raise KnownError("REP-004", file=str(folder), why=error.strerror or str(error)) from error
    return folder


def prepare_folder(folder: Path) -> None:
    """Make ``folder`` for a bundle, unless it is there and empty.

    Raises:
        KnownError: REP-004 it is not empty, or cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise KnownError("REP-004", file=str(folder), why=Phrase("ledger.folder_not_empty"))
    except OSError as error:
        raise KnownError("REP-004", file=str(folder), why=error.strerror or str(error)) from error


class _Writer:
    """Writes the files of one bundle and remembers their hashes."""

    def __init__(self, store: Store, connection: Connection, folder: Path) -> None:
        self._store = store
        self._connection = connection
        self._folder = folder
        self._hashes: dict[str, str] = {}

    def write(self, records: Sequence[Record]) -> None:
        """Write everything; the manifest comes last and names all of it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        bodies = concerned_by(self._store, self._connection, records)
        pruned = self._write_photos(bodies)
        for body in bodies:
            self._write(body.file, body.content)
        self._write_lines("ledger.jsonl", self._lines(bodies))
        self._write("head.json", json.dumps(self._head()).encode())
        self._write("public_key.pem", self._store.identity.public_key.encode())
        (self._folder / MANIFEST).write_bytes(canonical(self._manifest(records, pruned)))

    def _write(self, name: str, content: bytes) -> None:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self._hashes[name] = hashlib.sha256(content).hexdigest()

    def _write_lines(self, name: str, lines: Iterable[str]) -> None:
        """Line by line: the headers of a long ledger are hundreds of megabytes."""
        digest = hashlib.sha256()
        with (self._folder / name).open("wb") as file:
            for line in lines:
                content = line.encode()
                file.write(content)
                digest.update(content)
        self._hashes[name] = digest.hexdigest()

    def _write_photos(self, bodies: Sequence[Concerned]) -> list[str]:
        """Write the photos of every record; those that were pruned are told instead."""
        pruned = pruned_photos(self._connection)
        told = set()
        for sha256 in sorted({photo for body in bodies for photo in _photos(body)}):
            if sha256 in pruned and not self._store.evidence.path(sha256).exists():
                told.add(sha256)
            else:
                self._write(f"photos/{sha256}.jpg", self._store.evidence.read(sha256))
        return sorted(told)

    def _lines(self, bodies: Sequence[Concerned]) -> Iterator[str]:
        files = {body.sequence: body.file for body in bodies}
        for row in self._connection.execute(_HEADERS):
            file = files.get(row["sequence"])
            yield json.dumps(dict(row) | ({"body": file} if file else {})) + "\n"

    def _head(self) -> Mapping[str, object]:
        row = self._connection.execute("SELECT sequence, hash, signature FROM ledger_head").fetchone()
        return dict(row) if row else {}

    def _manifest(self, records: Sequence[Record], pruned: Sequence[str]) -> Mapping[str, Any]:
        stated = {
            "format": FORMAT,
            "version": VERSION,
            "station": self._store.identity.id,
            "at": to_text(self._store.clock.now()),
            "records": [record.id for record in records],
            "pruned": list(pruned),
            "files": self._hashes,
        }
        digest = hashlib.sha256(canonical(stated)).digest()
        return {**stated, "signature": self._store.identity.sign(digest)}


def _photos(body: Concerned) -> tuple[str, ...]:
    return photos_of(json.loads(body.content)) if body.is_record else ()
