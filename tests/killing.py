"""Processes that work until they are killed (SIGKILL) at a random moment, and what they said until then."""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Callable
from typing import Any

DEADLINE_S = 60.0


def processes_with(*modules: str) -> Any:
    """Processes that start with these modules already imported, where the platform can do that."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(modules))
    return context


def run_and_kill(
    processes: Any,
    work: Callable[..., None],
    given: tuple[object, ...],
    rng: random.Random,
    most: int,
    within_s: float = 0.01,
) -> list[Any]:
    """Let ``work`` (with ``given`` and a pipe) report fewer than ``most`` times, kill it, and return what it
    said. It goes on for up to ``within_s`` after the last report waited for, so that it dies inside a change
    as often as between two.
    """
    mine, theirs = processes.Pipe(duplex=False)
    process = processes.Process(target=work, args=(*given, theirs))
    process.start()
    theirs.close()
    said = []
    for _ in range(rng.randrange(1, most)):
        assert mine.poll(DEADLINE_S), "no progress"
        said.append(mine.recv())
    mine.poll(rng.random() * within_s)
    process.kill()
    process.join()
    said += _rest(mine)
    mine.close()
    return said


def _rest(pipe: Any) -> list[Any]:
    said = []
    try:
        while pipe.poll(0):
            said.append(pipe.recv())
    except (EOFError, OSError):  # the last report was cut in the middle
        pass
    return said
