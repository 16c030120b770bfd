"""Checking the published standard files against the entries that published them."""

from __future__ import annotations

from station.places import Home
from station.store.chain import ChainCheck
from station.store.entry_bodies import PublicationBody
from station.store.staging import sha256_of, staged_folder


class StandardCheck:
    """Every published standard lies there as it was published, and nothing else lies among them."""

    def __init__(self, home: Home, check: ChainCheck) -> None:
        self._home = home
        self._check = check
        self._stated: set[str] = set()

    def take(self, sequence: int, publication: PublicationBody) -> None:
        """Check the file of one publication."""
        self._stated.add(publication.file)
        file = self._home.published_channels / publication.file
        # until the station opens next after a crash, the file still lies where it was staged
        staged = staged_folder(self._home) / publication.file
        found = sha256_of(file) if file.exists() else sha256_of(staged)
        if found is None:
            self._check.find(sequence, "standard_missing", publication.file)
        elif found != publication.sha256:
            self._check.find(sequence, "standard_altered", publication.file)

    def check_strangers(self) -> None:
        """Check, after every entry, that no file lies there that nobody published."""
        for file in sorted(self._home.published_channels.glob("*.toml")):
            if file.name not in self._stated:
                self._check.find(0, "standard_unknown", file.name)
