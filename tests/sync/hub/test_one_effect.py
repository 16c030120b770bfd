"""Pushes at the same moment, and a hub killed in the middle of one: all of it happens once, or nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread

import msgspec

from sync.hub.config import HubConfig
from sync.hub.hub import Hub
from sync.hub.ledgers import Ledgers
from sync.hub.reading import Page, Reading
from tests.sync.running import open_at
from tests.sync.writing import enrolled


def test_pushes_of_one_station_at_once_have_one_effect(hub: Hub) -> None:
    writer = enrolled(hub)
    for _ in range(5):
        writer.seal("ef" * 32)
    answers = list[object]()

    def push() -> None:
        answers.append(Ledgers(hub).push(writer.id, writer.push()).receipt.head)

    threads = [Thread(target=push) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [writer.entries[-1].hash] * 4
    assert len(Reading(hub).records(Page()).records) == 5


def test_a_hub_killed_before_it_commits_took_nothing(config: HubConfig, tmp_path: Path) -> None:
    with open_at(config) as hub:
        writer = enrolled(hub)
        for _ in range(4):
            writer.seal("ab" * 32)
        Ledgers(hub).push(writer.id, writer.push(1, 1))
    push = tmp_path / "push.json"
    push.write_bytes(msgspec.json.encode(writer.push(2)))
    child = [sys.executable, "-m", "tests.sync.killed", str(config.root), config.database, writer.id]
    died = subprocess.run([*child, str(push)], check=False, timeout=60)
    assert died.returncode == -signal.SIGKILL
    with open_at(config) as hub:
        assert Ledgers(hub).state(writer.id).sequence == 1
        assert len(Reading(hub).records(Page()).records) == len(Reading(hub).events(Page()).events) == 1
        assert Ledgers(hub).push(writer.id, writer.push()).receipt.sequence == 4
        assert len(Reading(hub).records(Page()).records) == 4
