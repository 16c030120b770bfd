"""Goes on to the next page."""

from __future__ import annotations

from reportlab.platypus import Flowable, PageBreak

from station.reports.sheet import Sheet
from station.reports.template import Part


class Options(Part):
    """Nothing to choose."""


def flowables(_sheet: Sheet, _options: Options) -> list[Flowable]:
    """One page break."""
    return [PageBreak()]
