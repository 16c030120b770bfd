"""``station label``: the label of a sealed record, into a file or onto a printer."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ui.cli.command import add_command, emit, say, write_bytes

if TYPE_CHECKING:
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Declare the command."""
    parser = add_command(
        commands, "label", print_label, "the label of a record as ZPL II (in Chinese unless --lang en)"
    )
    parser.add_argument("record", metavar="ID")
    parser.add_argument("--template", default="label", metavar="T", help="default: label")
    parser.add_argument("--out", type=Path, metavar="FILE.zpl", help="write the label to a file")
    parser.add_argument("--printer", metavar="URL", help="socket://HOST:9100, serial:PORT or file:PATH")


def print_label(arguments: argparse.Namespace) -> None:
    """Write the label to a file, send it to a printer, or both; ID.zpl here when neither is named."""
    from station.reports.label import label_zpl
    from station.standards.library import home_library
    from station.store.clock import SystemClock
    from station.store.database import open_to_read
    from station.store.records import RecordBook
    from station.texts import Lang

    lang = Lang(arguments.lang or Lang.ZH)
    with open_to_read(arguments.home, SystemClock()) as store:
        record = RecordBook(store).get(arguments.record)
    label = label_zpl(record, lang, arguments.template, titles=home_library(arguments.home))
    places = _delivered(label, arguments, record.id)
    if arguments.json:
        emit({"record": record.id, "lang": lang.value, "sent_to": places})
    else:
        for place in places:
            say(place)


def _delivered(label: bytes, arguments: argparse.Namespace, record_id: str) -> list[str]:
    from devices.labels.printer import open_printer

    places = []
    if arguments.printer:
        open_printer(arguments.printer).send(label)
        places.append(arguments.printer)
    if arguments.out or not arguments.printer:
        file = arguments.out or Path(f"{record_id}.zpl")
        write_bytes(file, label)
        places.append(str(file))
    return places
