"""Facts to try a rule on: a sealed record's, or those of a facts file."""

from __future__ import annotations

import json
from pathlib import Path

from station.errors import KnownError
from station.model.answer import Answer
from station.model.checklist import InternalStandard
from station.model.facts_json import answer_from_json, facts_from_json
from station.standards.library import Library
from station.store.records import RecordBook


def read_record(records: RecordBook, record_id: str, library: Library) -> dict[str, Answer]:
    """The answers a sealed record stands on, read by the internal standard in force in ``library``.

    Raises:
        KnownError: STO-007 no such record, STD-003 its category has no internal standard, FACT-001 an
            answer that cannot be read.
    """
    document = records.get(record_id).document
    internal = library.internal_standard(document["unit"]["category"])
    current = ((one["item"], one["answer"]) for one in document["observations"] if one["current"])
    known = ((internal.item(item), answer) for item, answer in current)
    return {item.id: answer_from_json(answer, item) for item, answer in known if item is not None}


def read_facts(file: Path, internal: InternalStandard) -> dict[str, Answer]:
    """The answers of a facts file.

    Raises:
        KnownError: FACT-001 it cannot be read, is not JSON, or holds an answer that does not fit.
    """
    try:
        document = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise KnownError("FACT-001", where=str(file), why=str(error)) from error
    return facts_from_json(document, internal)
