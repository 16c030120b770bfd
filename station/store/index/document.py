"""The parts of a record document that the index reads; everything else is passed over unread."""

from __future__ import annotations

from functools import cache
from typing import Any, TypedDict

import msgspec

from station.model.event import RECORD_KINDS

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


def read_document(kind: str, body: bytes) -> Any:
    """What the index reads of the body of an entry of this kind.

    Raises:
        ValueError: it holds no such parts.
    """
    try:
        return _decoder(kind in RECORD_KINDS).decode(body)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError(kind) from error


@cache
def _decoder(is_record: bool) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(RecordDocument if is_record else Any)
