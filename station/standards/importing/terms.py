"""Which internal items and options a channel's words may mean: suggestions with a score and a reason.

Nothing here decides anything. The words of a channel are compared with the titles of items and options in
both languages, with the trade words of ``aliases.toml``, and with what people ruled earlier for the
same channel.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from station.model.checklist import CheckItem, InternalStandard
from station.standards.importing.vocabulary import Vocabulary, plain

Reason = Literal["title", "alias", "option", "earlier_ruling"]
"""Why something is suggested: the item's title, a trade word, an option's title, or what a person ruled
before for this channel."""

EXACT = 100
LEAST = 70
"""Scores (0–100) from which a suggestion is worth showing."""
NEAR = 4
"""Scores this close do not tell two items apart."""
_SURE = 85
_JOINED = re.compile(r"[、，,;；/]|与|和|\band\b")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One internal item, with options where the words name them, that a channel's words may mean.

    ``score`` runs from 0 to 100; ``matched`` is the title or trade word that was recognised.
    """

    item: str
    options: tuple[str, ...]
    score: int
    reason: Reason
    matched: str

    @property
    def is_exact(self) -> bool:
        """The words are the title, the trade word or the ruled term itself."""
        return self.score >= EXACT


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a person ruled before for the same channel: these words mean this."""

    words: str
    item: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Name:
    item: str
    options: tuple[str, ...]
    reason: Reason
    words: str
    plain: str


class Terms:
    """The names of everything in one internal standard, ready to be compared with a channel's words."""

    def __init__(
        self, internal: InternalStandard, words: Vocabulary, earlier: Sequence[Earlier] = ()
    ) -> None:
        self._items = {item.id: item for item in internal.items}
        self._category = words.words_of(internal.category)
        self._names = tuple(self._all_names(earlier))

    def suggest(
        self,
        words: str,
        fits: Callable[[CheckItem], bool] = lambda _item: True,
        most: int = 5,
        *,
        items_only: bool = False,
    ) -> tuple[Suggestion, ...]:
        """What the words may mean among the items that fit, best first; empty when nothing comes near.

        ``items_only`` leaves out options: where the words name what is judged, not how it is.
        """
        names = [name for name in self._names if fits(self._items[name.item])]
        names = [name for name in names if not (items_only and name.options)]
        return _best(plain(words), names, most)

    def options(self, item: str, words: str) -> tuple[Suggestion, ...]:
        """Which options of a known item the words may mean, best first."""
        return _best(plain(words), list(self._option_names(self._items[item])), 5)

    def _all_names(self, earlier: Sequence[Earlier]) -> Iterator[_Name]:
        for one in earlier:
            if one.item in self._items:
                yield _Name(one.item, one.options, "earlier_ruling", one.words, plain(one.words))
        for item in self._items.values():
            yield from self._item_names(item)
        yield from self._telling_options()

    def _item_names(self, item: CheckItem) -> Iterator[_Name]:
        titles = [item.title.zh, item.title.en, item.id]
        parts = [part for title in titles[:2] for part in _JOINED.split(title) if len(plain(part)) > 1]
        for words in dict.fromkeys([*titles, *parts]):
            yield _Name(item.id, (), "title", words.strip(), plain(words))
        for words in self._category.items.get(item.id, ()):
            yield _Name(item.id, (), "alias", words, plain(words))

    def _option_names(self, item: CheckItem) -> Iterator[_Name]:
        for option in item.options:
            for words in (option.title.zh, option.title.en, option.value):
                yield _Name(item.id, (option.value,), "option", words, plain(words))
            for words in self._category.options.get(f"{item.id}.{option.value}", ()):
                yield _Name(item.id, (option.value,), "alias", words, plain(words))

    def _telling_options(self) -> Iterator[_Name]:
        """Options whose words belong to one item alone: "none" tells nothing, "leak" does."""
        names = [name for item in self._items.values() for name in self._option_names(item)]
        owners: dict[str, set[str]] = {}
        for name in names:
            owners.setdefault(name.plain, set()).add(name.item)
        yield from (name for name in names if len(owners[name.plain]) == 1)


def is_ambiguous(found: Sequence[Suggestion]) -> bool:
    """Whether the best two suggestions name different items (or options) and score alike."""
    if not found or found[0].reason == "earlier_ruling":
        return False
    close = [one for one in found[1:] if one.score >= _SURE and found[0].score - one.score < NEAR]
    return any(one.item != found[0].item or (one.options and found[0].options) for one in close)


def _best(words: str, names: Sequence[_Name], most: int) -> tuple[Suggestion, ...]:
    if not words:
        return ()
    best: dict[tuple[str, tuple[str, ...]], Suggestion] = {}
    for name in names:
        one = Suggestion(name.item, name.options, _score(words, name.plain), name.reason, name.words)
        known = best.get((name.item, name.options))
        if one.score >= LEAST and (known is None or _order(one) < _order(known)):
            best[name.item, name.options] = one
    return tuple(sorted(best.values(), key=_order)[:most])


def _order(one: Suggestion) -> tuple[int, bool, str]:
    return -one.score, one.reason != "earlier_ruling", one.item


def _score(words: str, name: str) -> int:
    """0–100: equal is 100; a name that stands inside the words counts by how much of them it is."""
    if words == name:
        return EXACT
    from rapidfuzz import fuzz

    if len(name) >= 2 and name in words:
        return round(LEAST + (EXACT - 1 - LEAST) * len(name) / len(words))
    return min(round(fuzz.ratio(words, name)), EXACT - 1)
