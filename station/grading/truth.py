"""Four truth values: two that facts give, one for a fact not known, one for words that no fact can decide."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """The truth of a rule for one unit."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"
    """A fact is missing that could settle it."""
    VAGUE = "vague"
    """The wording leaves it open whatever is observed."""


def both(truths: Iterable[Truth]) -> Truth:
    """True when all are true; false as soon as one is false; else unknown before vague."""
    found = Truth.TRUE
    for truth in truths:
        if truth is Truth.FALSE:
            return truth
        if truth is Truth.UNKNOWN or found is Truth.TRUE:
            found = truth
    return found


def either(truths: Iterable[Truth]) -> Truth:
    """True as soon as one is true; false when all are false; else unknown before vague."""
    found = Truth.FALSE
    for truth in truths:
        if truth is Truth.TRUE:
            return truth
        if truth is Truth.UNKNOWN or found is Truth.FALSE:
            found = truth
    return found


def opposite(truth: Truth) -> Truth:
    """True and false change places; not knowing and vagueness stay."""
    if truth is Truth.TRUE:
        return Truth.FALSE
    return Truth.TRUE if truth is Truth.FALSE else truth
