"""Verified inspections into the hub, through its HTTP door, against bare COPY and PouchDB Server.

``station hub serve`` in a process of its own on a real PostgreSQL; stations side by side, each one push at a
time. Every push is checked (hash chain, bodies, signatures), projected, committed durably and answered with a
signed receipt, which is checked here after the clock has stopped. PouchDB Server checks nothing and does not
sync what it acknowledges.
"""

from __future__ import annotations

import http.client
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from msgspec.structs import asdict

from station.signing import Signer
from station.store.receipt import Receipt
from sync.hub import tables
from sync.hub.access import Caller, HubRole, issue_token
from sync.hub.bulk import copy_rows
from sync.hub.config import HubConfig
from sync.hub.hub import Hub
from sync.wire.encoding import ZSTD, decoded
from sync.wire.messages import Pushed
from sync.wire.version import VERSION_HEADER, WIRE_VERSION
from tests.bench.ingest_load import PHOTOS, Load, seal_more
from tests.bench.pouchdb_peer import VERSION, PeerMissingError, pouchdb_server
from tests.bench.table import Row
from tests.sync.running import config_at, new_database, open_at
from tests.sync.writing import Writer, enrolled

STATIONS = 8
ROUNDS, WARM_UP = 7, 1
INSPECTIONS = {1: 320, 20: 960, 100: 1600}
"""Of all stations together in one round, by the size of a batch."""
LEAST_OF_COPY = 0.35
LEAST_OF_PEER = {1: 1.5, 20: 1.0, 100: 1.0}
_TOKEN_S = 3600
_JSON = {"Content-Type": "application/json"}

Send = Callable[[int, Load], None]
"""Everything that one sender has to send, to the last acknowledgement."""


def run(seed: int) -> list[Row]:
    """Inspections a second at each size of batch."""
    with tempfile.TemporaryDirectory(prefix="hub-ingest-") as place, ExitStack() as parts:
        root = Path(place)
        config = config_at(root / "hub", new_database())
        hub = parts.enter_context(open_at(config))
        door = _Door(hub, parts.enter_context(served(config)), [enrolled(hub) for _ in range(STATIONS)])
        ways: dict[str, Send] = {"ours": door.push, "floor": _Floor(parts, config.database).copy}
        told = _peer(root / "pouchdb", parts, ways)
        taken = _measured(door, ways, random.Random(seed))
        return [_row(batch, taken[batch], told) for batch in INSPECTIONS]


def _peer(root: Path, parts: ExitStack, ways: dict[str, Send]) -> str:
    """Let the peer take part; empty, or why it does not."""
    try:
        port = parts.enter_context(pouchdb_server(root))
    except (PeerMissingError, subprocess.TimeoutExpired) as missing:
        sys.stderr.write(f"PouchDB Server does not take part: {missing}\n")
        return f"; PouchDB Server could not be had here ({type(missing).__name__})"
    ways["peer"] = _Peer(port).bulk
    return ""


@dataclass
class _Door:
    """The hub's door, with stations before it."""

    hub: Hub
    address: str
    writers: list[Writer]
    answers: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._headers = [self._headers_of(writer.id) for writer in self.writers]

    def push(self, number: int, load: Load) -> None:
        """Every push of one station."""
        headers = self._headers[number]
        with _connected(self.address) as connection:
            self.answers += [_post(connection, "/v1/ledger", body, headers) for body in load.pushes]

    def check(self) -> None:
        """Every answer carries a receipt that the hub's key proves; nothing is lost, nothing is twice."""
        signer = Signer(self.hub.key.public_key)
        for said in (decoded(answer, Pushed) for answer in self.answers):
            stated = asdict(said.receipt)
            del stated["schema"]
            assert Receipt(**stated).is_proven_by(signer)
            assert len(said.missing) % PHOTOS == 0
        with self.hub.database.read() as connection:
            rows = connection.execute(tables.stations.select()).all()
        assert {row.id: row.sequence for row in rows} == {one.id: len(one.entries) for one in self.writers}
        self.answers.clear()

    def _headers_of(self, station: str) -> dict[str, str]:
        with self.hub.database.write() as connection:
            token = issue_token(self.hub, connection, Caller(HubRole.STATION, station), _TOKEN_S)
        spoken = {"Content-Encoding": ZSTD, VERSION_HEADER: str(WIRE_VERSION)}
        return {**_JSON, **spoken, "Authorization": f"Bearer {token}"}


