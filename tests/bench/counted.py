"""A station of many records for analyses, without their documents.

Every record is made as the rows that analyses keep of one (40 answers, three verdicts, its defects) and
handed to the writer that a seal uses (``Batch.count``), which writes the rows and brings the rollups up to
date. Reading sealed documents is not part of it: that is measured where records are sealed. The same rows go
to DuckDB as text files.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TextIO

from station.model.defect import DefectKind
from station.store.database import Store
from station.store.rollups import facts
from station.store.rollups.facts import DefectRow, Facts, ItemRow, RecordRow, VerdictRow, day_number
from station.store.rollups.writing import Batch
from station.store.transaction import immediate

PER_DAY, AT_ONCE, SORTS = 1_000, 5_000, 3_000
"""Records a day, records written at once, and how many different units there are."""
FIRST = date(2024, 1, 1)
CATEGORIES = ("smartphone", "smartphone", "smartphone", "tablet", "laptop")
PEOPLE = tuple(f"P-{number:06d}" for number in range(1, 9))
MODELS = tuple(f"Maker {number % 4} Model {number}" for number in range(16))
CHANNELS = ("back-market", "amazon-renewed", "b-stock-superior")
ALL_CHANNELS = 0.9
"""Share of the units judged for every channel; the others are not judged for the last one."""
OUTCOMES = (
    ("A", facts.SELLABLE),
    ("B", facts.SELLABLE),
    ("C", facts.SELLABLE),
    ("A|B", facts.SELLABLE),
    ("undetermined", facts.OPEN),
    ("not_accepted", facts.REFUSED),
)
ZONES = ("Z1", "Z2", "Z3T", "Z3B", "Z3L", "Z3R", "Z3C1", "Z3C2", "Z4", "Z5", "Z6", "Z7")
KINDS = tuple(kind.value for kind in DefectKind)
PLAIN = tuple(f"IT-{number:02d}" for number in range(26))
NUMBERS = tuple(f"NU-{number:02d}" for number in range(8))
LOOKED = tuple(f"DF-{number:02d}" for number in range(6))
TABLES = ("records", "verdicts", "items", "defects")

Rows = tuple[tuple[VerdictRow, ...], tuple[ItemRow, ...], tuple[DefectRow, ...]]


def fill(store: Store, folder: Path, records: int, seed: int) -> None:
    """Count ``records`` records, and write their rows into ``folder``, one file per table."""
    chance = random.Random(seed)
    sorts = [_sort(chance) for _ in range(SORTS)]
    texts = [_texts(rows) for rows in sorts]
    with ExitStack() as stack:
        files = {name: stack.enter_context((folder / f"{name}.csv").open("w")) for name in TABLES}
        for first in range(1, records + 1, AT_ONCE):
            numbers = range(first, min(records + 1, first + AT_ONCE))
            made = [_one(number, chance, sorts) for number in numbers]
            _write(files, made, texts)
            store.rollups.use(_counting([one for one, _ in made]))


def _counting(made: Sequence[Facts]) -> Callable[[Any], None]:
    def work(connection: Any) -> None:
        with immediate(connection):
            batch = Batch(connection)
            for one in made:
                batch.count(one)
            batch.write()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    return work


def _one(number: int, chance: random.Random, sorts: Sequence[Rows]) -> tuple[Facts, int]:
    chosen = chance.randrange(len(sorts))
    verdicts, items, defects = sorts[chosen]
    passed = int(any(one.sells == facts.SELLABLE for one in verdicts))
    amended, again, cleaned = (int(chance.random() < odds) for odds in (0.02, 0.04, 0.1))
    remeasured = int(any(one.flags & facts.REMEASURED for one in items))
    reworked = int(bool(amended or again or cleaned or remeasured))
    hour = chance.randrange(24)
    record = RecordRow(
        number,
        f"{number:012d}",
        "",
        1,
        day_number(FIRST + timedelta(days=number // PER_DAY)),
        "day" if 8 <= hour < 20 else "night",
        hour,
        chance.choice(CATEGORIES),
        chance.choice(PEOPLE),
        chance.choice(MODELS),
        chance.randrange(120, 600),
        passed,
        int(passed and not reworked),
        amended,
        again,
        cleaned,
        remeasured,
        reworked,
        int(any(one.borderline for one in verdicts)),
        int(bool(defects)),
    )
    return Facts(record, verdicts, items, defects), chosen


def _sort(chance: random.Random) -> Rows:
    channels = CHANNELS if chance.random() < ALL_CHANNELS else CHANNELS[:-1]
    verdicts = tuple(
        VerdictRow(channel, *chance.choice(OUTCOMES), int(chance.random() < 0.03)) for channel in channels
    )
    found = chance.choices(LOOKED, k=chance.choice((0, 0, 1, 1, 2, 3)))
    defects = tuple(DefectRow(chance.choice(KINDS), chance.choice(ZONES)) for _ in found)
    return verdicts, tuple(sorted(_items(chance, frozenset(found)))), defects


def _items(chance: random.Random, faulty: frozenset[str]) -> Iterator[ItemRow]:
    for item in PLAIN:
        flags = facts.UNKNOWN if chance.random() < 0.05 else 0
        yield ItemRow(item, flags | _again(chance), None if flags else chance.randrange(2, 30), None)
    for item in NUMBERS:
        flags = facts.MEASURED | (facts.MANUAL if chance.random() < 0.1 else 0) | _again(chance)
        yield ItemRow(item, flags, chance.randrange(4, 40), round(chance.gauss(10, 1), 3))
    for item in LOOKED:
        flags = facts.LOOKED | (facts.FAULTY if item in faulty else 0) | _again(chance)
        yield ItemRow(item, flags, chance.randrange(5, 60), None)


def _again(chance: random.Random) -> int:
    return facts.REMEASURED if chance.random() < 0.002 else 0


def _texts(rows: Rows) -> dict[str, list[str]]:
    """The rows of one sort as they stand in the files, all but the record's number."""
    verdicts, items, defects = rows
    numbered = [(number, *row) for number, row in enumerate(defects)]
    named = {"verdicts": verdicts, "items": items, "defects": numbered}
    return {name: [_text(row) for row in some] for name, some in named.items()}


def _text(row: Sequence[object]) -> str:
    return ",".join("" if one is None else str(one) for one in row)


def _write(
    files: Mapping[str, TextIO], made: Sequence[tuple[Facts, int]], texts: Sequence[dict[str, list[str]]]
) -> None:
    for one, chosen in made:
        number = one.record.sequence
        files["records"].write(f"{_text(one.record)}\n")
        for name, lines in texts[chosen].items():
            files[name].writelines(f"{number},{line}\n" for line in lines)
