"""Pushes that arrive together share a transaction, and nothing else; so do those through two processes."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import httpx
from msgspec.structs import replace
from sqlalchemy import select

from station.errors import KnownError
from sync.hub import tables
from sync.hub.hub import Hub
from sync.hub.ledgers import Ledgers
from sync.hub.reading import Page, Reading
from sync.wire.encoding import decoded, encoded
from sync.wire.messages import LedgerState, Push
from tests.sync.hub.test_enrolment import SPOKEN, token_of
from tests.sync.hub.test_ledgers import counts
from tests.sync.hub.test_serving import serving
from tests.sync.running import config_at, new_database, open_at
from tests.sync.writing import Writer, enrolled

STATIONS = 12
ENTRIES = 40


def test_a_refused_push_is_no_fault_of_those_beside_it(hub: Hub) -> None:
    writers = [enrolled(hub) for _ in range(STATIONS)]
    for number, writer in enumerate(writers):
        for _ in range(3):
            writer.seal(f"{number:064x}")
    pushes = [writer.push() for writer in writers]
    pushes[3] = writers[3].push(2)
    other = Writer(writers[7].identity, [writers[7].entries[1]], writers[7].now)
    pushes[7] = Push([other.entry(1, "ab" * 32, "signed_out", b"{}")])
    together = Barrier(STATIONS)

    def push(number: int) -> str | int:
        together.wait()
        try:
            pushed = Ledgers(hub).push(writers[number].id, pushes[number])
        except KnownError as refused:
            return refused.code
        assert pushed.missing == [f"{number:064x}"]
        assert pushed.receipt.station == writers[number].id
        return pushed.receipt.sequence

    with ThreadPoolExecutor(STATIONS) as threads:
        told = list(threads.map(push, range(STATIONS)))
    assert told == [{3: "HUB-011", 7: "HUB-012"}.get(number, 3) for number in range(STATIONS)]
    kept = 3 * (STATIONS - 2)
    assert counts(hub) == {"entries": kept, "records": kept, "events": kept, "evidence_refs": kept}
    events = Reading(hub).events(Page(limit=100)).events
    assert len(events) == kept


def test_a_mended_entry_and_a_new_one_come_in_one_push(hub: Hub) -> None:
    writer = enrolled(hub)
    writer.seal("ab" * 32)
    Ledgers(hub).push(writer.id, Push([replace(writer.entries[0], body=None)], 1))
    writer.seal("cd" * 32)
    pushed = Ledgers(hub).push(writer.id, writer.push())
    assert (pushed.set_aside, pushed.missing, pushed.receipt.sequence) == ([], ["ab" * 32, "cd" * 32], 2)
    assert [one.sequence for one in Reading(hub).events(Page()).events] == [1, 2]


def _push_all(address: str, writer: Writer, token: str, seed: int) -> None:
    """Push from where the hub wants to hear, until it has all; others do the same meanwhile."""
    chance = random.Random(seed)
    headers = {**SPOKEN, "Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=address, headers=headers, timeout=60) as client:
        while True:
            state = decoded(client.get("/v1/ledger").raise_for_status().content, LedgerState)
            if state.sequence == ENTRIES:
                return
            first = max(1, state.sequence + 1 - chance.randrange(4))
            push = writer.push(first, min(ENTRIES, state.sequence + chance.randint(1, 4)))
            client.post("/v1/ledger", content=encoded(push)).raise_for_status()


def test_two_processes_for_one_station_neither_lose_nor_double(tmp_path: Path) -> None:
    config = config_at(tmp_path / "hub", new_database())
    with open_at(config) as hub:
        writer = enrolled(hub)
        for number in range(ENTRIES):
            writer.seal(f"{number:064x}")
        token, more = token_of(writer, hub), ("--db", config.database)
        with serving(config.root, *more) as one, serving(config.root, *more) as two:
            addresses = [one.told["url"], two.told["url"]] * 2
            with ThreadPoolExecutor(len(addresses)) as threads:
                done = [
                    threads.submit(_push_all, address, writer, token, seed)
                    for seed, address in enumerate(addresses)
                ]
                for one_done in done:
                    one_done.result()
        assert set(counts(hub).values()) == {ENTRIES}
        kept = select(tables.entries.c.hash).order_by(tables.entries.c.sequence)
        with hub.database.read() as connection:
            hashes = list(connection.execute(kept).scalars())
    assert hashes == [entry.hash for entry in writer.entries]