class _Floor:
    """The unavoidable part: the rows by COPY into the same tables, and a commit."""

    def __init__(self, parts: ExitStack, database: str) -> None:
        self._connections = [parts.enter_context(psycopg.connect(database)) for _ in range(STATIONS)]

    def copy(self, number: int, load: Load) -> None:
        """One sender's rows, as many transactions as the hub is sent pushes."""
        connection = self._connections[number]
        for rows in load.rows:
            for name, some in rows.items():
                copy_rows(connection, tables.metadata.tables[name], some)
            connection.commit()


class _Peer:
    """PouchDB Server's bulk door."""

    def __init__(self, port: int) -> None:
        self._address = f"http://127.0.0.1:{port}"
        with _connected(self._address) as connection:
            connection.request("PUT", "/inspections")
            connection.getresponse().read()

    def bulk(self, number: int, load: Load) -> None:
        """One sender's documents."""
        del number
        with _connected(self._address) as connection:
            for body in load.bulks:
                assert _post(connection, "/inspections/_bulk_docs", body, _JSON).startswith(b'[{"ok":true')


def _measured(door: _Door, ways: dict[str, Send], chance: random.Random) -> dict[int, dict[str, float]]:
    """Median inspections a second of each way at each size of batch; all take turns in every round."""
    taken: dict[int, dict[str, list[float]]] = {batch: {way: [] for way in ways} for batch in INSPECTIONS}
    for number in range(WARM_UP + ROUNDS):
        for batch, inspections in INSPECTIONS.items():
            each = inspections // STATIONS
            loads = [seal_more(writer, chance, each, batch) for writer in door.writers]
            for way, send in ways.items():
                rate = each * STATIONS / _seconds(send, loads)
                if number >= WARM_UP:
                    taken[batch][way].append(rate)
            door.check()
    return {batch: {way: statistics.median(of) for way, of in told.items()} for batch, told in taken.items()}


def _seconds(send: Send, loads: Sequence[Load]) -> float:
    with ThreadPoolExecutor(len(loads)) as senders:
        start = time.perf_counter()
        for done in [senders.submit(send, *one) for one in enumerate(loads)]:
            done.result()
        return time.perf_counter() - start


def _row(batch: int, rates: dict[str, float], told: str) -> Row:
    ours, floor, peer = rates["ours"], rates["floor"], rates.get("peer")
    least = LEAST_OF_PEER[batch]
    met = ours >= LEAST_OF_COPY * floor and (peer is None or ours >= least * peer)
    return Row(
        f"hub ingest, batches of {batch}, {STATIONS} stations at once",
        ours,
        f"≥ {LEAST_OF_COPY}× COPY, ≥ {least}× PouchDB Server{told}",
        met,
        floor,
        {} if peer is None else {f"PouchDB Server {VERSION} (nothing checked or synced)": peer},
        unit="inspections/s",
    )


@contextmanager
def served(config: HubConfig) -> Iterator[str]:
    """``station hub serve`` as it is run; its address."""
    program = Path(sys.executable).with_name("station")
    command = [program, "hub", "serve", "--json", "--home", config.root, "--db", config.database]
    words = [str(word) for word in (*command, "--listen", "127.0.0.1:0")]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            yield str(json.loads(process.stdout.readline())["url"])
        finally:
            process.terminate()


@contextmanager
def _connected(address: str) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        yield connection
    finally:
        connection.close()


def _post(connection: http.client.HTTPConnection, path: str, body: bytes, headers: dict[str, str]) -> bytes:
    connection.request("POST", path, body, headers)
    answer = connection.getresponse()
    content = answer.read()
    if answer.status not in {200, 201}:
        raise AssertionError(content)
    return content
