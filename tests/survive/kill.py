"""``kill -9`` while one certain action is being done; the power stays on, the process is gone."""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Callable, Iterator
from functools import cache, partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from station.errors import KnownError
from tests.stations import open_station
from tests.survive.office import set_right
from tests.survive.outcome import Outcome, Runs
from tests.survive.state import State, broken_promises, losses, state_of
from tests.survive.work import Work, quick_pins

DEADLINE_S = 60.0
RUNS_PER_HOME = 20
MIXED = {"people": {"change", "sign in"}}
"""What is struck where one of several actions is worked towards."""
_LOADED = ["tests.survive.kill", "pydantic", "alembic.command", "alembic.config", "sqlalchemy", "rfc8785"]


@cache
def processes() -> Any:
    """Processes that start with the program already imported, where the platform can do that."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    return context


def work_towards(root: Path, seed: int, towards: str, reports: Connection) -> None:
    """The process that is killed: before each action its name is told, after it what the station holds."""
    quick_pins()
    with open_station(root) as station:
        work = Work(station, random.Random(seed))
        reports.send(state_of(station.store))
        while True:
            action = work.next(towards)
            reports.send(action)
            work.do(action)
            reports.send(state_of(station.store))


class Victim:
    """A process that reports what it does until it is killed."""

    def __init__(self, target: Callable[..., None], *words: object) -> None:
        self._mine, theirs = processes().Pipe(duplex=False)
        self._process = processes().Process(target=target, args=(*words, theirs))
        self._process.start()
        theirs.close()

    def hear(self) -> Any:
        """The next report."""
        assert self._mine.poll(DEADLINE_S), "the process says nothing"
        return self._mine.recv()

    def kill(self, after_s: float) -> list[Any]:
        """Kill it so many seconds from now, unless it says something before; everything not heard yet."""
        self._mine.poll(after_s)
        self._process.kill()
        self._process.join()
        rest = list(self._rest())
        self._mine.close()
        return rest

    def _rest(self) -> Iterator[Any]:
        try:
            while self._mine.poll(0):
                yield self._mine.recv()
        except (EOFError, OSError):
            return


class Killings:
    """Kills a station while it does ``towards``, again and again, each time somewhere else in the action."""

    def __init__(self, towards: str, seed: int) -> None:
        self._towards = towards
        self._rng = random.Random(seed)
        self._longest_s = 0.004

    def run(self, root: Path) -> Outcome:
        """One kill and what was found afterwards."""
        victim = Victim(work_towards, root, self._rng.getrandbits(32), self._towards)
        before, doing = self._until_inside(victim)
        rest = victim.kill(self._rng.random() * self._longest_s)
        states = [one for one in rest if isinstance(one, State)]
        names = [one for one in rest if isinstance(one, str)]
        if states:  # it was done before the kill: strike sooner next time
            self._longest_s = max(0.0002, 0.6 * self._longest_s)
            before, doing = states[-1], (names[-1] if len(names) == len(states) else "")
        else:
            self._longest_s *= 1.3
        return Outcome(tuple(found_after(root, before, doing or None)), struck=bool(doing))

    def _until_inside(self, victim: Victim) -> tuple[State, str]:
        state, left = victim.hear(), self._rng.randrange(1, 4)
        while True:
            doing = victim.hear()
            left -= self._towards == doing or (doing in MIXED.get(self._towards, ()))
            if left <= 0:
                return state, doing
            state = victim.hear()


def found_after(root: Path, before: State, doing: str | None) -> list[str]:
    """What a station that opens after the fault has lost; it also goes on working."""
    try:
        with open_station(root) as station:
            set_right(station.store)
            return losses(before, doing, state_of(station.store)) + broken_promises(station.store)
    except KnownError as error:
        return [f"does not open or read: {error}"]


def kills(towards: str) -> Runs:
    """Runs that kill while ``towards`` is being done."""
    return partial(_kills, towards)


def _kills(towards: str, folder: Path, seed: int, count: int) -> Iterator[Outcome]:
    killings = Killings(towards, seed)
    for number in range(count):
        yield killings.run(folder / f"home-{number // RUNS_PER_HOME}")
