"""The standing of a record and its second signature: which state, which shape, which words."""

from __future__ import annotations

from dataclasses import dataclass

from station.store.index.query import RecordSummary
from ui.i18n import Translator
from ui.theme import State

Look = tuple[State, str]

STANDING: dict[str, Look] = {
    "current": (State.OK, "check"),
    "amended": (State.ATTENTION, "git-compare"),
    "voided": (State.BAD, "x"),
}
COUNTERSIGN: dict[str, Look] = {
    "awaited": (State.ATTENTION, "clock"),
    "agreed": (State.OK, "badge-check"),
    "refused": (State.BAD, "x"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One state as shown: colour, shape and word."""

    state: State
    icon: str
    word: str


def marks_of(record: RecordSummary, words: Translator) -> tuple[Mark, ...]:
    """What a reader must know of a record at a glance, the most important first."""
    return marks(record.standing.value, record.countersign.value, record.practice, words)


def marks(standing: str, countersign: str, practice: bool, words: Translator) -> tuple[Mark, ...]:
    """The marks of a standing, a countersign state and whether it is only practice."""
    found = [Mark(*STANDING[standing], words.tr(f"records.standing.{standing}"))]
    if countersign in COUNTERSIGN:
        found.append(Mark(*COUNTERSIGN[countersign], words.tr(f"records.countersign.{countersign}")))
    if practice:
        found.append(Mark(State.UNKNOWN, "wrench", words.tr("records.practice")))
    return tuple(found)
