"""The two faces of Noto Sans SC and what they can print."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from station.errors import KnownError
from station.places import RESOURCES

REGULAR = "NotoSansSC-Regular"
BOLD = "NotoSansSC-Bold"

FONT_FOLDER = RESOURCES / "fonts"


@cache
def face(name: str) -> TTFont:
    """The face, loaded once per process (about 0.1 s for 10 MB) and registered for drawing.

    Raises:
        KnownError: RES-001 when the font file is missing or broken.
    """
    path = FONT_FOLDER / f"{name}.ttf"
    try:
        found = TTFont(name, str(path), asciiReadable=0)
    except (OSError, TTFError) as error:
        raise KnownError("RES-001", path=str(path)) from error
    pdfmetrics.registerFont(found)
    return found


def missing_glyphs(name: str, characters: Iterable[str]) -> list[str]:
    """Characters the face would draw blank, in code order."""
    known = face(name).face.charToGlyph
    return sorted(one for one in set(characters) if ord(one) not in known)
