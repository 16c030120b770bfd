"""``station analyse``: figures over the sealed records, as text, JSON, on paper or in a workbook."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.errors import KnownError
from station.texts import Lang, catalogue, text
from ui.cli.command import add_command, emit, say, write_bytes
from ui.cli.existing_home import refuse_strange_home

if TYPE_CHECKING:
    from station.analysis.figures import Figures
    from station.analysis.scope import Scope
    from station.inspection.papers import Papers
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
_TOLD_EVERY_S = 0.5
_REST_OF_LINE = "\x1b[K"
"""Clears a terminal's line from the cursor on."""
_WORKBOOK, _PAPER = ".xlsx", ".pdf"


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
    parser.add_argument(
        "--out", type=Path, metavar="FILE.pdf|.xlsx", help="all pages, printed or as a workbook"
    )
    parser.add_argument(
        "--template", metavar="T", help="of the paper: quality-report, shift-report, inspector-report"
    )


def analyse(arguments: argparse.Namespace) -> None:
    """Count what is sealed, then tell it."""
    _refuse_other_files(arguments.out)
    with _figures(arguments) as (figures, papers):
        _count(figures, Lang(arguments.lang or Lang.EN))
        scope = _scope(arguments)
        if arguments.out:
            _write(arguments, figures, scope, papers)
        _tell(arguments, figures, scope, Lang(arguments.lang or Lang.EN))


@contextmanager
def _figures(arguments: argparse.Namespace) -> Iterator[tuple[Figures, Papers | None]]:
    """Figures, and papers where one is asked for: what is printed is stated in the ledger.

    Whoever may read the files of a home may read every record in it, inspectors and all.
    """
    from station.analysis.figures import Figures
    from station.inspection.papers_beside import open_papers
    from station.store.clock import SystemClock
    from station.store.opening import open_to_read

    if arguments.out and arguments.out.suffix.lower() == _PAPER:
        refuse_strange_home(arguments.home)
        with open_papers(arguments.home, SystemClock()) as (papers, store):
            yield Figures(store, people=True), papers
    else:
        with open_to_read(arguments.home, SystemClock()) as store:
            yield Figures(store, people=True), None


def _count(figures: Figures, lang: Lang) -> None:
    """Count what was never counted; a terminal hears how much is left."""
    told = sys.stderr.isatty()
    while left := figures.behind(_TOLD_EVERY_S):
        if told:
            sys.stderr.write(f"\r{text(lang, 'figures.covers.left', count=left)}{_REST_OF_LINE}")
            sys.stderr.flush()
    if told:
        sys.stderr.write(f"\r{_REST_OF_LINE}")


def _write(arguments: argparse.Namespace, figures: Figures, scope: Scope, papers: Papers | None) -> None:
    lang = Lang(arguments.lang or (Lang.EN if papers is None else Lang.ZH))
    if papers is None:
        write_bytes(arguments.out, _workbook(figures, scope, lang))
        return
    from station.inspection.analysis_papers import DEFAULT, AnalysisPapers
    from station.inspection.papers import COMMAND_LINE

    printed = AnalysisPapers(figures, papers)
    printed.save(printed.make(scope, lang, arguments.template or DEFAULT), arguments.out, COMMAND_LINE)


def _tell(arguments: argparse.Namespace, figures: Figures, scope: Scope, lang: Lang) -> None:
    from station.analysis.report import document_of

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
    if out is not None and out.suffix.lower() not in {_WORKBOOK, _PAPER}:
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
        elif key == "practice":
            yield f"  {text(lang, 'figures.covers.practice')}"
        elif isinstance(one, int):
            yield f"  {catalogue(lang)[f'figures.names.{key}']}: {one}"
