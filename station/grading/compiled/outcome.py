"""A result without its reasons, and how it is drawn from the truth of groups of demands."""

from __future__ import annotations

from dataclasses import dataclass

from station.model.verdict import Result


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a channel says of a unit: result and grades as in its verdict.

    ``options`` are the codes an itemised standard chose, question by question; None while one is open.
    """

    channel: str
    result: Result
    grades: tuple[str, ...] = ()
    options: tuple[str | None, ...] = ()
