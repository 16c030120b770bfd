"""``station report``: a sealed record on pages, and the templates there are."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ui.cli.command import add_command, emit, say
from ui.cli.discretion import add_clear, hides_imei
from ui.cli.existing_home import refuse_strange_home

if TYPE_CHECKING:
    from station.places import Home
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Declare the command."""
    parser = add_command(
        commands, "report", print_report, "print a record as a PDF document (in Chinese unless --lang en)"
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("record", nargs="?", metavar="ID", help="record to print")
    what.add_argument("--list", action="store_true", help="name the templates")
    parser.add_argument("--template", default="certificate", metavar="T", help="default: certificate")
    add_clear(parser)
    parser.add_argument("--out", type=Path, metavar="FILE.pdf", help="default: ID.pdf here")


def print_report(arguments: argparse.Namespace) -> None:
    """Write the document, or name the templates."""
    if arguments.list:
        _list(arguments.home, arguments.json)
        return
    from station.inspection.papers import COMMAND_LINE
    from station.inspection.papers_beside import open_papers
    from station.store.clock import SystemClock
    from station.store.records import RecordBook
    from station.texts import Lang

    refuse_strange_home(arguments.home)
    lang = Lang(arguments.lang or Lang.ZH)
    clear = not hides_imei(arguments)
    with open_papers(arguments.home, SystemClock()) as (papers, store):
        record = RecordBook(store).get(arguments.record)
        paper = papers.certificate(record, lang, arguments.template, clear=clear)
        file = papers.save(paper, arguments.out or Path(f"{record.id}.pdf"), COMMAND_LINE)
    if arguments.json:
        emit({"record": record.id, "template": arguments.template, "lang": lang.value, "file": str(file)})
    else:
        say(str(file))


def _list(home: Home, as_json: bool) -> None:
    from station.in_force import sound_files
    from station.reports.template import names_of

    beside = sound_files(home, "reports")
    templates = {output: names_of(output, beside) for output in ("pdf", "zpl")}
    if as_json:
        emit(
            {"templates": [{"template": name, "output": one} for one in templates for name in templates[one]]}
        )
        return
    for output, names in templates.items():
        for name in names:
            say(f"{name}  {output}")
