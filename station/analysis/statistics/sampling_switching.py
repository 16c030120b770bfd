"""Switching rules of ISO 2859-1 between normal and tightened inspection, up to discontinuing it.

Reduced inspection is not entered: its tables are not available here. Five lots not accepted on tightened
inspection discontinue; one secondary source says ten.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from station.analysis.statistics.refusal import cannot

WATCHED = 5
TO_TIGHTENED = 2
TO_NORMAL = 5
TO_DISCONTINUED = 5


class Stage(StrEnum):
    """Which inspection the next lot gets."""

    NORMAL = "normal"
    TIGHTENED = "tightened"
    DISCONTINUED = "discontinued"


@dataclass(frozen=True)
class Switching:
    """Where a supplier (or an inspector under audit) stands.

    ``recent`` are lots since the last switch, newest last and five at most; ``not_accepted`` counts those not
    accepted since tightened inspection began.
    """

    stage: Stage = Stage.NORMAL
    recent: tuple[bool, ...] = ()
    not_accepted: int = 0

    def after(self, accepted: bool) -> Switching:
        """The state after the original inspection of one more lot.

        Raises:
            KnownError: ANA-002 while inspection is discontinued.
        """
        recent = (*self.recent, accepted)[-WATCHED:]
        match self.stage:
            case Stage.NORMAL:
                return self._on_normal(recent)
            case Stage.TIGHTENED:
                return self._on_tightened(recent, self.not_accepted + (not accepted))
            case Stage.DISCONTINUED:
                raise cannot("discontinued")

    def _on_normal(self, recent: tuple[bool, ...]) -> Switching:
        if recent.count(False) >= TO_TIGHTENED:
            return Switching(Stage.TIGHTENED)
        return replace(self, recent=recent)

    def _on_tightened(self, recent: tuple[bool, ...], not_accepted: int) -> Switching:
        if not_accepted >= TO_DISCONTINUED:
            return Switching(Stage.DISCONTINUED)
        if len(recent) >= TO_NORMAL and all(recent[-TO_NORMAL:]):
            return Switching()
        return replace(self, recent=recent, not_accepted=not_accepted)

    def resumed(self) -> Switching:
        """Tightened inspection again, once the supplier has improved and the responsible person allows it."""
        return Switching(Stage.TIGHTENED) if self.stage is Stage.DISCONTINUED else self


def after_all(lots: Iterable[bool], start: Switching | None = None) -> list[Switching]:
    """The state after each lot; after discontinuing nothing follows (ANA-002)."""
    states, state = [], start or Switching()
    for accepted in lots:
        state = state.after(accepted)
        states.append(state)
    return states
