"""The pinned PySide6 survives what 6.12.0 does not on Python 3.11: tens of thousands of emissions.

That release drops a reference to ``True`` with every signal and to ``None`` with every void call, and aborts
after some 600; this stands guard over the version pin in pyproject.toml.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal

EMISSIONS = 50_000
SLACK = 1_000
"""References that unrelated code may take or drop meanwhile; a leak would take one per emission."""


class Bell(QObject):
    """Something that rings."""

    rung = Signal(bool)


def test_tens_of_thousands_of_signals_keep_the_references_of_true_and_none() -> None:
    bell, heard = Bell(), [0]

    def listen(on: bool) -> None:
        heard[0] += on

    bell.rung.connect(listen)
    before = sys.getrefcount(True), sys.getrefcount(None)
    for _ in range(EMISSIONS):
        bell.rung.emit(True)
        bell.setObjectName("bell")
    after = sys.getrefcount(True), sys.getrefcount(None)
    assert heard[0] == EMISSIONS
    assert all(abs(now - then) < SLACK for now, then in zip(after, before, strict=True))
