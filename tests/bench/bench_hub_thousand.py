"""A thousand stations at one hub at once, on PostgreSQL; one of them comes back after a week.

``--stations`` takes fewer. Every station has its own key and ledger and its own connection, all of them open
before the first pushes; then each pushes as fast as it is acknowledged. Hub, database and stations are
processes of their own on the same machine.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpcore

from station.model.event import EventKind
from station.store.entry import START
from sync.hub import tables
from sync.hub.access import Caller, HubRole, issue_token
from sync.hub.hub import Hub
from sync.wire.encoding import ZSTD, encoded, packed
from sync.wire.messages import Push
from sync.wire.version import VERSION_HEADER, WIRE_VERSION
from tests.bench.table import Row
from tests.store.many_records import record_body
from tests.sync.faults.hub_process import HubProcess, free_port
from tests.sync.running import config_at, new_database, open_at
from tests.sync.writing import Writer

STATIONS = int(os.environ.get("STATION_BENCH_STATIONS", "1000"))
PUSHES, ENTRIES = 3, 5
WEEK, WEEK_AT_ONCE = 7 * 300, 100
ITEMS = 10
FAIR = 0.9
_TOKEN_S = 3600
_PATIENCE_S = 300
_KEEP_S = 4  # as the real client: the hub closes connections that were idle for five
_CUT = "line cut"
_MS = 1000


@dataclass(frozen=True)
class Station:
    """What one station sends, ready to go."""

    token: str
    pushes: list[bytes]


@dataclass
class Told:
    """How it went for one station: seconds of each acknowledgement, when it was done, and every status."""

    waits_s: list[float] = field(default_factory=list)
    done_s: float = 0.0
    statuses: Counter[str] = field(default_factory=Counter)


def run(seed: int) -> list[Row]:
    """Acknowledgement times and fairness."""
    with tempfile.TemporaryDirectory(prefix="hub-thousand-") as place:
        config = config_at(Path(place), new_database())
        with open_at(config) as hub:
            stations = _enrolled(hub, [_written(seed + number, number == 0) for number in range(STATIONS)])
        process = HubProcess(config, free_port())
        process.start()
        try:
            told = _told(f"http://127.0.0.1:{process.port}", stations)
        finally:
            process.stop()
        with open_at(config) as hub:
            kept = _kept(hub)
    return [_acknowledged(told, kept), _fairness(told)]


def _written(seed: int, has_week: bool) -> tuple[Writer, list[Push]]:
    chance, writer = random.Random(seed), Writer()
    count, at_once = (WEEK, WEEK_AT_ONCE) if has_week else (PUSHES * ENTRIES, ENTRIES)
    for _ in range(count):
        writer.append(EventKind.RECORD_SEALED, record_body(chance.getrandbits(30), chance, ITEMS))
    starts = range(0, count, at_once)
    return writer, [Push(writer.entries[start : start + at_once], count) for start in starts]


def _enrolled(hub: Hub, written: Sequence[tuple[Writer, list[Push]]]) -> list[Station]:
    """The stations are known at the hub, each with a token."""
    now = datetime.now(UTC)
    with hub.database.write() as connection:
        connection.execute(
            tables.stations.insert(),
            [
                {
                    "id": writer.id,
                    "name": f"bench {number}",
                    "public_key": writer.identity.public_key,
                    "state": "enrolled",
                    "enrolled_at": now,
                    "sequence": 0,
                    "head": START,
                    "complete": 0,
                    "waiting": 0,
                }
                for number, (writer, _) in enumerate(written)
            ],
        )
        return [
            Station(
                issue_token(hub, connection, Caller(HubRole.STATION, writer.id), _TOKEN_S),
                [packed(encoded(push), ZSTD) for push in pushes],
            )
            for writer, pushes in written
        ]


def _told(address: str, stations: list[Station]) -> list[Told]:
    """All stations in one process apart."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as apart:
        return apart.submit(_all_at_once, address, stations).result()


