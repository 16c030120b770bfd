"""Where the words that were asked for stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_OPERATOR = re.compile(r"[:<>=@]")


def sought(words: str) -> tuple[str, ...]:
    """The plain words of a query, longest first; what has an operator (``PB-02<80``) is no plain word."""
    plain = {one.casefold() for one in words.replace('"', " ").split() if not _OPERATOR.search(one)}
    return tuple(sorted(plain, key=lambda one: (-len(one), one)))


def matches(text: str, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Start and end of every place in ``text`` where one of ``words`` stands; places do not overlap."""
    if not words:
        return
    folded = text.casefold()
    if len(folded) != len(text):  # a letter that folds into two would shift every place behind it
        folded = text.lower()
    pattern = "|".join(re.escape(word) for word in words)
    for found in re.finditer(pattern, folded):
        yield found.span()
