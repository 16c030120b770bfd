"""Why no figure is given, as a known error in the reader's language."""

from __future__ import annotations

import math
from collections.abc import Sequence

from station.errors import KnownError
from station.texts import Phrase


def cannot(reason: str, /, **values: object) -> KnownError:
    """ANA-002 for ``reason``, a key of the texts under ``statistics.cannot``."""
    return KnownError("ANA-002", why=Phrase(f"statistics.cannot.{reason}", values))


def need(count: int, at_least: int) -> None:
    """Refuse (ANA-002) fewer than ``at_least`` values."""
    if count < at_least:
        raise cannot("too_few", count=count, at_least=at_least)


def need_finite(values: Sequence[float | None]) -> None:
    """Refuse (ANA-002) NaN and infinity; a missing value (None) is allowed."""
    for place, value in enumerate(values, 1):
        if value is not None and not math.isfinite(value):
            raise cannot("not_finite", place=place)
