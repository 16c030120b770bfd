"""Where things lie: the resources that ship with the program and the station's home on this machine."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs


def _resources() -> Path:
    bundled = getattr(sys, "_MEIPASS", None)
    root = Path(bundled) if bundled else Path(__file__).resolve().parent.parent
    return root / "resources"


RESOURCES = _resources()
"""Read-only data that ships with the program."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folder that holds everything one station writes."""

    root: Path

    @property
    def database(self) -> Path:
        """SQLite file of the station."""
        return self.root / "station.sqlite3"

    @property
    def evidence(self) -> Path:
        """Folder of photos and files, addressed by SHA-256."""
        return self.root / "evidence"

    @property
    def key(self) -> Path:
        """Private Ed25519 key of the station (PEM, mode 0600)."""
        return self.root / "station.key"

    @property
    def settings(self) -> Path:
        """Settings of this station (JSON)."""
        return self.root / "settings.json"

    @property
    def logs(self) -> Path:
        """Folder of the rotating structured log and crash reports."""
        return self.root / "logs"

    @property
    def output(self) -> Path:
        """Folder where certificates and labels are saved."""
        return self.root / "output"

    @property
    def standards(self) -> Path:
        """Folder of the standards published at this station, and of drafts."""
        return self.root / "standards"

    @property
    def published_channels(self) -> Path:
        """Folder of the channel standards published at this station; files in it never change."""
        return self.standards / "channels"

    @property
    def templates(self) -> Path:
        """Folder of the station's own report templates and their pictures."""
        return self.root / "templates"

    @property
    def imports(self) -> Path:
        """Folder of standards being imported: jobs, their workbooks, and what is remembered per channel."""
        return self.root / "imports"

    @property
    def index(self) -> Path:
        """SQLite file by which records are found, derived from the ledger; may be deleted at any time."""
        return self.root / "index.sqlite3"

    @property
    def rollups(self) -> Path:
        """SQLite file of what analyses count, derived from the ledger; may be deleted at any time."""
        return self.root / "analysis.sqlite3"

    @property
    def lock(self) -> Path:
        """File that the station at work holds."""
        return self.root / "station.lock"

    @property
    def progress(self) -> Path:
        """Note how far the inspection in work has come, by which a lost write-ahead log is found out."""
        return self.root / "progress"

    @property
    def private(self) -> Path:
        """Folder of the keys of personal data; without a key its text can never be read again."""
        return self.root / "private"

    @property
    def platform(self) -> Path:
        """Folder of what came down from the platform: the sets, and the note which one is in force."""
        return self.root / "platform"

    @property
    def backup(self) -> Path:
        """Folder of what backing up keeps here: the locked key and notes; never the backups themselves."""
        return self.root / "backup"

    @property
    def sync(self) -> Path:
        """Folder of notes about the exchange with the hub; may be deleted at any time."""
        return self.root / "sync"

    @property
    def practice_marker(self) -> Path:
        """Present when the home is a practice home: its records never leave it and count here only."""
        return self.root / "PRACTICE"

    @property
    def is_practice(self) -> bool:
        """True for a practice home."""
        return self.practice_marker.exists()


def thumbnail_path(photo: Path) -> Path:
    """Where the thumbnail of a stored photo lies, if there is one.

    It is no evidence and not signed; it can be made again from the photo at any time.
    """
    return photo.with_name(f"{photo.stem}.thumb.jpg")


def heads_folder() -> Path:
    """Where the heads of this machine's ledgers are kept, outside any home."""
    return Path(platformdirs.user_state_dir("InspectionStation", appauthor=False)) / "heads"


def default_home() -> Home:
    """The platform's user data folder for the station."""
    return Home(Path(platformdirs.user_data_dir("InspectionStation", appauthor=False)))
