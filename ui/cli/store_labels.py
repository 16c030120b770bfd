"""``station label --batch B`` and ``--place CODE``: labels of boxes and of places, into a file or printed."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.cli.command import write_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from station.inspection.papers import Papers
    from station.reports.label_form import LabelForm
    from station.store.database import Store
    from station.texts import Lang

    FormOf = Callable[[argparse.Namespace, Path | None], LabelForm]
    Send = Callable[[bytes, argparse.Namespace], str]


def add_store_labels(parser: argparse.ArgumentParser) -> None:
    """Declare what else than a record a label may be of."""
    parser.add_argument("--batch", metavar="B", help="the label of a box with every record of this batch")
    parser.add_argument("--place", metavar="CODE", help="the label of a place in the store")
    parser.add_argument("--name", default="", metavar="TEXT", help="what the place is called, under its code")


def store_label(
    papers: Papers, store: Store, lang: Lang, arguments: argparse.Namespace, form_of: FormOf, send: Send
) -> dict[str, Any]:
    """Write the label to a file, send it to a printer, or both."""
    from station.inspection.papers import COMMAND_LINE

    code, sent = arguments.batch or arguments.place, []
    if arguments.out or arguments.printer is None:
        file = arguments.out or Path(f"{code}.zpl")
        content, statement = _made(papers, store, lang, arguments, form_of(arguments, file))
        if statement:
            papers.save_stated(file, content, statement, COMMAND_LINE)
        else:
            write_bytes(file, content)
        sent.append(str(file))
    if arguments.printer is not None:
        content, statement = _made(papers, store, lang, arguments, form_of(arguments, None))
        sent.append(send(content, arguments))
        if statement:
            papers.state_printed({**statement, "to": sent[-1]}, COMMAND_LINE)
    return {"batch" if arguments.batch else "place": code, "lang": lang.value, "sent_to": sent}


def _made(
    papers: Papers, store: Store, lang: Lang, arguments: argparse.Namespace, form: LabelForm
) -> tuple[bytes, dict[str, Any]]:
    from station.inspection.record_lists import batch_records
    from station.inspection.store_labels import BOX_TEMPLATE, PLACE_TEMPLATE, box_label, place_label

    if arguments.batch:
        records = batch_records(store, arguments.batch)
        template = arguments.template or BOX_TEMPLATE
        return box_label(store, papers, records, arguments.batch, lang, form, template)
    template = arguments.template or PLACE_TEMPLATE
    return place_label(store, arguments.place, arguments.name, lang, form, template), {}