def _all_at_once(address: str, stations: list[Station]) -> list[Told]:
    async def all_of_them() -> list[Told]:
        connected = asyncio.Barrier(len(stations))
        return await asyncio.gather(*(_speak(address, station, connected) for station in stations))

    return asyncio.run(all_of_them())


async def _speak(address: str, station: Station, connected: asyncio.Barrier) -> Told:
    told = Told()
    async with httpcore.AsyncConnectionPool(max_connections=1, keepalive_expiry=_KEEP_S) as line:
        await _answered(line, "GET", address, station.token, b"", told)
        async with connected:
            began = time.monotonic()
        for push in station.pushes:
            asked = time.monotonic()
            await _answered(line, "POST", address, station.token, push, told)
            told.waits_s.append(time.monotonic() - asked)
        told.done_s = time.monotonic() - began
    return told


async def _answered(
    line: httpcore.AsyncConnectionPool, method: str, address: str, token: str, content: bytes, told: Told
) -> None:
    """Ask; again after a cut, and when it was too often as long after as the hub says."""
    headers: dict[bytes | str, bytes | str] = {
        "Host": "hub",
        "Authorization": f"Bearer {token}",
        VERSION_HEADER: str(WIRE_VERSION),
        "Content-Encoding": ZSTD,
        "Content-Length": str(len(content)),
    }
    patience = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), _PATIENCE_S)}
    while True:
        try:
            reply = await line.request(
                method, f"{address}/v1/ledger", headers=headers, content=content, extensions=patience
            )
        except (httpcore.NetworkError, httpcore.RemoteProtocolError):
            told.statuses[_CUT] += 1
            continue
        told.statuses[str(reply.status)] += 1
        if reply.status != 429:
            return
        await asyncio.sleep(int(dict(reply.headers)[b"retry-after"]))


def _kept(hub: Hub) -> int:
    """Entries that the hub has."""
    with hub.database.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM entries").scalar_one())


def _acknowledged(told: Sequence[Told], kept: int) -> Row:
    """Over the stations without a backlog: a push of a week's is twenty times as large."""
    waits_ms = sorted(_MS * wait for one in told[1:] for wait in one.waits_s)
    statuses = sum((one.statuses for one in told), Counter())
    written = WEEK + (STATIONS - 1) * PUSHES * ENTRIES
    failed = statuses.total() - sum(statuses[one] for one in ("200", "429", _CUT)) + written - kept
    longest_s = max(one.done_s for one in told)
    return Row(
        f"{STATIONS:,} stations at once, acknowledgement of {ENTRIES} entries, p99",
        waits_ms[int(len(waits_ms) * 0.99)],
        "0 errors, nothing lost",
        failed == 0,
        counts={
            "p50 ms": round(statistics.median(waits_ms)),
            "max ms": round(waits_ms[-1]),
            "entries": kept,
            "entries/s": round(kept / longest_s),
            "pushes/s": round(len(waits_ms) / longest_s),
            "429": statuses["429"],
            "asked again after a cut": statuses[_CUT],
            "errors": failed,
        },
    )


def _fairness(told: Sequence[Told]) -> Row:
    """Jain's index over when the stations without a backlog were done: 1 is all at the same moment."""
    done_s = [one.done_s for one in told[1:]]
    index = sum(done_s) ** 2 / (len(done_s) * sum(one**2 for one in done_s))
    return Row(
        f"{STATIONS:,} stations at once, fairness (Jain)",
        index,
        f"≥ {FAIR}; a week's backlog holds nobody up",
        index >= FAIR and told[0].done_s >= statistics.median(done_s),
        counts={
            "slowest / median": round(max(done_s) / statistics.median(done_s), 2),
            "median s": round(statistics.median(done_s), 1),
            "slowest s": round(max(done_s), 1),
            "week's backlog s": round(told[0].done_s, 1),
        },
        unit="",
    )
