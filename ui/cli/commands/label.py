"""``station label``: the label of a sealed record, into a file or onto a printer."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ui.cli.command import add_command, emit, say
from ui.cli.discretion import add_clear, hides_imei
from ui.cli.existing_home import refuse_strange_home

if TYPE_CHECKING:
    from station.inspection.papers import Paper, Papers
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Declare the command."""
    parser = add_command(
        commands, "label", print_label, "the label of a record as ZPL II (in Chinese unless --lang en)"
    )
    parser.add_argument("record", metavar="ID")
    parser.add_argument("--template", default="label", metavar="T", help="default: label")
    add_clear(parser)
    parser.add_argument("--out", type=Path, metavar="FILE.zpl", help="write the label to a file")
    parser.add_argument("--printer", metavar="URL", help="socket://HOST:9100, serial:PORT or file:PATH")


def print_label(arguments: argparse.Namespace) -> None:
    """Write the label to a file, send it to a printer, or both; ID.zpl here when neither is named."""
    from station.inspection.papers_beside import open_papers
    from station.store.clock import SystemClock
    from station.store.records import RecordBook
    from station.texts import Lang

    refuse_strange_home(arguments.home)
    lang = Lang(arguments.lang or Lang.ZH)
    clear = not hides_imei(arguments)
    with open_papers(arguments.home, SystemClock()) as (papers, store):
        record = RecordBook(store).get(arguments.record)
        places = _delivered(papers, papers.label(record, lang, arguments.template, clear=clear), arguments)
    if arguments.json:
        emit({"record": record.id, "lang": lang.value, "sent_to": places})
    else:
        for place in places:
            say(place)


def _delivered(papers: Papers, label: Paper, arguments: argparse.Namespace) -> list[str]:
    from devices.labels.printer import open_printer
    from station.inspection.papers import COMMAND_LINE

    places = []
    if arguments.printer:
        open_printer(arguments.printer).send(label.content)
        papers.handed_over(label, arguments.printer, COMMAND_LINE)
        places.append(arguments.printer)
    if arguments.out or not arguments.printer:
        file = arguments.out or Path(f"{label.record.id}.zpl")
        places.append(str(papers.save(label, file, COMMAND_LINE)))
    return places
