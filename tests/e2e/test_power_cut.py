"""The whole program is killed (SIGKILL) at random steps; it reopens there with every shown answer."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from station.places import Home
from station.store.clock import SystemClock
from station.store.ledger import Ledger
from station.store.opening import open_store

SEED = 2580


class Inspector:
    """The inspector's process and what it reported."""

    def __init__(self, root: Path) -> None:
        command = [sys.executable, "-m", "tests.e2e.window_inspector", str(root / "home"), str(root / "out")]
        self._said = root / "stderr.txt"
        with self._said.open("w") as said:
            self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, text=True)

    def next(self) -> dict[str, Any] | None:
        """The next page shown; None when the process has ended."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        return json.loads(line) if line.endswith("\n") else None

    def said(self) -> str:
        """What it wrote besides, for the case that it stopped by itself."""
        return self._said.read_text("utf-8")

    def kill(self) -> list[dict[str, Any]]:
        """Cut the power; returns what had been shown but not read yet."""
        self._process.kill()
        rest = []
        while (page := self.next()) is not None:
            rest.append(page)
        self.close()
        return rest

    def close(self) -> int:
        """Wait for the end; returns the exit code."""
        assert self._process.stdout is not None
        self._process.stdout.close()
        return self._process.wait()


def check_reopened(before: dict[str, Any], after: dict[str, Any], order: list[str]) -> None:
    """The same step, or the next one when its answer was already on disk; every shown answer is there."""
    assert before["answers"].items() <= after["answers"].items()
    added = after["answers"].keys() - before["answers"].keys()
    assert added <= {before["step"]}
    assert after["step"] == (before["step"] if not added else order[order.index(before["step"]) + 1])


def cut_and_reopen(root: Path, cuts: int) -> str:
    """Cut the power ``cuts`` times, checking each time, then inspect to the end; returns the record's id."""
    rng, order, before = random.Random(SEED), list[str](), None
    for cut in range(cuts + 1):
        inspector = Inspector(root)
        first = inspector.next()
        assert first is not None, f"the inspector did not begin: {inspector.said()}"
        if before is not None:
            check_reopened(before, first, [*order, first["step"]])
        pages = [first]
        while cut == cuts or len(pages) < rng.randint(2, 60 // cuts + 2):
            page = inspector.next()
            assert page is not None, f"the inspector stopped by itself: {inspector.said()}"
            if "sealed" in page:
                assert inspector.next() is None
                assert inspector.close() == 0
                return str(page["sealed"])
            pages.append(page)
        pages += inspector.kill()
        order += [page["step"] for page in pages if page["step"] not in order]
        before = pages[-1]
    raise AssertionError("never sealed")


def check_sealed(root: Path, record: str) -> None:
    """One record, one ledger that verifies."""
    with open_store(Home(root / "home"), SystemClock()) as store:
        report = Ledger(store).verify()
    assert report.ok, report.problems
    assert record


@pytest.mark.timeout(300)
def test_the_program_reopens_at_the_same_step(tmp_path: Path) -> None:
    check_sealed(tmp_path, cut_and_reopen(tmp_path, 3))


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_thirty_power_cuts_at_the_window(tmp_path: Path) -> None:
    check_sealed(tmp_path, cut_and_reopen(tmp_path, 30))
