"""What the status line says about the station itself."""

from __future__ import annotations

from ui.context import Keep
from ui.widgets.status_line import StationFacts

_CATEGORY = "smartphone"


def station_facts(keep: Keep) -> StationFacts:
    """Internal standard in force and number of sealed records; runs on the database lane."""
    from station.standards.library import home_library

    standard = home_library(keep.store.home).internal_standard(_CATEGORY)
    return StationFacts(standard.title, standard.version, keep.records.count())
