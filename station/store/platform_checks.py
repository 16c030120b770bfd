"""Checking the platform's set in force against the entry that put it there: its note, each file."""

from __future__ import annotations

import json
from sqlite3 import Connection

from station.in_force import SetInForce, note_file, set_said
from station.places import Home
from station.signing import carries_signature
from station.store.chain import ChainCheck
from station.store.entry_bodies import FeedBody
from station.store.platform_note import stated_note
from station.store.staging import sha256_of


class PlatformCheck:
    """What lies in the set's folder is what the last ``feed_applied`` says, to the byte, and nothing else."""

    def __init__(self, home: Home, check: ChainCheck, public_key: str) -> None:
        self._home = home
        self._check = check
        self._public_key = public_key
        self._sequence = 0
        self._said: FeedBody | None = None

    def take(self, sequence: int, body: FeedBody) -> None:
        """A set was put in force; the one before it is no longer."""
        self._sequence, self._said = sequence, body

    def finish(self, connection: Connection) -> None:
        """Compare, after every entry."""
        note = stated_note(connection)
        if self._said is None and note is None:
            return
        found = None if note is None else self._set_in(note)
        if found is None or note is None:
            self._check.find(self._sequence, "feed_note_altered", note_file(self._home).name)
            return
        if self._is_another_on_disk(note):
            self._check.find(self._sequence, "feed_note_altered", note_file(self._home).name)
        self._check_files(found)

    def _set_in(self, note: bytes) -> SetInForce | None:
        """The set that the database's note names; None where it is not the one of the ledger."""
        if self._said is None or not carries_signature(note, self._public_key):
            return None
        try:
            found, manifest = set_said(note, self._home), json.loads(note.split(b"\n", 1)[0])["manifest"]
        except (ValueError, KeyError):
            return None
        hashes = sorted(sha256 for _, sha256 in found.files)
        fits = hashes == sorted(self._said.hashes()) and found.cursor == self._said.cursor
        return found if fits and manifest == self._said.manifest else None

    def _is_another_on_disk(self, note: bytes) -> bool:
        """None there is no fault: it follows when the station opens, as after a restore."""
        try:
            return note_file(self._home).read_bytes() != note
        except FileNotFoundError:
            return False
        except OSError:
            return True

    def _check_files(self, found: SetInForce) -> None:
        for name, stated in found.files:
            there = sha256_of(found.folder / name)
            if there != stated:
                code = "feed_file_missing" if there is None else "feed_file_altered"
                self._check.find(self._sequence, code, name)
        named = {name for name, _ in found.files}
        for path in sorted(found.folder.rglob("*")):
            name = path.relative_to(found.folder).as_posix()
            if not path.is_dir() and name not in named:
                self._check.find(self._sequence, "feed_file_unknown", name)
