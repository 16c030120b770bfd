"""Callbacks of lanes that outlive the screen they were meant for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from shiboken6 import Shiboken

T = TypeVar("T")


def while_alive(owner: QObject, callback: Callable[[T], None]) -> Callable[[T], None]:
    """``callback``, dropped once ``owner`` is gone; a lane knows that by itself for bound methods only."""

    def call(value: T) -> None:
        if Shiboken.isValid(owner):
            callback(value)

    return call
