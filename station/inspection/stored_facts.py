"""The facts that sealed records state, as a replay looks at them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from station.errors import KnownError
from station.grading.replay import StoredFacts
from station.model.answer import Answer
from station.model.checklist import InternalStandard
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
            yield StoredFacts(
                record.id, record.sealed_at, facts_of(record, internal), _verdict(record.document, channel)
            )


def facts_of(record: Record, internal: InternalStandard) -> dict[str, Answer]:
    """The answers that counted when the record was sealed.

    An answer that today's internal standard no longer knows (the item or the option is gone) tells a rule of
    today nothing, and stays unknown.
    """
    facts: dict[str, Answer] = {}
    for one in record.document["observations"]:
        item = internal.item(one["item"])
        if one["current"] and item is not None:
            try:
                facts[item.id] = answer_from_json(one["answer"], item)
            except KnownError:
                continue
    return facts


def _verdict(document: Mapping[str, Any], channel: str) -> Verdict | None:
    found = (one for one in document["verdicts"] if one["channel"] == channel)
    return next((verdict_from_json(one) for one in found), None)
