"""Counting syncs for certain, by looking at every system call. Linux only: elsewhere None."""

from __future__ import annotations

import platform
from collections.abc import Callable

from tests.tracing import Call, marked, trace

_SYNCS = {"x86_64": {26, 74, 75, 162, 277, 306}, "aarch64": {227, 82, 83, 81, 84, 267}}
"""msync, fsync, fdatasync, sync, sync_file_range, syncfs."""


def count_syncs(work: Callable[[Callable[[], None]], None]) -> int | None:
    """How many sync calls ``work`` makes between its two calls of the function it is given.

    The work runs in a forked child. None where the platform cannot tell or tracing is forbidden.
    """
    syncs, counting, count = _SYNCS.get(platform.machine(), set()), False, 0

    def look(call: Call) -> None:
        nonlocal counting, count
        if call.result is None:
            counting ^= marked(call) is not None
            count += counting and call.number in syncs

    return count if trace(lambda mark: work(lambda: mark(0)), look) else None
