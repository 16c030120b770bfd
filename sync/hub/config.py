"""What a hub is started with."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class Limits:
    """What a single request may ask of the hub."""

    body_bytes: int = 4 * 1024 * 1024
    """Compressed body of any request but an upload."""
    unpacked_bytes: int = 16 * 1024 * 1024
    """The same body unpacked."""
    entry_bytes: int = 2 * 1024 * 1024
    """Body of one ledger entry; a larger one is set aside."""
    batch_entries: int = 500
    evidence_bytes: int = 64 * 1024 * 1024
    """One photo or file."""
    upload_idle_seconds: float = 60
    """How long an upload may send nothing."""
    feed_bytes: int = 4 * 1024 * 1024
    """Content of one item of the feed."""
    requests_per_minute: int = 6000
    """Of one station."""
    attempts_per_minute: int = 20
    """Enrolments, challenges, sign-ins of one address."""


@dataclass(frozen=True, slots=True)
class HubConfig:
    """One hub. ``database`` is an SQLAlchemy URL or ``postgresql://…``, ``blobs`` a folder or ``s3://bucket``.

    ``public_url`` is where visitors reach it; the codes on certificates lead there.
    """

    root: Path
    database: str = ""
    blobs: str = ""
    public_url: str = ""
    name: str = "统检"
    limits: Limits = field(default_factory=Limits)
    token_seconds: int = 900
    session_seconds: int = 8 * 3600
    allow_private_webhooks: bool = False
    """Webhooks may lead to this machine and to its own network."""

    @property
    def key(self) -> Path:
        """Private Ed25519 key of the hub (PEM, mode 0600); every process of one hub has the same."""
        return self.root / "hub.key"

    @property
    def practice_marker(self) -> Path:
        """Present when the hub is for practice, as the tour's is: nothing that it holds counts."""
        return self.root / "PRACTICE"

    @property
    def is_practice(self) -> bool:
        """True for a hub for practice."""
        return self.practice_marker.exists()

    @property
    def database_url(self) -> str:
        """URL that SQLAlchemy understands."""
        if not self.database:
            return f"sqlite:///{self.root / 'hub.sqlite3'}"
        scheme, found, rest = self.database.partition("://")
        named = "postgresql+psycopg" if scheme in {"postgres", "postgresql"} else scheme
        return f"{named}{found}{rest}"

    @property
    def blobs_url(self) -> str:
        """Folder or ``s3://bucket/prefix``."""
        return self.blobs or str(self.root / "blobs")

    @property
    def incoming(self) -> Path:
        """Where files lie that are under way to a place that takes only whole ones."""
        return self.root / "incoming"


def default_root() -> Path:
    """The platform's user data folder for the hub."""
    return Path(platformdirs.user_data_dir("InspectionHub", appauthor=False))
