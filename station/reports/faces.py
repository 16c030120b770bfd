"""The two faces of Noto Sans SC and what they can print."""

from __future__ import annotations

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


def covered(text: str) -> str:
    """``text`` with every character that a face would draw blank as its code point: ``[U+1F600]``.

    A sealed record must always print, and nothing in it may vanish silently.
    """
    if text.isascii() or _drawn().issuperset(text):
        return text
    return "".join(one if one in _drawn() else f"[U+{ord(one):04X}]" for one in text)


def uncovered(text: str) -> str:
    """The characters of ``text`` that a face would draw blank, each once."""
    if text.isascii():
        return ""
    return "".join(dict.fromkeys(one for one in text if one.isprintable() and one not in _drawn()))


@cache
def _drawn() -> frozenset[str]:
    """The characters of which both faces have a glyph, and the line's end."""
    regular, bold = (face(name).face.charToGlyph for name in (REGULAR, BOLD))
    return frozenset(map(chr, regular.keys() & bold.keys())) | {"\n"}
