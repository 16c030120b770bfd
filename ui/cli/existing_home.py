"""Opening the home that was named: no command about what a station keeps makes one in another folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.errors import KnownError

if TYPE_CHECKING:
    from station.places import Home
    from station.ports import Clock
    from station.store.database import Store


def refuse_strange_home(home: Home) -> None:
    """Refuse a folder without a station.

    Raises:
        KnownError: STO-011, STO-001.
    """
    from station.store.schema import holds_station

    if not holds_station(home):
        raise KnownError("STO-011", path=str(home.root))


def open_existing(home: Home, clock: Clock | None = None) -> Store:
    """Open a station that is there already for writing; ``clock`` is the system's unless given.

    Raises:
        KnownError: STO-011 no station there, and as :func:`station.store.opening.open_store`.
    """
    from station.store.clock import SystemClock
    from station.store.opening import open_store

    refuse_strange_home(home)
    return open_store(home, clock or SystemClock())
