"""Makes the database kept for the newest schema: ``python -m tests.store.make_schema``.

For a schema that is not released yet; those of released schemas are never made again.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from decimal import Decimal
from pathlib import Path

from station.model.answer import Choice, Measured
from station.model.inspection import WithoutPhoto
from station.places import Home
from station.store.migrations import REVISIONS
from tests.stations import PIN, Station, open_station

SCHEMAS = Path(__file__).parent / "schemas"


def make(root: Path) -> None:
    """A fresh station with one record, one unit parked and one in work, copied beside its key."""
    with open_station(root) as station:
        _work(station)
    home = Home(root)
    with closing(sqlite3.connect(home.database)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("PRAGMA journal_mode = DELETE")
        database.execute("VACUUM")
    shutil.copy(home.database, SCHEMAS / f"{REVISIONS[-1]}.sqlite3")
    shutil.copy(home.key, SCHEMAS / f"{REVISIONS[-1]}.key")


def _work(station: Station) -> None:
    sealed = station.answer_all(station.start("R-SEALED"), views=())
    station.desk.seal(sealed.id, station.person.id, PIN, without_photos=WithoutPhoto.NOT_TAKEN)
    parked = station.start("R-PARKED")
    station.answer(parked, "PW-01", Choice("no"))
    station.desk.park(parked.id)
    station.answer(station.start("R-OPEN"), "DM-01", Measured(Decimal("7.66"), "mm"))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder))
