"""``station channel-results``: what channels made of units, imported and set against ours."""

from __future__ import annotations

import argparse
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from ui.cli.command import add_command, add_group, as_file, emit, say
from ui.cli.existing_home import open_existing
from ui.cli.import_result import tell_import

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.analysis.disagreement import Pair
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Declare both commands."""
    group = add_group(commands, "channel-results", "what channels made of units sold to them")
    parser = add_command(group, "import", import_results, "import results from .csv or .xlsx")
    parser.add_argument("file", metavar="FILE", help=".csv or .xlsx; - is standard input")
    parser.add_argument("--channel", default="", metavar="C", help="channel of rows that name none")
    parser = add_command(group, "compare", compare, "their results against ours")
    for name, what in (("--since", "first"), ("--until", "last")):
        parser.add_argument(name, type=date.fromisoformat, metavar="D", help=f"{what} business day")
    parser.add_argument("--channel", default="", metavar="C", help="this channel alone")


def import_results(arguments: argparse.Namespace) -> None:
    """Import results; rows that do not fit are refused one by one."""
    from station.standards.library import home_library
    from station.store.channel_results import import_channel_results

    standards = home_library(arguments.home).channel_standards()
    grades = {one.id: one.grades for one in standards}
    with as_file(arguments.file) as file, open_existing(arguments.home) as store:
        tell_import(arguments, import_channel_results(store, file, grades, arguments.channel))


def compare(arguments: argparse.Namespace) -> None:
    """Print how far channels agree with us."""
    from station.analysis.disagreement import pairs
    from station.analysis.figures import Figures
    from station.analysis.scope import Scope
    from station.standards.library import home_library

    standards = home_library(arguments.home).channel_standards()
    scope = Scope(arguments.since, arguments.until, channel=arguments.channel)
    with open_existing(arguments.home) as store:
        figures = Figures(store)
        figures.behind(None)
        document = _document(pairs(figures, scope, {one.id: one.grades for one in standards}))
    if arguments.json:
        emit(document)
        return
    for name in ("same", "lower", "higher", "other"):
        say(f"{name}  {document[name]} / {document['compared']}")


def _document(found: Sequence[Pair]) -> dict[str, Any]:
    from station.analysis.disagreement import Against
    from station.analysis.measures import share

    counts = Counter(one.against for one in found)
    same = share(counts[Against.SAME], len(found))
    agreement = {
        "value": _decimal(same.value),
        "n": same.n,
        "low": _decimal(same.low),
        "high": _decimal(same.high),
    }
    between = Counter((one.channel, one.ours, one.theirs, one.against.value) for one in found)
    names = ("channel", "ours", "theirs", "against")
    return {
        "compared": len(found),
        **{one.value: counts[one] for one in Against},
        "agreement": agreement,
        "between": [{**dict(zip(names, key, strict=True)), "n": n} for key, n in between.most_common()],
        "records": [one.record for one in found if one.against is not Against.SAME],
    }


def _decimal(value: float | None) -> str | None:
    return None if value is None else f"{value:.6f}"
