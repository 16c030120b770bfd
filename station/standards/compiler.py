"""From target channels to the checklist: what one unit is asked."""

from __future__ import annotations

from collections.abc import Sequence

from station.model.checklist import Checklist
from station.standards.library import internal_standard


def checklist(category: str, channels: Sequence[str] = ()) -> Checklist:
    """Every item of the category's internal standard, in working order.

    Raises:
        KnownError: STD-003 when the category has no internal standard.
    """
    standard = internal_standard(category)
    return Checklist(category, standard.version, tuple(channels), standard.items)
