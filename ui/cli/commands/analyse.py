"""``station analyse``: figures over the sealed records, as text, JSON or a workbook."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.errors import KnownError
from station.texts import Lang, catalogue, text
from ui.cli.command import add_command, emit, say, write_bytes

if TYPE_CHECKING:
    from station.analysis.figures import Figures
    from station.analysis.scope import Scope
    from ui.cli.command import Commands

_NARROWING = {
    "channel": "NAME",
    "category": "C",
    "shift": "NAME",
    "inspector": "P",
    "model": "NAME",
    "station": "ID",
}
_BY = ("channel", "inspector", "item", "shift", "day", "month", "station", "category", "model", "defect")
_WORKBOOK = ".xlsx"


def register(commands: Commands) -> None:
    """Add ``station analyse``."""
    parser = add_command(commands, "analyse", analyse, "figures over the sealed records of a period")
    parser.add_argument(
        "--since", type=date.fromisoformat, metavar="D", help="first business day, YYYY-MM-DD"
    )
    parser.add_argument("--until", type=date.fromisoformat, metavar="D", help="last business day, YYYY-MM-DD")
    parser.add_argument("--by", choices=_BY, help="tell the figures apart")
    for name, value in _NARROWING.items():
        parser.add_argument(f"--{name}", default="", metavar=value, help=f"of one {name} only")
    parser.add_argument("--out", type=Path, metavar="FILE.xlsx", help="all pages as a workbook")


def analyse(arguments: argparse.Namespace) -> None:
    """Count what is sealed, then tell it."""
    from station.analysis.figures import Figures
    from station.store.clock import SystemClock
    from station.store.opening import open_to_read

    _refuse_other_files(arguments.out)
    lang = Lang(arguments.lang or Lang.EN)
    with open_to_read(arguments.home, SystemClock()) as store:
        # Whoever may read the files of a home may read every record in it, inspectors and all.
        figures = Figures(store, people=True)
        figures.behind(None)
        _tell(arguments, figures, _scope(arguments), lang)


def _tell(arguments: argparse.Namespace, figures: Figures, scope: Scope, lang: Lang) -> None:
    from station.analysis.report import document_of

    if arguments.out:
        write_bytes(arguments.out, _workbook(figures, scope, lang))
    document = document_of(figures, scope, arguments.by, lang)
    if arguments.out:
        document["file"] = str(arguments.out)
    if arguments.json:
        emit(document)
        return
    for line in _lines(document, lang):
        say(line)


def _scope(arguments: argparse.Namespace) -> Scope:
    from station.analysis.scope import Scope

    return Scope(
        since=arguments.since,
        until=arguments.until,
        category=arguments.category,
        channel=arguments.channel,
        shift=arguments.shift,
        person=arguments.inspector,
        model=arguments.model,
        station=arguments.station,
    )


def _refuse_other_files(out: Path | None) -> None:
    if out is not None and out.suffix.lower() != _WORKBOOK:
        raise KnownError("FIG-004", file=str(out))


def _workbook(figures: Figures, scope: Scope, lang: Lang) -> bytes:
    from station.analysis.pages import pages
    from station.analysis.workbook import workbook_of

    return workbook_of([page.make(figures, scope, lang) for page in pages()], lang)


def _lines(document: Mapping[str, Any], lang: Lang) -> Iterator[str]:
    period = document["period"]
    if period["since"] is None:
        yield text(lang, "figures.covers.nothing")
        return
    yield text(lang, "figures.covers.days", **period)
    yield from _figure_lines(document, lang)
    for groups in document.get("by", {}).values():
        for group in groups:
            yield ""
            yield " ".join(str(group[one]) for one in ("name", "kind", "zone") if one in group)
            yield from _figure_lines(group, lang)


def _figure_lines(told: Mapping[str, Any], lang: Lang) -> Iterator[str]:
    for key, one in told.items():
        if isinstance(one, Mapping) and "n" in one:
            interval = f"  [{one['low']}, {one['high']}]" if one["low"] is not None else ""
            value = "-" if one["value"] is None else one["value"]
            name = catalogue(lang)[f"figures.names.{key}"]
            yield f"  {name}: {value}  n={one['n']}{interval}"
        elif isinstance(one, int):
            yield f"  {catalogue(lang)[f'figures.names.{key}']}: {one}"
