"""What happened to the answers of an inspection: every line of it, for people to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

RawAnswer = Mapping[str, Any]
"""An answer as the record document states it."""


class Act(StrEnum):
    """What somebody did."""

    ANSWERED = "answered"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    CLEANED = "cleaned"
    OVERRIDDEN = "overridden"
    AMENDED = "amended"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act: which answer it left and which it gave (None: there was none), by whom (an id) and when (UTC).

    ``item`` is empty for what concerns the whole unit. ``says`` holds the person's words, for an override its
    code before them. Who withdrew an answer is not known of records of schema 1: then ``person`` is empty.
    """

    item: str
    old: RawAnswer | None
    new: RawAnswer | None
    person: str
    at: datetime
    act: Act
    says: str = ""


def lines_of(document: Mapping[str, Any]) -> tuple[HistoryLine, ...]:
    """Everything done to the answers of a record's document up to its sealing, oldest first."""
    return tuple(sorted(_lines(document), key=lambda line: line.at))


def _lines(document: Mapping[str, Any]) -> Iterator[HistoryLine]:
    yield from _of_answers(document["observations"])
    for one in document.get("cleanings", ()):
        yield HistoryLine("", None, None, one["person"], datetime.fromisoformat(one["at"]), Act.CLEANED)
    for one in document.get("overrides", ()):
        says, at = f"{one['what']}: {one['says']}", datetime.fromisoformat(one["at"])
        yield HistoryLine(one["item"], None, None, one["person"], at, Act.OVERRIDDEN, says)


def _of_answers(observations: Iterable[Mapping[str, Any]]) -> Iterator[HistoryLine]:
    given: dict[str, RawAnswer] = {}
    for one in observations:
        given[one["id"]] = one["answer"]
        old = given.get(one["replaces"] or "")
        at, says = datetime.fromisoformat(one["taken_at"]), one["source"]["reason"]
        yield HistoryLine(one["item"], old, one["answer"], one["person"], at, _act(one), says)
        if "withdrawn_at" in one:
            by, at = one.get("withdrawn_by") or "", datetime.fromisoformat(one["withdrawn_at"])
            yield HistoryLine(one["item"], one["answer"], old, by, at, Act.WITHDRAWN)


def _act(observation: Mapping[str, Any]) -> Act:
    if observation.get("amendment"):
        return Act.AMENDED
    return Act.CHANGED if observation["replaces"] else Act.ANSWERED
