"""``station standards matrix``: channels side by side, item by item."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from station.places import default_home
from station.texts import Lang
from ui.cli.command import add_command, emit, say

if TYPE_CHECKING:
    from station.standards.matrix import Cell, Demand, MatrixRow
    from station.standards.matrix_wording import MatrixWording
    from ui.cli.command import Commands

    Words = Mapping[Lang, MatrixWording]


def register(group: Commands) -> None:
    """Add ``station standards matrix``."""
    parser = add_command(group, "matrix", show_matrix, "Items by channels: limits, strictest, conflicts")
    parser.add_argument("--category", required=True, metavar="C", help="product category")
    parser.add_argument(
        "--channel", action="append", default=[], metavar="NAME", help="id of a channel standard"
    )


def show_matrix(arguments: argparse.Namespace) -> None:
    """Print the matrix; without channels that of all in force for the category."""
    from station.standards.library import home_library
    from station.standards.matrix import matrix
    from station.standards.matrix_wording import MatrixWording

    library = home_library(arguments.home or default_home())
    found = matrix(arguments.category, arguments.channel, library)
    words = {lang: MatrixWording(found.internal, lang) for lang in Lang}
    if arguments.json:
        channels = [standard.id for standard in found.channels]
        rows = [_row(row, words) for row in found.rows]
        emit({"category": arguments.category, "channels": channels, "rows": rows})
        return
    for row in found.rows:
        for line in words[Lang(arguments.lang or Lang.EN)].lines(row):
            say(line)


def _row(row: MatrixRow, words: Words) -> dict[str, Any]:
    return {
        "item": row.item.id,
        "title": {"zh": row.item.title.zh, "en": row.item.title.en},
        "cells": [_cell(cell, words) for cell in row.cells.values()],
        "strictest": [
            {
                "level": one.level,
                "channels": list(one.channels),
                "demands": [_demand(d, words) for d in one.demands],
            }
            for one in row.strictest
        ],
        "conflicts": [
            {
                "sort": one.sort,
                "by_channel": {channel: list(wants) for channel, wants in one.by_channel.items()},
                "message": {lang.value: words[lang].conflict(one).strip() for lang in Lang},
            }
            for one in row.conflicts
        ],
        "only": row.only,
    }


def _cell(cell: Cell, words: Words) -> dict[str, Any]:
    return {
        "channel": cell.channel,
        "clauses": list(cell.clauses),
        "watched": cell.watched,
        "demands": [_demand(one, words) for one in cell.demands],
    }


def _demand(demand: Demand, words: Words) -> dict[str, Any]:
    told: dict[str, Any] = {
        "clause": demand.clause,
        "sort": demand.sort,
        "name": demand.name,
        "levels": sorted(demand.levels),
        "words": {lang.value: words[lang].demand(demand) for lang in Lang},
    }
    places = {"axis": demand.axis, "surface": demand.surface, "methods": list(demand.methods)}
    return told | {name: value for name, value in places.items() if value}
