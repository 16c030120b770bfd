"""Cutting a clause into the parts that each say one thing."""

from __future__ import annotations

import re
from collections.abc import Callable

from station.standards.importing.amounts import amounts, normalised

_FIRM = re.compile(r"[;；。\n|]+|\.\s+(?=[A-Z一-鿿])")
_SOFT = re.compile(r"，|,(?!\d)")
_GOES_ON = re.compile(
    r"^\s*(?:each|every|per|and|or|none|每|且|并|单|长|宽|其中|均|总长|total|combined)", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]")


def segments(text: str, names_only: Callable[[str], bool]) -> list[str]:
    """The parts of ``text`` in order.

    A comma parts two demands, unless what follows goes on with the one before: more kinds of defect, or a
    size that says nothing of what it measures.
    """
    parts: list[str] = []
    for sentence in _FIRM.split(text):
        start = len(parts)
        for piece in _SOFT.split(sentence):
            if len(parts) > start and _continues(piece, names_only):
                parts[-1] = f"{parts[-1]}, {piece.strip()}"
            elif piece.strip():
                parts.append(piece.strip())
    return parts


def _continues(piece: str, names_only: Callable[[str], bool]) -> bool:
    return bool(_GOES_ON.match(piece)) or names_only(piece) or _only_amounts(piece)


def _only_amounts(piece: str) -> bool:
    left = normalised(piece)
    found = amounts(left)
    for amount in found:
        left = left[: amount.start] + " " * (amount.end - amount.start) + left[amount.end :]
    return bool(found) and not _LETTER.search(left)
