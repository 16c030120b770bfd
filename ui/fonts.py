"""The one typeface of the product, loaded from the resources so that every machine draws alike."""

from __future__ import annotations

from enum import IntEnum
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from station.errors import KnownError
from station.places import RESOURCES


class Size(IntEnum):
    """Type sizes in px."""

    SMALL = 12
    BODY = 14
    LEAD = 16
    TITLE = 18
    STEP = 24
    LIVE = 48
    VERDICT = 96


FAMILY = "Noto Sans SC"


@cache
def load_fonts() -> None:
    """Make the shipped fonts known to Qt; needs a running application.

    Raises:
        KnownError: RES-001 when a font file is missing or damaged.
    """
    for weight in ("Regular", "Bold"):
        path = RESOURCES / "fonts" / f"NotoSansSC-{weight}.ttf"
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise KnownError("RES-001", path=str(path))


def font(size: int, *, bold: bool = False) -> QFont:
    """The product's font in ``size`` px with digits of equal width."""
    result = QFont(FAMILY)
    result.setPixelSize(size)
    result.setBold(bold)
    result.setFeature(QFont.Tag("tnum"), 1)
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return result


def body_font() -> QFont:
    """The font of running text."""
    return font(Size.BODY)
