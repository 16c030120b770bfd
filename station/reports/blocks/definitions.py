"""What the figures of an analysis mean and how they are counted."""

from __future__ import annotations

from reportlab.platypus import Flowable

from station.model.analysis_page import AnalysisPages
from station.reports.charts.page import definitions_of
from station.reports.charts.words import Words
from station.reports.part import Part
from station.reports.sheet import Sheet

NEEDS = AnalysisPages


class Options(Part):
    """Nothing to choose."""


def flowables(sheet: Sheet, _options: Options) -> list[Flowable]:
    """Each definition once, in the order in which the pages name them."""
    named = {one.title: one for page in sheet.of(AnalysisPages).pages for one in page.definitions}
    return definitions_of(tuple(named.values()), sheet.setter, Words(sheet.lang))
