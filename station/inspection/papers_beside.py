"""Papers of a home on which a station may be running."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from station.errors import KnownError
from station.inspection.papers import Papers
from station.places import Home
from station.ports import Clock
from station.store.database import Store
from station.store.opening import open_store, open_to_read


@contextmanager
def open_papers(home: Home, clock: Clock) -> Iterator[tuple[Papers, Store]]:
    """Papers of ``home`` and its store.

    Beside a running station the ledger gets a note instead of an entry, which the station enters when it
    opens next. Only from a home that cannot be written at all are papers unstated.

    Raises:
        KnownError: as :func:`station.store.opening.open_store`, and STO-011 no station there.
    """
    try:
        store, stated = open_store(home, clock), True
    except KnownError as error:
        if error.code not in {"STO-002", "STO-004"}:
            raise
        store, stated = open_to_read(home, clock), error.code == "STO-004"
    with store:
        yield Papers(store, stated=stated), store
