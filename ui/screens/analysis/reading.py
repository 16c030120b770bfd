"""What the screen reads on a lane: pages, choices, and the units behind a figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from station.analysis.controlling import Control
from station.analysis.drill import drill
from station.analysis.figures import Figures, Watch
from station.analysis.made import USUAL_CONTROL, made_page
from station.analysis.naming import category_name, channel_name, person_name, place_name
from station.analysis.pages import Page, pages
from station.analysis.scope import Scope
from station.errors import KnownError
from station.model.analysis_page import AnalysisPage
from station.store.index.query import RecordSummary
from station.texts import Lang, text
from ui.choice import Choice
from ui.context import Keep
from ui.evidence_pictures import small_picture
from ui.screens.analysis.filters import NAMES, PERIOD, PERIODS

UNITS_AT_ONCE = 12
CONTROL = "control"
THUMB_PX = QSize(224, 160)
_MOST_PHOTOS = 3


@dataclass(frozen=True, slots=True)
class PageMade:
    """A page as counted now; ``left`` ledger entries are not counted in it yet."""

    page: AnalysisPage
    left: int


@dataclass(frozen=True, slots=True)
class UnitBehind:
    """A unit behind a figure, with its first photos, small."""

    record: RecordSummary
    photos: tuple[QImage, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page over a scope, in a language, for whoever may (``people``) see figures of single inspectors.

    ``control`` says what the page of control charts controls.
    """

    key: str
    scope: Scope
    lang: Lang
    people: bool
    control: Control = USUAL_CONTROL


def offered_pages(lang: Lang, *, people: bool) -> tuple[tuple[str, str], ...]:
    """Key and title of every page that whoever asks may see."""
    return tuple((one.key, one.title(lang)) for one in pages() if people or not one.of_people)


def make_page(keep: Keep, wanted: Wanted, watch: Watch) -> PageMade:
    """Count a page.

    Raises:
        KnownError: ANA-001 stopped, ANA-002 without the right, and what the store refuses.
    """
    figures = Figures(keep.store, people=wanted.people, watch=watch)
    left = figures.behind()
    page = made_page(_page(wanted.key), figures, wanted.scope, wanted.lang, wanted.control)
    return PageMade(page, left)


def read_choices(keep: Keep, lang: Lang, *, people: bool) -> Mapping[str, tuple[Choice, ...]]:
    """What each chip offers, in words."""
    figures = Figures(keep.store, people=people)
    found = figures.choices()
    periods = tuple(Choice(one, text(lang, f"analyse.period.{one}")) for one in PERIODS)
    named = {
        name: tuple(Choice(value, _named(figures, lang, name, value)) for value in found.get(name, ()))
        for name in NAMES
        if name != PERIOD
    }
    return {PERIOD: periods, **named}


def read_behind(keep: Keep, key: str, before: int | None) -> tuple[UnitBehind, ...]:
    """The next units behind a figure, the latest first; runs on the database lane.

    Raises:
        KnownError: ANA-003 the key is none of an analysis.
    """
    rows = drill(keep.store, key, UNITS_AT_ONCE, before)
    return tuple(UnitBehind(row, _photos(keep, row.id)) for row in rows)


def _page(key: str) -> Page:
    return next(one for one in pages() if one.key == key)


def _named(figures: Figures, lang: Lang, name: str, value: str) -> str:
    match name:
        case "channel":
            return channel_name(figures, lang, value)
        case "category":
            return category_name(figures, lang, value)
        case "person":
            return person_name(figures, value)
        case _:
            return place_name(figures, lang, name, value)


def _photos(keep: Keep, record_id: str) -> tuple[QImage, ...]:
    try:
        document = keep.records.get(record_id).document
    except KnownError:
        return ()
    kept = [photo["sha256"] for photo in document["photos"] if not photo["superseded"]]
    shown = (small_picture(keep.records.photo_path(sha256), THUMB_PX) for sha256 in kept[:_MOST_PHOTOS])
    return tuple(image for image in shown if image is not None)
