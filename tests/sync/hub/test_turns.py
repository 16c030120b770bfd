"""Who works with whom: small works wait for company, large ones go beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event, Lock

import pytest

from sync.hub.turns import Turns

LARGE = 10


@dataclass(frozen=True)
class Ask:
    """So much about somebody."""

    subject: str
    size: int


class Work:
    """Tells what went together; waits in its first turn until it is let go."""

    def __init__(self) -> None:
        self.turns: list[list[str]] = []
        self.begun, self.goes, self._lock = Event(), Event(), Lock()

    def __call__(self, asked: Sequence[Ask]) -> list[str]:
        """Answers with the names."""
        with self._lock:
            self.turns.append([one.subject for one in asked])
            is_first = len(self.turns) == 1
        if is_first:
            self.begun.set()
            assert self.goes.wait(60)
        return [one.subject for one in asked]


def test_small_ones_wait_for_company_and_large_ones_go_beside() -> None:
    turns, work = Turns[Ask, str](2, 1000, LARGE), Work()
    with ThreadPoolExecutor(5) as pool:
        first = pool.submit(turns.ask, Ask("first", 1), work)
        assert work.begun.wait(60)
        assert turns.ask(Ask("large", LARGE), work) == "large"  # though the first is still under way
        small = [pool.submit(turns.ask, Ask(name, 1), work) for name in "abc"]
        while len(turns) < 3:
            assert not any(one.done() for one in small)
        work.goes.set()
        assert [one.result(60) for one in (first, *small)] == ["first", "a", "b", "c"]
    assert work.turns[:2] == [["first"], ["large"]]
    assert [sorted(one) for one in work.turns[2:]] == [["a", "b", "c"]]


def test_what_the_work_raises_reaches_everybody_and_the_next_turn_begins() -> None:
    turns = Turns[Ask, str](1, 1000)

    def fails(_asked: Sequence[Ask]) -> list[str]:
        raise ValueError("none of it")

    for _ in range(2):
        with pytest.raises(ValueError, match="none of it"):
            turns.ask(Ask("a", 1), fails)
    assert turns.ask(Ask("a", 1), lambda asked: [one.subject for one in asked]) == "a"
