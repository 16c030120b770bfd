"""The standard charts over a million records, from rollups; DuckDB answers the same from its own copy.

Both give the same numbers, or the run stops. ``STATION_BENCH_RECORDS`` makes fewer records. Times are of the
processor, of both: neither waits for a disk, and other people's work on a shared machine hardly stretches
them; ``ms passed`` is the time that passed for ours.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from station.analysis.figures import Figures
from station.analysis.scope import Scope
from station.places import Home
from station.store.clock import SystemClock
from station.store.opening import open_store
from station.store.rollups.cubes import RECORDS as RECORDS_CUBE
from station.store.rollups.facts import day_number
from tests.bench import counted
from tests.bench.table import Row, clocked

RECORDS = int(os.environ.get("STATION_BENCH_RECORDS", "1000000"))
ROUNDS, AD_HOC_ROUNDS = 9, 3
MOST_MS, MOST_OF_DUCKDB, MOST_AD_HOC_MS = 20, 0.35, 3_000

_TYPES = {
    "records": "sequence INTEGER, id TEXT, sha256 TEXT, counts INTEGER, day INTEGER, shift TEXT,"
    " hour INTEGER, category TEXT, person TEXT, model TEXT, seconds INTEGER, passed INTEGER,"
    " first_pass INTEGER, amended INTEGER, reinspected INTEGER, cleaned INTEGER, remeasured INTEGER,"
    " reworked INTEGER, borderline INTEGER, with_defects INTEGER",
    "verdicts": "sequence INTEGER, channel TEXT, outcome TEXT, class INTEGER, borderline INTEGER",
    "items": "sequence INTEGER, item TEXT, flags INTEGER, seconds INTEGER, value DOUBLE",
    "defects": "sequence INTEGER, number INTEGER, kind TEXT, zone TEXT",
}


@dataclass(frozen=True)
class Question:
    """One chart: what the station asks, which of its sums, and the same in SQL."""

    ours: Callable[[], Mapping[Any, Any]]
    sums: tuple[str, ...]
    sql: str
    ad_hoc: bool = False


def run(seed: int) -> list[Row]:
    """One row per chart."""
    with (
        tempfile.TemporaryDirectory(dir=os.environ.get("STATION_BENCH_FOLDER")) as folder,
        open_store(Home(Path(folder) / "home"), SystemClock()) as store,
    ):
        counted.fill(store, Path(folder), RECORDS, seed)
        duck = _duckdb(Path(folder))
        questions = _questions(Figures(store, people=True))
        for name, one in questions.items():
            _compare(name, one, duck)
        return [_measured(name, one, duck) for name, one in questions.items()]


def _questions(figures: Figures) -> dict[str, Question]:
    last = counted.FIRST + timedelta(days=RECORDS // counted.PER_DAY)
    recent = Scope(last - timedelta(days=60), last)
    phones_of_one = Scope(category="smartphone", person="P-000003")
    model, one_channel = Scope(model=counted.MODELS[3]), Scope(channel=counted.CHANNELS[-1])
    record, verdict = RECORDS_CUBE.measures, ("records", "first_pass")
    item = ("records", "seconds", "unknown", "manual", "faulty")
    defect = ("defects", "records")
    return {
        "main figures": Question(partial(figures.records, Scope()), record, _records("")),
        "units and yield by month": Question(
            partial(figures.records, Scope(), "month"), record, _records("day // 100")
        ),
        "units and yield by day, two months": Question(
            partial(figures.records, recent, "day"), record, _records("day", _since(recent))
        ),
        "yield by inspector": Question(
            partial(figures.records, Scope(), "person"), record, _records("person")
        ),
        "yield by shift": Question(partial(figures.records, Scope(), "shift"), record, _records("shift")),
        "throughput by hour of the day": Question(
            partial(figures.hours, Scope(), "hour"),
            (),
            "SELECT hour, COUNT(*), COUNT(DISTINCT day) FROM records GROUP BY hour",
        ),
        "grade mix per channel": Question(
            partial(figures.verdicts, Scope(), "channel", "outcome"), verdict, _verdicts("channel, outcome")
        ),
        "yield per channel by month": Question(
            partial(figures.verdicts, Scope(), "channel", "class", "month"),
            verdict,
            _verdicts("channel, class, day // 100"),
        ),
        "time, unknown and typed answers per step": Question(
            partial(figures.items, Scope(), "item"), item, _items("item")
        ),
        "unknown and typed answers by month": Question(
            partial(figures.items, Scope(), "month"), item, _items("day // 100")
        ),
        "time per step of one inspector's phones": Question(
            partial(figures.items, phones_of_one, "item"),
            item,
            _items("item", "category = 'smartphone' AND person = 'P-000003'"),
        ),
        "Pareto of defects, kind × zone": Question(
            partial(figures.defects, Scope(), "kind", "zone"), defect, _defects("kind, zone")
        ),
        "main figures of one channel's units": Question(
            partial(figures.records, one_channel), record, _records("", _judged(one_channel))
        ),
        "units and yield of one channel by month": Question(
            partial(figures.records, one_channel, "month"),
            record,
            _records("day // 100", _judged(one_channel)),
        ),
        "time per step of one channel's units": Question(
            partial(figures.items, one_channel, "item"), item, _items("item", _judged(one_channel))
        ),
        "Pareto of one channel's units": Question(
            partial(figures.defects, one_channel, "kind", "zone"),
            defect,
            _defects("kind, zone", _judged(one_channel)),
        ),
        "ad hoc: main figures of one model": Question(
            partial(figures.records, model), record, _records("", _of(model)), ad_hoc=True
        ),
        "ad hoc: time per step of one model": Question(
            partial(figures.items, model, "item"), item, _items("item", _of(model)), ad_hoc=True
        ),
        "ad hoc: time per step of every model": Question(
            partial(figures.items, Scope(), "model", "item"), item, _items("model, item"), ad_hoc=True
        ),
        "ad hoc: Pareto of one model": Question(
            partial(figures.defects, model, "kind", "zone"),
            defect,
            _defects("kind, zone", _of(model)),
            ad_hoc=True,
        ),
    }


def _since(scope: Scope) -> str:
    return f"day >= {day_number(scope.since)}" if scope.since else "true"


def _of(scope: Scope) -> str:
    return f"model = '{scope.model}'"


def _judged(scope: Scope) -> str:
    judged = " ".join(("SELECT sequence FROM verdicts WHERE channel =", f"'{scope.channel}'"))
    return f"sequence IN ({judged})"


def _records(by: str, where: str = "true") -> str:
    sums = ", ".join(f"SUM({name})" for name in RECORDS_CUBE.measures[1:])
    return _select(by, f"COUNT(*), {sums}", "records", where)


def _verdicts(by: str, where: str = "true") -> str:
    sums = "COUNT(*), SUM((class = 2 AND reworked = 0)::INT)"
    return _select(by, sums, "verdicts JOIN records USING (sequence)", where)


def _items(by: str, where: str = "true") -> str:
    sums = "COUNT(*), SUM(i.seconds), SUM((flags & 1) // 1), SUM((flags & 4) // 4), SUM((flags & 64) // 64)"
    needs_records = by != "item" or where != "true"
    rows = "items i JOIN records USING (sequence)" if needs_records else "items i"
    return _select(by, sums, rows, where)


def _defects(by: str, where: str = "true") -> str:
    rows = "defects JOIN records USING (sequence)" if where != "true" else "defects"
    return _select(by, "COUNT(*), COUNT(DISTINCT sequence)", rows, where)


def _select(by: str, sums: str, rows: str, where: str) -> str:
    columns = f"{by}, {sums}" if by else sums
    return " ".join(("SELECT", columns, "FROM", rows, "WHERE", where, f"GROUP BY {by}" if by else ""))


def _duckdb(folder: Path) -> duckdb.DuckDBPyConnection:
    """Its own store, of the same rows, in the order they came; one thread."""
    duck = duckdb.connect(str(folder / "duck.db"), config={"threads": 1})
    duck.execute("SET enable_progress_bar = false")
    for name, columns in _TYPES.items():
        duck.execute(f"CREATE TABLE {name} ({columns})")
        duck.execute(f"COPY {name} FROM '{folder / name}.csv' (HEADER false, DELIMITER ',')")
        (folder / f"{name}.csv").unlink()
    return duck


def _compare(name: str, question: Question, duck: duckdb.DuckDBPyConnection) -> None:
    ours = {
        (*key, *(sums[one] for one in question.sums)) if question.sums else (*key, *sums)
        for key, sums in question.ours().items()
    }
    theirs = set(duck.execute(question.sql).fetchall())
    if ours != theirs:
        raise AssertionError(f"{name}: {len(ours ^ theirs)} rows differ, {sorted(ours ^ theirs)[:4]}")


def _measured(name: str, question: Question, duck: duckdb.DuckDBPyConnection) -> Row:
    works = {"ours": question.ours, "duckdb": lambda: duck.execute(question.sql).fetchall()}
    passed_ms, ms = clocked(works, AD_HOC_ROUNDS if question.ad_hoc else ROUNDS, warm_up=1)
    within = ms["ours"] <= MOST_OF_DUCKDB * ms["duckdb"] and ms["ours"] <= MOST_MS
    goal = f"≤ {MOST_MS} ms, ≤ {MOST_OF_DUCKDB} × DuckDB, one thread"
    return Row(
        name=f"analysis of {RECORDS:,} records: {name}",
        ours_ms=ms["ours"],
        goal=f"≤ {MOST_AD_HOC_MS / 1000:g} s" if question.ad_hoc else goal,
        met=ms["ours"] <= MOST_AD_HOC_MS if question.ad_hoc else within,
        peers={"DuckDB": ms["duckdb"]},
        counts={"rows told": len(question.ours()), "ms passed": round(passed_ms["ours"], 3)},
    )
