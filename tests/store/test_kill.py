"""Power cuts: a working inspector is killed (SIGKILL) at random moments; nothing acknowledged is lost."""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from station.inspection.desk import InspectionDesk
from station.people.accounts import Accounts
from station.places import Home
from station.store.clock import SystemClock
from station.store.ledger import Ledger
from station.store.opening import open_store
from station.store.records import RecordBook
from tests.store import inspector

KILLS = 30
SEED = 20261122
ANSWER_DEADLINE_S = 30.0

Shown = dict[str, Any] | None
CHANGES = {
    "answer": {"history", "answers", "step"},
    "undo": {"answers", "step"},
    "photo": {"photos"},
    "show": {"step"},
}
"""What each action may change on the screen."""


@pytest.fixture(scope="module")
def processes() -> Any:
    """Processes that start with the program already imported, where the platform can do that."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.store.inspector", "station.grading.evaluate", "pydantic"])
    return context


def work_and_die(processes: Any, root: Path, seed: int) -> list[Any]:
    """Let an inspector work, kill it, and return everything it reported."""
    rng = random.Random(seed)
    mine, theirs = processes.Pipe(duplex=False)
    process = processes.Process(target=inspector.work, args=(root, seed, theirs))
    process.start()
    theirs.close()
    reports = list(_reports(mine, rng.randrange(2, 160)))
    mine.poll(rng.random() * 0.004)  # so that it dies inside an action as often as between two
    process.kill()
    process.join()
    reports += _rest(mine)
    mine.close()
    return reports


def _reports(pipe: Connection, count: int) -> Iterator[Any]:
    for _ in range(count):
        assert pipe.poll(ANSWER_DEADLINE_S), "the inspector does not answer"
        yield pipe.recv()


def _rest(pipe: Connection) -> Iterator[Any]:
    try:
        while pipe.poll(0):
            yield pipe.recv()
    except (EOFError, OSError):
        return


def reopened(root: Path) -> tuple[Shown, int]:
    """What a station started after the power cut shows, and how many records it holds."""
    with open_store(Home(root), SystemClock()) as store:
        current = InspectionDesk(store, SystemClock(), Accounts(store)).current()
        for photo in current.photos if current else ():
            store.evidence.read(photo.sha256)
        return inspector.seen(current), len(RecordBook(store).search(limit=1000).rows)


def check_nothing_lost(before: Shown, doing: str | None, after: Shown) -> None:
    """After the cut the screen shows what it showed, or that and the one action which was being written."""
    if after == before:
        return
    assert doing is not None, "something changed that nobody did"
    if before is None or after is None:
        assert doing == ("start" if before is None else "seal")
        return
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= CHANGES[doing]
    for name in ("history", "photos"):
        assert after[name][: len(before[name])] == before[name]
        assert len(after[name]) - len(before[name]) <= 1
    answers, now = before["answers"], after["answers"]
    assert len([item for item in answers.keys() | now.keys() if answers.get(item) != now.get(item)]) <= 1


def test_thirty_kills_at_random_moments_lose_nothing(tmp_path: Path, processes: Any) -> None:
    rng = random.Random(SEED)
    with open_store(Home(tmp_path), SystemClock()) as store:
        Accounts(store).create_first("王敏", inspector.PIN)
    before, sealed, acknowledged = None, 0, 0
    for _ in range(KILLS):
        reports = work_and_die(processes, tmp_path, rng.getrandbits(32))
        done, doing = reports[1::2], (reports[-1] if len(reports) % 2 else None)
        before = done[-1] if done else before
        sealed += done.count(None)
        after, records = reopened(tmp_path)
        check_nothing_lost(before, doing, after)
        assert records - sealed in ({0, 1} if doing == "seal" else {0})
        before, sealed, acknowledged = after, records, acknowledged + len(done)
    assert acknowledged > KILLS * 20
    with open_store(Home(tmp_path), SystemClock()) as store:
        assert Ledger(store).verify().problems == ()
