"""The comparison of two standards as a page to print."""

from __future__ import annotations

from station.model.analysis_page import AnalysisPage, Column, Table, Tile
from station.model.checklist import InternalStandard
from station.standards.channel import ChannelStandard
from station.standards.difference import Change, difference
from station.standards.difference_wording import change_words
from station.standards.rule_direction import Direction
from station.texts import Lang, text

DIRECTIONS: tuple[Direction, ...] = ("stricter", "looser", "other")


def difference_page(
    old: ChannelStandard, new: ChannelStandard, internal: InternalStandard, lang: Lang
) -> AnalysisPage:
    """Every change from ``old`` to ``new`` in words, counted by direction: one table of what is stricter, one
    of what is looser, one of the rest. Tables without a row are left out.
    """
    changes = difference(old, new)
    by_direction = {way: [one for one in changes if one.direction == way] for way in DIRECTIONS}
    tiles = (
        _tile("changes", len(changes), lang),
        *(_tile(way, len(by_direction[way]), lang) for way in DIRECTIONS),
    )
    tables = tuple(_table(way, by_direction[way], internal, lang) for way in DIRECTIONS if by_direction[way])
    versions = f"{old.id} {old.version} → {new.id} {new.version}"
    return AnalysisPage("difference", new.name.of(lang), versions, tiles, tables)


def _tile(key: str, count: int, lang: Lang) -> Tile:
    return Tile(key, text(lang, f"difference.paper.{key}"), count)


def _table(way: Direction, changes: list[Change], internal: InternalStandard, lang: Lang) -> Table:
    titles = (text(lang, f"difference.paper.column.{one}") for one in ("place", "clause", "before", "after"))
    columns = tuple(Column(title) for title in titles)
    rows = tuple(_row(change, internal, lang) for change in changes)
    return Table(way, text(lang, f"difference.paper.{way}"), columns, rows)


def _row(change: Change, internal: InternalStandard, lang: Lang) -> tuple[str, ...]:
    words = change_words(change, internal, lang)
    about = (words.place, words.about) if words.about else (words.place.rstrip(":："),)
    place = " ".join(about) if words.place.endswith((":", "：")) else " · ".join(about)
    return place, change.clause, words.before or "–", words.after or "–"
