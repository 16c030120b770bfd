"""Anchors: the signed head of the ledger, kept where the database is not.

In the operating system's keyring, else in a file in the platform's folder of state. Whoever puts an old
database back has to find and change that, too. An anchor belongs to a station's key: a home that is moved on
this machine keeps it, and a copy of a home that lives a life of its own shows as another history.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from station.durable import write_whole
from station.keyrings import SERVICE, real_keyring
from station.places import heads_folder
from station.signing import Signer
from station.store.entry import Head, head_digest


@dataclass(frozen=True, slots=True)
class Anchor:
    """A signed head: the entry that was the last at ``at`` (RFC 3339)."""

    station: str
    sequence: int
    head: str
    signature: str
    at: str

    def is_signed_by(self, station: Signer) -> bool:
        """Whether the station itself said that this was its last entry."""
        digest = head_digest(self.station, Head(self.sequence, self.head))
        return station.signed(digest, self.signature)


class AnchorPlace(Protocol):
    """Where anchors are kept, as text by the station's id."""

    def read(self, station: str) -> str | None:
        """The anchor's text; None when there is none."""
        ...

    def write(self, station: str, anchor: str) -> None:
        """Keep an anchor instead of the one before it."""
        ...


class AnchorFolder:
    """A file for each station."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, station: str) -> str | None:
        """The text of the station's file.

        Raises:
            OSError, UnicodeDecodeError: it is there, but cannot be read.
        """
        file = self._folder / f"{station}.json"
        return file.read_text("utf-8") if file.exists() else None

    def write(self, station: str, anchor: str) -> None:
        """Replace the station's file as a whole.

        Raises:
            OSError: the disk refused.
        """
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(self._folder / f"{station}.json", anchor.encode())


class AnchorKeyring:
    """An entry in the operating system's keyring for each station."""

    def read(self, station: str) -> str | None:
        """The text kept for the station; whatever the keyring raises is raised."""
        backend = real_keyring()
        return backend.get_password(SERVICE, _name(station)) if backend else None

    def write(self, station: str, anchor: str) -> None:
        """Replace the text kept for the station; whatever the keyring raises is raised."""
        backend = real_keyring()
        if backend is not None:
            backend.set_password(SERVICE, _name(station), anchor)


def _name(station: str) -> str:
    return f"head of {station}"


def anchor_place() -> AnchorPlace:
    """Where this machine keeps anchors. Slow at first: never call it where somebody waits."""
    return AnchorKeyring() if real_keyring() is not None else AnchorFolder(heads_folder())


def read_anchor(place: AnchorPlace, station: Signer, station_id: str) -> Anchor | None:
    """The anchor of a station; None when there is none.

    Raises:
        ValueError: there is one, but it is not what this station wrote.
    """
    content = place.read(station_id)
    if content is None:
        return None
    try:
        anchor = Anchor(**json.loads(content))
        is_ours = isinstance(anchor.sequence, int) and anchor.station == station_id
        if is_ours and isinstance(anchor.at, str) and anchor.is_signed_by(station):
            return anchor
    except (TypeError, RecursionError) as error:
        raise ValueError("not an anchor") from error
    raise ValueError("not this station's anchor")


def write_anchor(place: AnchorPlace, anchor: Anchor) -> None:
    """Keep an anchor; whatever the place raises is raised."""
    place.write(anchor.station, json.dumps(asdict(anchor)))
