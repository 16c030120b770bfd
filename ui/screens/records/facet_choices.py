"""What can be chosen in each facet, in words; made on the database lane."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from station.model.defect import DefectKind
from station.standards.library import Library, home_library
from station.texts import Lang, text
from ui.choice import Choice
from ui.context import Keep
from ui.screens.records.facets import DAYS, SEPARATOR


@dataclass(frozen=True, slots=True)
class Offer:
    """The choices of every facet, and what the channels are called."""

    choices: Mapping[str, tuple[Choice, ...]]
    channels: Mapping[str, str]


def read_offer(keep: Keep, lang: Lang) -> Offer:
    """What this station offers: its people and standards, days, defects and standings."""
    library = home_library(keep.store.home)
    names = {standard.id: standard.name.of(lang) for standard in library.channel_standards()}
    return Offer(_choices(keep, library, lang), names)


def _choices(keep: Keep, library: Library, lang: Lang) -> Mapping[str, tuple[Choice, ...]]:
    return {
        "days": _told(lang, "days", tuple(DAYS)),
        "person": tuple(Choice(one.id, one.name) for one in keep.accounts.all()),
        "category": tuple(_categories(library, lang)),
        "grade": tuple(_channels(library, lang)),
        "defect": tuple(_defects(library, lang)),
        "standing": _told(lang, "standing", ("current", "amended", "voided")),
        "countersign": _told(lang, "countersign", ("awaited", "agreed", "refused")),
    }


def _told(lang: Lang, family: str, values: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(value, text(lang, f"records.{family}.{value}")) for value in values)


def _categories(library: Library, lang: Lang) -> Iterator[Choice]:
    for category in library.internal_categories():
        yield Choice(category, library.internal_standard(category).title.of(lang))


def _channels(library: Library, lang: Lang) -> list[Choice]:
    channels = []
    for standard in library.channel_standards():
        grades = tuple(Choice(f"{standard.id}{SEPARATOR}{one}", one) for one in standard.grades)
        if grades:
            channels.append(Choice(standard.id, standard.name.of(lang), grades))
    return sorted(channels, key=lambda one: one.words.casefold())


def _defects(library: Library, lang: Lang) -> Iterator[Choice]:
    standards = [library.internal_standard(one) for one in library.internal_categories()]
    zones = {zone.id: zone.title.of(lang) for standard in standards for zone in standard.zones}
    anywhere = text(lang, "records.facet.anywhere")
    for kind in DefectKind:
        here = (Choice(f"{kind.value}{SEPARATOR}{zone}", f"{zone} {title}") for zone, title in zones.items())
        words = text(lang, f"grading.kind.{kind.value}")
        yield Choice(kind.value, words, (Choice(kind.value, anywhere), *here))
