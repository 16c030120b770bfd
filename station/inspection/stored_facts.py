"""The facts that sealed records state, as a replay looks at them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from station.errors import KnownError
from station.grading.replay import StoredFacts
from station.model.answer import Answer
from station.model.checklist import CheckItem, InternalStandard
from station.model.facts_json import answer_from_json
from station.model.record import Record
from station.model.verdict import Verdict
from station.model.verdict_json import verdict_from_json
from station.store.database import Store
from station.store.records import RecordBook


def stored_facts(
    store: Store,
    internal: InternalStandard,
    channel: str,
    since: date | None = None,
    until: date | None = None,
) -> Iterator[StoredFacts]:
    """The facts of every sealed record of the category, oldest first, with its verdict for ``channel``.

    ``since`` and ``until`` are days where this station stands, both included.
    """
    for record in RecordBook(store).sealed(since, until):
        if record.document["internal_standard"]["category"] == internal.category:
            facts, unreadable = _read(record, internal)
            verdict = _verdict(record.document, channel)
            yield StoredFacts(record.id, record.sealed_at, facts, verdict, unreadable)


def facts_of(record: Record, internal: InternalStandard) -> dict[str, Answer]:
    """The answers that counted when the record was sealed.

    An answer that today's internal standard no longer knows (the item or the option is gone) tells a rule of
    today nothing, and stays unknown; :func:`stored_facts` names those.
    """
    return _read(record, internal)[0]


def _read(record: Record, internal: InternalStandard) -> tuple[dict[str, Answer], tuple[str, ...]]:
    """The answers that can be read today, and the items of those that cannot."""
    facts: dict[str, Answer] = {}
    unreadable: list[str] = []
    for one in record.document["observations"]:
        if one["current"]:
            answer = _answer(one["answer"], internal.item(one["item"]))
            if answer is None:
                unreadable.append(one["item"])
            else:
                facts[one["item"]] = answer
    return facts, tuple(unreadable)


def _answer(stored: Mapping[str, Any], item: CheckItem | None) -> Answer | None:
    try:
        return answer_from_json(stored, item) if item else None
    except KnownError:
        return None


def _verdict(document: Mapping[str, Any], channel: str) -> Verdict | None:
    found = (one for one in document["verdicts"] if one["channel"] == channel)
    return next((verdict_from_json(one) for one in found), None)
