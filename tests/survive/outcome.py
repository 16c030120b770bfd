"""What came of one run of one fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Outcome:
    """``losses`` must be empty. ``struck`` says that the fault hit inside an action (or did some harm);
    ``told`` is the code by which the station told of it, if it had to."""

    losses: tuple[str, ...] = ()
    struck: bool = True
    told: str = ""


Runs = Callable[[Path, int, int], Iterator[Outcome]]
"""Runs of one fault: an empty folder to work in, the seed, and how many."""


@dataclass(frozen=True)
class Fault:
    """One fault with how often it is run in the gate and with full counts."""

    name: str
    runs: Runs
    gate: int
    full: int
