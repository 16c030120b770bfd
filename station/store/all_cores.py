"""Work spread over all cores with threads, for work that lets go of the interpreter (hashing, signatures)."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_AHEAD_PER_CORE = 3


def in_order(work: Callable[[_Item], _Result], items: Iterable[_Item]) -> Iterator[_Result]:
    """The result of ``work`` for each item, in the order of the items.

    Items are taken only a few ahead of what was asked for, so that memory stays flat however many there are.
    """
    cores = os.cpu_count() or 1
    with ThreadPoolExecutor(cores, "verify") as pool:
        under_way: deque[Future[_Result]] = deque()
        for item in items:
            under_way.append(pool.submit(work, item))
            if len(under_way) > cores * _AHEAD_PER_CORE:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
