"""A text of the template's own, with the record's fields in it."""

from __future__ import annotations

from typing import Literal

from reportlab.platypus import Flowable, Spacer

from station.reports.drawing import prose
from station.reports.part import Part, Words
from station.reports.sheet import BODY, BODY_BOLD, MM, SMALL, Sheet

_STYLES = {"body": BODY, "strong": BODY_BOLD, "small": SMALL}

NEEDS = object
"""Any content will do."""


class Options(Part):
    """``text`` to print and how."""

    text: Words
    style: Literal["body", "strong", "small"] = "body"


def flowables(sheet: Sheet, options: Options) -> list[Flowable]:
    """The text; nothing when it comes out empty."""
    words = sheet.words(options.text, "text")
    return [Spacer(0, 2 * MM), prose(sheet, words, _STYLES[options.style])] if words.strip() else []
