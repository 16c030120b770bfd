"""The parts of a record document that the index reads; everything else is passed over unread."""

from __future__ import annotations

from typing import Any, TypedDict

LINE_PARTS = ("record", "practice", "unit", "inspector", "verdicts", "countersign", "amends")
"""Parts of which the line of a record is made."""


class GivenVerdict(TypedDict, total=False):
    """What a channel said of a record."""

    channel: Any
    result: Any
    grades: Any


class Observed(TypedDict, total=False):
    """One observation of a record."""

    item: Any
    answer: Any
    current: Any
    source: Any


class RecordDocument(TypedDict, total=False):
    """A record document."""

    record: Any
    practice: Any
    unit: Any
    inspector: Any
    verdicts: list[GivenVerdict]
    countersign: Any
    amends: Any
    overrides: Any
    observations: list[Observed]
