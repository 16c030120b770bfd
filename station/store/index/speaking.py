"""What later entries say about earlier records: amended, voided, countersigned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from station.model.event import RECORD_KINDS, EventKind
from station.model.standing import Countersign, Standing
from station.store.index.lines import Line

SPEAKS = frozenset(
    {*(kind.value for kind in RECORD_KINDS), EventKind.RECORD_VOIDED, EventKind.RECORD_COUNTERSIGNED}
)
"""Kinds of entries that say something about records."""


def speaks_of(kind: str, body: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], dict[str, str]]]:
    """The act, which names a record by id and hash, with the columns that it changes.

    Raises:
        KeyError, ValueError: the body is not what its kind says.
    """
    if kind in RECORD_KINDS:
        if amends := body.get("amends"):
            yield amends, {"standing": Standing.AMENDED, "amended_by": str(body["record"])}
    elif kind == EventKind.RECORD_VOIDED:
        yield body, {"standing": Standing.VOIDED}
    elif kind == EventKind.RECORD_COUNTERSIGNED:
        yield body, {"countersign": Countersign(body["decision"])}


def changed(line: Line, changes: Mapping[str, str]) -> Line:
    """The line with what was said about it; what is voided stays voided."""
    voided = line.standing == Standing.VOIDED
    return line._replace(
        standing=line.standing if voided else changes.get("standing", line.standing),
        countersign=changes.get("countersign", line.countersign),
        amended_by=changes.get("amended_by", line.amended_by),
    )
