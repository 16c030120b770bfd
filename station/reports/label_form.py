"""What a label printer takes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

DotsPerMm = Literal[6, 8, 12, 24]
DOTS_OF_DPI: dict[int, DotsPerMm] = {152: 6, 203: 8, 300: 12, 600: 24}
"""Dots per millimetre by what is printed on the printer; 12 per mm is sold as 300 dpi."""


class Language(StrEnum):
    """In what a label is sent."""

    ZPL = "zpl"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class LabelForm:
    """A language, and for ZPL II the dots of the printer's head per mm. Templates know millimetres only."""

    language: Language = Language.ZPL
    dots_per_mm: DotsPerMm = 8
