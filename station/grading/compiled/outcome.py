"""A result without its reasons."""

from __future__ import annotations

from dataclasses import dataclass

from station.model.verdict import Result

_GRADED = frozenset({Result.GRADE, Result.TIE, Result.BOUND})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a channel says of a unit: result and grades as in its verdict.

    ``options`` are the codes an itemised standard chose, question by question; None while one is open.
    ``may_fail`` as in the verdict: some grade is possible, and none at all, too.
    """

    channel: str
    result: Result
    grades: tuple[str, ...] = ()
    options: tuple[str | None, ...] = ()
    may_fail: bool = False

    @property
    def said(self) -> str:
        """The outcome as one word: its grades or options joined by ``|``, else the kind of result."""
        if self.result in _GRADED:
            return "|".join(self.grades)
        if self.result is Result.ITEMISED:
            return "|".join(option or "?" for option in self.options)
        return self.result.value
