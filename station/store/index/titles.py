"""What options, zones and kinds of defect are called, so that their names find the records that have them.

Records state stable values; names belong to the internal standards and may be reworded. So names are looked
up when something is asked, and an index made again years later is still the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from station.model.defect import DefectKind
from station.places import Home
from station.store.index.terms import fact, folded, is_chinese, pieces
from station.texts import Lang, text

if TYPE_CHECKING:
    from station.model.checklist import InternalStandard, Title
    from station.standards.library import Library

_LEAST_LATIN = 2
"""A single letter begins too many names to mean one."""


class Titles:
    """The names in the internal standards of a library, and the terms they stand for."""

    def __init__(self, standards: Iterable[InternalStandard]) -> None:
        kept = tuple(standards)
        self._named = tuple(dict.fromkeys(entry for standard in kept for entry in _named(standard)))
        self._units = {folded(item.id): item.unit for standard in kept for item in standard.items}

    @lru_cache(maxsize=256)  # noqa: B019  # one object per library, which lives as long as the program
    def terms(self, piece: str) -> tuple[str, ...]:
        """The terms of what has a name that holds a Chinese word, or a word beginning with a Latin one."""
        part = piece if is_chinese(piece) else f" {piece}"
        if not is_chinese(piece) and len(piece) < _LEAST_LATIN:
            return ()
        return tuple(dict.fromkeys(term for name, term in self._named if part in name))

    def unit(self, item: str) -> str | None:
        """The unit in which an item is recorded; None where it has none or is not known."""
        return self._units.get(folded(item))

    def defect_kinds(self, name: str) -> tuple[str, ...]:
        """Kinds of defect by their value or what they are called."""
        asked = folded(name)
        kinds = [kind.value for kind in DefectKind]
        if asked in kinds:
            return (asked,)
        return tuple(kind for kind in kinds if any(asked in folded(_kind(lang, kind)) for lang in Lang))


def titles_of(home: Home) -> Titles:
    """The names that count in this home today."""
    from station.standards.library import home_library

    return _titles(home_library(home))


@lru_cache(maxsize=2)
def _titles(library: Library) -> Titles:
    return Titles(library.internal_standard(category) for category in library.internal_categories())


def _named(standard: InternalStandard) -> Iterator[tuple[str, str]]:
    for item in standard.items:
        for option in item.options:
            yield from _both(option.title, fact(item.id, option.value))
    for zone in standard.zones:
        yield from _both(zone.title, fact("defect", f"@{zone.id}"))
    for kind in DefectKind:
        for lang in Lang:
            yield _name(_kind(lang, kind)), fact("defect", kind)


def _both(title: Title, term: str) -> Iterator[tuple[str, str]]:
    yield _name(title.zh), term
    yield _name(title.en), term


def _name(title: str) -> str:
    """A name whose every word follows a space; runs of Chinese stay whole."""
    return " " + " ".join(pieces(title))


def _kind(lang: Lang, kind: str) -> str:
    return text(lang, f"steps.kind.{kind}")
