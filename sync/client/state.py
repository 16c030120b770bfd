"""How the exchange with the hub stands: what the screen and ``station sync status`` show.

What must outlive the program lies in the home's folder ``sync``. All of it can be found out again: a file
that a power cut tore is begun anew.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec import Struct, field

from station.errors import KnownError
from station.places import Home
from station.store.failures import known_failures
from station.texts import Lang, error_text

MOST_TOLD = 1000
"""So many set-asides are told one by one; the rest is counted."""


class Phase(StrEnum):
    """What the exchange is doing."""

    IDLE = "idle"
    """Everything is there, or nobody asked yet."""
    CONNECTING = "connecting"
    ENTRIES = "entries"
    PHOTOS = "photos"
    FEED = "feed"
    WAITING = "waiting"
    """The last attempt failed; the next comes by itself."""
    HALTED = "halted"
    """Hub and ledger contradict each other: only a person can settle that. It still looks now and then."""


class Waiting(Struct, frozen=True):
    """What the hub lacks: ledger entries, photos, and the bytes of both."""

    entries: int = 0
    photos: int = 0
    bytes: int = 0


class Moving(Struct, frozen=True):
    """What is on its way: ``what`` is ``entries``, ``photos`` or ``feed``."""

    what: str
    done: int
    total: int


class Trouble(Struct, frozen=True):
    """A known error that the exchange met, and when."""

    code: str
    details: dict[str, str] = {}
    at: str = ""

    def words(self, lang: Lang) -> tuple[str, str]:
        """What happened, and what to do."""
        return error_text(lang, KnownError(self.code, **self.details))

    def message(self, lang: Lang) -> str:
        """What happened and what to do, in words."""
        return " ".join(self.words(lang))


class Aside(Struct, frozen=True):
    """Something that cannot go to the hub as it should: an ``entry``, or a ``photo`` of that entry."""

    what: str
    sequence: int
    code: str
    sha256: str = ""
    details: dict[str, str] = {}

    def words(self, lang: Lang) -> tuple[str, str]:
        """Why, and what to do."""
        return error_text(lang, KnownError(self.code, **self.details))

    def message(self, lang: Lang) -> str:
        """Why, and what to do, in words."""
        return " ".join(self.words(lang))


class Confirmed(Struct, frozen=True):
    """The last receipt: entries through ``sequence``, all evidence through ``complete``, signed ``at``."""

    sequence: int
    complete: int
    at: str


class SyncState(Struct, frozen=True):
    """Everything shown. ``next_attempt_seconds``: when it tries again by itself."""

    enrolled: bool = False
    hub: str = ""
    hub_url: str = ""
    phase: Phase = Phase.IDLE
    waiting: Waiting = Waiting()
    moving: Moving | None = None
    last_success: str = ""
    problem: Trouble | None = None
    set_aside: tuple[Aside, ...] = ()
    set_aside_count: int = 0
    halted: bool = False
    receipt: Confirmed | None = None
    next_attempt_seconds: int | None = None


class Memory(Struct):
    """What outlives the program. ``photos_through``: every photo that entries up to there name is at the hub
    or set aside."""

    photos_through: int = 0
    last_success: str = ""
    problem: Trouble | None = None
    halted: bool = False
    asides: list[Aside] = field(default_factory=list)
    untold: int = 0

    def put_aside(self, aside: Aside) -> None:
        """Remember something set aside, once."""
        if any((one.what, one.sequence, one.sha256) == _key(aside) for one in self.asides):
            return
        if len(self.asides) < MOST_TOLD:
            self.asides.append(aside)
        else:
            self.untold += 1


class MemoryFile:
    """Where a home keeps its :class:`Memory`."""

    def __init__(self, home: Home) -> None:
        self._path = home.sync / "state.json"

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    def read(self) -> Memory:
        """What is remembered; nothing where there is no file that can be read."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Memory)
        except (OSError, msgspec.DecodeError):
            return Memory()

    def write(self, memory: Memory) -> None:
        """Remember.

        Raises:
            KnownError: STO-002, STO-003.
        """
        from station.durable import make_folder, write_whole

        with known_failures(self._path):
            make_folder(self._path.parent)
            write_whole(self._path, msgspec.json.encode(memory))


def trouble(error: KnownError, at: str) -> Trouble:
    """A known error as it is remembered."""
    return Trouble(error.code, told(error), at)


def told(error: KnownError) -> dict[str, str]:
    """The details of a known error as text."""
    return {name: str(value) for name, value in error.details.items()}


def _key(aside: Aside) -> tuple[str, int, str]:
    return aside.what, aside.sequence, aside.sha256
