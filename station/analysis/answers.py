"""Sums over answers that no rollup holds: the packed answers of many records at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any

from station.store.rollups import cubes, facts
from station.store.rollups.packing import FLAGS, NUMBER_FORM, TIMED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Key = tuple[Any, ...]

ROWS = "records r JOIN answers a ON a.sequence = r.sequence"
PACKED = "a.packed"
_NAMES = "SELECT number, item FROM item_numbers"
_NOTED = {
    "timed": TIMED,
    "unknown": facts.UNKNOWN,
    "measured": facts.MEASURED,
    "manual": facts.MANUAL,
    "borderline": facts.BORDERLINE,
    "remeasured": facts.REMEASURED,
    "looked": facts.LOOKED,
    "faulty": facts.FAULTY,
}


def sums_of_answers(
    connection: Connection, statement: str, values: tuple[str | int, ...], by: tuple[str, ...]
) -> Iterator[tuple[Any, ...]]:
    """Rows of a group's key (``by``) and the measures of answers; ``statement`` selects the key without
    ``item``, and last the packed answers of one record."""
    names: dict[int, str] = dict(connection.execute(_NAMES).fetchall())
    groups = defaultdict[Key, list[bytes]](list)
    rows = connection.cursor()
    rows.row_factory = None  # plain tuples: a million of the others would take a second more
    for row in rows.execute(statement, values):
        groups[row[:-1]].append(row[-1])
    place = by.index("item") if "item" in by else None
    for key, parts in groups.items():
        for number, sums in _summed(b"".join(parts), apart=place is not None):
            named = key if place is None else (*key[:place], names[number], *key[place:])
            yield (*named, *sums)


def _summed(packed: bytes, apart: bool) -> Iterator[tuple[int, list[int]]]:
    """The measures of all answers, ``apart`` by the item's number."""
    import numpy as np

    codes, seconds = np.frombuffer(packed, NUMBER_FORM).reshape(-1, 2).T
    count = int(codes.max(initial=0)) // FLAGS + 1
    whole = codes.astype(np.intp)
    cells = np.bincount(whole, minlength=count * FLAGS).reshape(count, FLAGS)
    times = np.bincount(whole, seconds, minlength=count * FLAGS).reshape(count, FLAGS)
    if not apart:
        cells, times = cells.sum(axis=0, keepdims=True), times.sum(axis=0, keepdims=True)
    noted = dict(zip(_NOTED, (cells @ _noted_in()).T, strict=True))
    measures = {"records": cells.sum(axis=1), "seconds": times.sum(axis=1).astype(np.intp), **noted}
    rows = np.column_stack([measures[name] for name in cubes.ITEMS.measures])
    for number in np.flatnonzero(measures["records"]):
        yield int(number), rows[number].tolist()


@cache
def _noted_in() -> NDArray[np.intp]:
    """For each combination of flags (rows) what of :data:`_NOTED` it holds (columns), as 0 or 1."""
    import numpy as np

    found: NDArray[np.intp] = ((np.arange(FLAGS)[:, None] & list(_NOTED.values())) != 0).astype(np.intp)
    return found
