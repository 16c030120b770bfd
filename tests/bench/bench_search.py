"""First pages among half a million records; the floor is the latest 50 by the primary key alone.

The bodies are made here and taken in by the product's own indexer; records differ in what they are found by,
and have few items, so that making them takes minutes and not hours. ``STATION_BENCH_RECORDS`` makes fewer.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections import deque
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from station.places import Home
from station.store.clock import SystemClock
from station.store.database import Store
from station.store.index.query import Page, Query
from station.store.opening import open_store
from station.store.records import RecordBook
from tests.bench.table import Row, interleaved
from tests.store.many_records import RARE, START, enter, record_body, voided

RECORDS = int(os.environ.get("STATION_BENCH_RECORDS", "500000"))
ITEMS, AT_ONCE, EVERY_VOIDED, AHEAD = 6, 2_000, 500, 4
MOST_MS, ROUNDS = 50, 9
WITHIN_S = 0.03
"""As the screen asks: a longer search tells how far it looked, and the screen goes on by itself."""


def run(seed: int) -> list[Row]:
    """One row per kind of query."""
    with tempfile.TemporaryDirectory() as folder, open_store(Home(Path(folder)), SystemClock()) as store:
        _fill(store, seed)
        book = RecordBook(store)
        works: dict[str, Callable[[], object]] = {
            name: partial(book.search, query, within_s=WITHIN_S) for name, query in _queries().items()
        }
        ms = interleaved({**works, "floor": partial(_floor, store)}, ROUNDS)
        pages = {name: book.search(query, within_s=WITHIN_S) for name, query in _queries().items()}
    return [_row(name, ms[name], ms["floor"], pages[name]) for name in works]


def _row(name: str, ours_ms: float, floor_ms: float, page: Page) -> Row:
    return Row(
        name=f"search {RECORDS:,} records: {name}",
        ours_ms=ours_ms,
        floor_ms=floor_ms,
        counts={"rows": len(page.rows), "looked through to the end or a full page": page.searched_to is None},
        goal=f"< {MOST_MS} ms",
        met=ours_ms < MOST_MS,
    )


def _queries() -> dict[str, Query]:
    middle = START + timedelta(minutes=RECORDS // 2)
    last = RECORDS - 1
    return {
        "everything": Query(),
        "one IMEI": Query(f"35209900{last // 3:07d}"),
        "beginning of every code": Query("R-202"),
        "word of two characters in a sixth": Query("划痕"),
        "rare word": Query(RARE),
        "rare and common word": Query(f"{RARE} iphone"),
        "name of an option in a third": Query("restarts"),
        "number range in half": Query("PB-02<80"),
        "number range, edges inside classes": Query("WT-01>=173.37 WT-01<188.88"),
        "number range with few": Query("DM-01<7.0005"),
        "number nobody has": Query("PB-02<3"),
        "two that hardly meet": Query(f"PB-02<61 {RARE}"),
        "half and half that never meet": Query("PB-02<80 PB-02>80"),
        "grade of a channel": Query("back-market:A"),
        "defect in a zone": Query("defect:scratch@Z1"),
        "size of a defect": Query("defect:scratch@Z1>19"),
        "voided": Query("is:voided"),
        "voided with a common word": Query("is:voided iphone by:王敏"),
        "awaits a second signature": Query("countersign:awaited"),
        "person on a day": Query("by:王敏", since=middle.date(), until=middle.date()),
        "everything by four facets": Query("back-market:A PB-02>=85 defect:dent 王敏 category:tablet"),
    }


def _fill(store: Store, seed: int) -> None:
    # Bodies come from processes of their own, so that the indexer has a core for itself.
    with ProcessPoolExecutor(1) as pool:
        starts = range(0, RECORDS, AT_ONCE)
        coming = deque(pool.submit(_bodies, seed, start) for start in starts[:AHEAD])
        for start in starts:
            bodies = coming.popleft().result()
            if start + AHEAD * AT_ONCE < RECORDS:
                coming.append(pool.submit(_bodies, seed, start + AHEAD * AT_ONCE))
            acts = [("record_voided", voided(body)) for body in bodies[::EVERY_VOIDED]]
            enter(store, [("record_sealed", body) for body in bodies] + acts)
            store.index.catch_up()
            store.checkpoint()


def _bodies(seed: int, start: int) -> list[dict[str, Any]]:
    chance = random.Random(f"{seed} {start}")
    return [record_body(number, chance, ITEMS) for number in range(start, min(RECORDS, start + AT_ONCE))]


def _floor(store: Store) -> object:
    return store.index.use(
        lambda index: index.execute("SELECT * FROM records ORDER BY sequence DESC LIMIT 50").fetchall()
    )
