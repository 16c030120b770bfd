"""For which units a template is the default: all of them, a category, or those of one channel."""

from __future__ import annotations

from dataclasses import dataclass

from station.places import Home
from station.standards.library import home_library
from station.texts import Lang


@dataclass(frozen=True, slots=True)
class Scope:
    """Units of a ``channel`` or a ``category``, called ``title``; of all where both are empty."""

    channel: str = ""
    category: str = ""
    title: str = ""


def scopes_of(home: Home, lang: Lang) -> tuple[Scope, ...]:
    """Every scope but that of all units: the categories, then the channels in force."""
    library = home_library(home)
    categories = [
        Scope(category=one, title=library.internal_standard(one).title.of(lang))
        for one in library.internal_categories()
    ]
    channels = {one.id: one.name.of(lang) for one in library.channel_standards()}
    return (*categories, *(Scope(channel=one, title=name) for one, name in channels.items()))
