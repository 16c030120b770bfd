"""The trade words that channels use, from ``resources/standards/aliases.toml``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from station.model.defect import DefectKind
from station.model.observation import Method
from station.places import RESOURCES
from station.standards.toml_file import check_document, read_document

_BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A surface as channels call it, and the zones that stand for it."""

    words: tuple[str, ...]
    zones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CategoryWords:
    """Words for one product category: its surfaces, check items and options (``item.option``)."""

    places: Mapping[str, Place] = field(default_factory=dict)
    items: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All trade words. ``unknown`` words are answers nobody gave, ``good`` ones say an item is sound,
    ``vague`` ones have no measure."""

    schema: Literal[1]
    unknown: tuple[str, ...]
    good: tuple[str, ...]
    vague: tuple[str, ...]
    kinds: Mapping[DefectKind, tuple[str, ...]]
    methods: Mapping[Method, tuple[str, ...]]
    categories: Mapping[str, CategoryWords]

    def words_of(self, category: str) -> CategoryWords:
        """The words of one category; empty where nobody has collected any."""
        return self.categories.get(category, CategoryWords())

    def is_unknown(self, text: str) -> bool:
        """Whether the text says that nobody knows: such a word is never an option."""
        return plain(text) in {plain(word) for word in self.unknown}

    def is_good(self, text: str) -> bool:
        """Whether the text says that an item is as on a sound unit."""
        return plain(text) in {plain(word) for word in self.good}


def plain(text: str) -> str:
    """The text as words are compared: full-width signs made plain, without case, blanks and punctuation."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text).casefold())


def load_vocabulary(path: Path) -> Vocabulary:
    """The words in ``path``.

    Raises:
        KnownError: STD-001 naming the first place that is wrong.
    """
    document = read_document(path)
    shared = {"schema", "unknown", "good", "vague", "kinds", "methods"}
    categories = {name: document.pop(name) for name in list(document) if name not in shared}
    return check_document(path, {**document, "categories": categories}, TypeAdapter(Vocabulary))


@cache
def vocabulary() -> Vocabulary:
    """The words that ship with the program."""
    return load_vocabulary(RESOURCES / "standards" / "aliases.toml")
