"""Threads of evidence's own: an object store that hangs must not keep ledgers waiting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

_THREADS = 24
_lane: RunVar[CapacityLimiter] = RunVar("evidence")

_P = ParamSpec("_P")
_Answer = TypeVar("_Answer")


async def beside(work: Callable[_P, _Answer], *args: _P.args, **kwargs: _P.kwargs) -> _Answer:
    """What ``work`` gives, from one of these threads."""
    lane = _lane.get(None)
    if lane is None:
        lane = CapacityLimiter(_THREADS)
        _lane.set(lane)
    return await to_thread.run_sync(partial(work, *args, **kwargs), limiter=lane)
