"""A value that can be chosen, with its words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """A value with its words; ``inner`` are finer choices under it."""

    value: str
    words: str
    inner: tuple[Choice, ...] = ()
