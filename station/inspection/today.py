"""Today's verdicts beside those that were sealed: the same facts, by the versions in force today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from station.errors import KnownError
from station.grading.evaluate import evaluate
from station.inspection.stored_facts import facts_of
from station.model.record import Record
from station.model.verdict import Verdict
from station.model.verdict_json import verdict_from_json, verdict_to_json
from station.standards.library import Library


@dataclass(frozen=True, slots=True)
class VerdictToday:
    """What a record states for a channel, and what the channel's standard in force says of the same facts.

    ``today`` is None where the channel has no standard in force any more.
    """

    sealed: Verdict
    today: Verdict | None

    @property
    def differs(self) -> bool:
        """Whether today's result is another one."""
        return self.today is not None and _result(self.today) != _result(self.sealed)


def verdicts_today(record: Record, library: Library) -> tuple[VerdictToday, ...]:
    """One for each verdict of the record, in its order. The record stays as it is."""
    sealed = [verdict_from_json(raw) for raw in record.document["verdicts"]]
    return tuple(VerdictToday(one, _today(one.channel, record, library)) for one in sealed)


def today_document(one: VerdictToday) -> dict[str, Any]:
    """Today's verdict as JSON, with the version that was sealed; without a standard in force no result."""
    beside = {"channel": one.sealed.channel, "sealed_version": one.sealed.version}
    if one.today is None:
        return {**beside, "version": None, "result": None, "differs": None}
    return {**verdict_to_json(one.today), **beside, "differs": one.differs}


def _today(channel: str, record: Record, library: Library) -> Verdict | None:
    try:
        standard = library.channel_standard(channel)
        internal = library.internal_standard(standard.category)
    except KnownError:
        return None
    return evaluate(standard, facts_of(record, internal), _times(record.document))


def _times(document: Mapping[str, Any]) -> dict[str, datetime]:
    current = (one for one in document["observations"] if one["current"])
    return {one["item"]: datetime.fromisoformat(one["taken_at"]) for one in current}


def _result(verdict: Verdict) -> tuple[object, ...]:
    options = tuple((one.clause, one.option) for one in (*verdict.options, *verdict.attributes))
    return (verdict.result, verdict.grades, verdict.gate, options)
