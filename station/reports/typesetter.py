"""Breaking text into lines, in Chinese, English and mixtures of both.

reportlab breaks either at spaces or between any two characters; a report needs both at once and must not
begin a line with a closing mark. Every text that is printed passes through here, so this is also where
characters are replaced that the faces lack.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from station.reports.faces import BOLD, REGULAR, covered, face

_NOT_FIRST = "，。；：！？、）》」』】”’％…·,.;:!?)]}%"
_NOT_LAST = "（《「『【“‘([{"
_WIDE = "\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_ATOM = re.compile(
    rf"[{re.escape(_NOT_LAST)}]*(?:[{_WIDE}]|[^ {_WIDE}]+?(?=[ {_WIDE}]|$))[{re.escape(_NOT_FIRST)}]*| "
)
_HAS_WIDE = re.compile(f"[{_WIDE}]")
_AS_WIDE_AS_AN_IDEOGRAPH = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "…": "..."})
"""Marks that the faces draw a whole ideograph wide, and what stands for them among Latin letters."""
_TIED = re.compile(r"(?<=[0-9]) (?=(?:mm|cm|g|%|GB|V|mA|d)\b|%)|(?<=[<>≤≥×±]) | (?=[×±])")
"""Spaces inside quantities: a number stays with its unit and a sign with its number."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: face, size and line distance in points, colour as ``#rrggbb``."""

    size: float
    colour: str
    bold: bool = False
    leading: float = 0

    @property
    def face(self) -> str:
        """Name of the face."""
        return BOLD if self.bold else REGULAR

    @property
    def line(self) -> float:
        """Distance between baselines in points."""
        return self.leading or self.size * 1.45


@dataclass(slots=True)
class Typesetter:
    """Sets the texts of one document."""

    def width(self, text: str, style: Style) -> float:
        """Width of ``text`` on one line, in points."""
        return float(face(style.face).stringWidth(text, style.size))

    def lines(self, text: str, style: Style, width: float) -> list[str]:
        """``text`` in lines no wider than ``width`` points; a word wider than that is cut."""
        tied = _TIED.sub("\u00a0", printable(text))
        return [line for part in tied.split("\n") for line in self._wrap(part, style, width)]

    def widest_word(self, text: str, style: Style) -> float:
        """Width in points that the longest part of ``text`` needs which no line end may divide."""
        tied = _TIED.sub("\u00a0", printable(text))
        return max((self.width(atom, style) for atom in _ATOM.findall(tied)), default=0.0)

    def shrunk(self, text: str, style: Style, width: float, least: float) -> Style:
        """``style``, smaller where ``text`` is wider than ``width`` points, but no smaller than ``least``."""
        needed = self.width(printable(text), style)
        return (
            style if needed <= width else replace(style, size=max(least, style.size * width / needed * 0.99))
        )

    def fitted(self, text: str, style: Style, width: float) -> str:
        """``text`` on one line, cut with an ellipsis where it is wider than ``width`` points."""
        text = printable(text).replace("\n", " ")
        if self.width(text, style) <= width:
            return text
        cut = "…" if _HAS_WIDE.search(text) else "..."
        while text and self.width(text + cut, style) > width:
            text = text[:-1]
        return text + cut

    def _wrap(self, text: str, style: Style, width: float) -> Iterator[str]:
        if self.width(text, style) <= width:
            yield text
            return
        line = ""
        for atom in self._atoms(text, style, width):
            if line and self.width((line + atom).rstrip(), style) > width:
                yield line.rstrip()
                line = atom.lstrip()
            else:
                line += atom
        yield line.rstrip()

    def _atoms(self, text: str, style: Style, width: float) -> Iterator[str]:
        for atom in _ATOM.findall(text):
            while self.width(atom, style) > width and len(atom) > 1:
                head = self._head(atom, style, width)
                yield head
                atom = atom[len(head) :]
            yield atom

    def _head(self, word: str, style: Style, width: float) -> str:
        fits = max(1, int(len(word) * width / self.width(word, style)))
        while fits > 1 and self.width(word[:fits], style) > width:
            fits -= 1
        return word[:fits]


def printable(text: str) -> str:
    """``text`` as it can be printed.

    Composed (NFC), tabs as spaces, without control and format characters or variation selectors; a character
    that the faces lack as its code point.
    """
    composed = unicodedata.normalize("NFC", text).replace("\t", " ")
    if not (composed.isascii() or _HAS_WIDE.search(composed)):
        composed = composed.translate(_AS_WIDE_AS_AN_IDEOGRAPH)
    return covered("".join(one for one in composed if one == "\n" or not _is_silent(one)))


@lru_cache(4096)
def _is_silent(one: str) -> bool:
    return unicodedata.category(one) in {"Cc", "Cf"} or unicodedata.name(one, "").startswith("VARIATION SEL")
