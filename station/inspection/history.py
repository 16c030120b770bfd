"""The history of the answers of a record, or of an inspection still in work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from station.inspection.document import observation_to_json, override_to_json
from station.model.answer_history import HistoryLine, lines_of
from station.model.inspection import Inspection
from station.model.record import Record


def history_of(
    told: Record | Inspection, cleanings: Sequence[Mapping[str, Any]] = ()
) -> tuple[HistoryLine, ...]:
    """Everything done to a record's answers up to its sealing, or to an inspection in work, oldest first.

    ``cleanings`` are those of an inspection in work; a record states its own.
    """
    if isinstance(told, Record):
        return lines_of(told.document)
    observations = [observation_to_json(one, True) for one in told.history]
    overrides = [override_to_json(one) for one in told.overrides]
    return lines_of({"observations": observations, "overrides": overrides, "cleanings": cleanings})
