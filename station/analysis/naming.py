"""What groups are called: shifts, categories, channels, items, people."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from station.analysis.figures import Figures
from station.model.shifts import USUAL
from station.settings import ShiftSetting, settings_found
from station.standards.library import Library, home_library
from station.texts import Lang, catalogue, text

_USUAL = frozenset(one.name for one in USUAL)


def place_name(figures: Figures, lang: Lang, name: str, value: str) -> str:
    """A shift in the reader's language; everything else as it is called."""
    return shift_name(settings_found(figures.store.home).shifts, lang, value) if name == "shift" else value


def shift_name(shifts: Sequence[ShiftSetting], lang: Lang, value: str) -> str:
    """What the shift called ``value`` in records is called; one that is set no longer keeps that name."""
    if value in _USUAL:
        return text(lang, f"figures.shifts.{value}")
    english = next((one.english for one in shifts if one.name == value and lang is Lang.EN), "")
    return english or value


def person_name(figures: Figures, person: str) -> str:
    """What an inspector is called."""
    return figures.person_names().get(person, person)


def category_name(figures: Figures, lang: Lang, category: str) -> str:
    """What a product category is called."""
    library = home_library(figures.store.home)
    return _categories(library).get((category, lang), category)


def item_name(figures: Figures, lang: Lang, item: str) -> str:
    """A check item: its id and what it is called in the newest internal standards."""
    title = _items(home_library(figures.store.home)).get((item, lang), "")
    return f"{item} {title}".strip()


def zone_name(figures: Figures, lang: Lang, zone: str) -> str:
    """A zone: its id and what it is called."""
    title = _zones(home_library(figures.store.home)).get((zone, lang), "")
    return f"{zone} {title}".strip()


def channel_name(figures: Figures, lang: Lang, channel: str) -> str:
    """What a channel is called."""
    known = {one.id: one.name.of(lang) for one in home_library(figures.store.home).channel_standards()}
    return known.get(channel, channel)


def name_of(figures: Figures, lang: Lang, by: str, value: str) -> str:
    """What one group is called."""
    match by:
        case "person":
            return person_name(figures, value)
        case "category":
            return category_name(figures, lang, value)
        case "channel":
            return channel_name(figures, lang, value)
        case "item":
            return item_name(figures, lang, value)
    return place_name(figures, lang, by, value)


def kind_name(lang: Lang, kind: str) -> str:
    """What a kind of defect is called."""
    return catalogue(lang).get(f"steps.kind.{kind}", kind)


def outcome_name(lang: Lang, outcome: str) -> str:
    """A grade as the channel writes it, any other result in words."""
    key = f"verdict.{outcome}"
    return text(lang, f"figures.{key}") if outcome in _RESULTS else outcome


_RESULTS = frozenset({"bound", "undetermined", "not_accepted", "itemised", "grade", "tie"})

_Names = dict[tuple[str, Lang], str]


@lru_cache(maxsize=2)
def _categories(library: Library) -> _Names:
    standards = [library.internal_standard(one) for one in library.internal_categories()]
    return {(one.category, lang): one.title.of(lang) for one in standards for lang in Lang}


@lru_cache(maxsize=2)
def _items(library: Library) -> _Names:
    standards = [library.internal_standard(one) for one in library.internal_categories()]
    return {(item.id, lang): item.title.of(lang) for one in standards for item in one.items for lang in Lang}


@lru_cache(maxsize=2)
def _zones(library: Library) -> _Names:
    standards = [library.internal_standard(one) for one in library.internal_categories()]
    return {(zone.id, lang): zone.title.of(lang) for one in standards for zone in one.zones for lang in Lang}
