"""Terms of the full text: what is written for a record, and what is asked for a word.

Words in Latin letters and digits are written with everything they begin with, so that a beginning is found by
looking up one term. Chinese is written as single characters and pairs, because it has no spaces: a word of
two characters is one pair, a longer one all its pairs. Facts are terms of the form ``name=value``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LONGEST = 24
"""Characters of a word that count."""

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_PIECE = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")
_NOT_SAFE = re.compile(r"[^\w.@+-]+")
_IS_CJK = re.compile(rf"[{_CJK}]")


def folded(text: str) -> str:
    """Text as compared: full-width letters as plain ones, case set aside."""
    return unicodedata.normalize("NFKC", text).casefold()


@lru_cache(maxsize=32768)
def fact(name: str, value: str) -> str:
    """The term that says that ``name`` is ``value``."""
    return f"{safe(name)}={safe(value)}"


@lru_cache(maxsize=16384)
def safe(text: str) -> str:
    """What the tokenizer keeps in one piece."""
    return _NOT_SAFE.sub("_", folded(text.strip()))


def pieces(text: str) -> list[str]:
    """The words of a text: runs of Latin letters and digits, and runs of Chinese."""
    return [piece[:LONGEST] for piece in _PIECE.findall(folded(text))]


def is_chinese(piece: str) -> bool:
    """Whether a piece is a run of Chinese."""
    return bool(_IS_CJK.match(piece))


@lru_cache(maxsize=16384)
def written(text: str) -> frozenset[str]:
    """Every term under which a text is found."""
    return frozenset(_written(text))


def _written(text: str) -> Iterator[str]:
    for piece in _PIECE.findall(folded(text)):
        yield from _pairs(piece) if is_chinese(piece) else _beginnings(piece[:LONGEST])


def asked(piece: str) -> tuple[str, ...]:
    """The terms that a record must all have to hold a piece."""
    if not is_chinese(piece) or len(piece) == 1:
        return (piece,)
    return tuple(dict.fromkeys(piece[at : at + 2] for at in range(len(piece) - 1)))


def names(name: str, text: str) -> Iterator[str]:
    """Facts under which a name is found by how it begins."""
    whole = safe(text)[:LONGEST]
    return (f"{name}={whole[:length]}" for length in range(1, len(whole) + 1))


def _beginnings(word: str) -> Iterator[str]:
    return (word[:length] for length in range(1, len(word) + 1))


def _pairs(run: str) -> Iterator[str]:
    yield from run
    yield from (run[at : at + 2] for at in range(len(run) - 1))
