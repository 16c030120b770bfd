"""What is analysed: a period of business days, and whatever narrows it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Scope:
    """Which records count. Empty narrows nothing; days are business days, both included.

    ``channel``: units that were judged for that channel. ``person`` is an id, ``model`` brand and name as in
    the catalogue, ``station`` a station's id (one home holds the records of one station).
    """

    since: date | None = None
    until: date | None = None
    category: str = ""
    channel: str = ""
    shift: str = ""
    person: str = ""
    model: str = ""
    station: str = ""

    @property
    def is_held(self) -> bool:
        """Whether the rollups hold it; anything else is counted record by record."""
        return not self.model

    def as_json(self) -> dict[str, str]:
        """What narrows it, for a drill key or a saved view."""
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: _text(value) for name, value in said.items() if value}


def scope_from(document: dict[str, Any]) -> Scope:
    """The scope that :meth:`Scope.as_json` wrote.

    Raises:
        ValueError, TypeError: it did not.
    """
    days = [date.fromisoformat(document[one]) if document.get(one) else None for one in ("since", "until")]
    rest = {name: str(value) for name, value in document.items() if name not in ("since", "until")}
    return Scope(days[0], days[1], **rest)


def _text(value: date | str) -> str:
    return value.isoformat() if isinstance(value, date) else value
