"""``station report``: sealed records on pages, and the templates there are."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.cli.command import add_command, emit, say
from ui.cli.discretion import add_clear, hides_imei
from ui.cli.existing_home import refuse_strange_home
from ui.cli.notices import tell_notices
from ui.cli.reprinting import add_reprint, file_reprint_of

if TYPE_CHECKING:
    from station.inspection.papers import Papers
    from station.places import Home
    from station.store.database import Store
    from station.texts import Lang
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Declare the command."""
    parser = add_command(
        commands, "report", print_report, "print records as a PDF document (in Chinese unless --lang en)"
    )
    parser.add_argument("record", nargs="*", metavar="ID", help="records to print; several make a list")
    parser.add_argument("--list", action="store_true", help="name the templates")
    parser.add_argument("--batch", metavar="B", help="every record of this batch or work order, as a list")
    parser.add_argument("--template", default="", metavar="T", help="default: the one set for the unit")
    parser.add_argument("--channel", default="", metavar="C", help="the channel a hand-over report is for")
    add_reprint(parser)
    add_clear(parser)
    parser.add_argument("--out", type=Path, metavar="FILE.pdf", help="default: ID.pdf here")
    parser.set_defaults(parser=parser)


def print_report(arguments: argparse.Namespace) -> None:
    """Write the document, or name the templates."""
    if arguments.list:
        _list(arguments.home, arguments.json)
        return
    if not arguments.record and not arguments.batch:
        arguments.parser.error("name a record, a --batch or --list")
    from station.inspection.papers_beside import open_papers
    from station.store.clock import SystemClock
    from station.texts import Lang

    refuse_strange_home(arguments.home)
    lang = Lang(arguments.lang or Lang.ZH)
    with open_papers(arguments.home, SystemClock()) as (papers, store):
        many = arguments.batch or len(arguments.record) > 1
        done = (_many if many or _is_about_many(store, arguments.template) else _one)(
            papers, store, lang, arguments
        )
    if arguments.json:
        emit({**done, "lang": lang.value})
    else:
        say(str(done["file"]))


def _one(papers: Papers, store: Store, lang: Lang, arguments: argparse.Namespace) -> dict[str, Any]:
    from station.inspection.papers import COMMAND_LINE
    from station.store.records import RecordBook

    record = RecordBook(store).get(arguments.record[0])
    paper = papers.certificate(
        record, lang, arguments.template, clear=not hides_imei(arguments), channel=arguments.channel
    )
    tell_notices(paper.notices, lang)
    out = arguments.out or Path(f"{record.id}.pdf")
    file = papers.save(paper, out, COMMAND_LINE, file_reprint_of(arguments))
    return {"record": record.id, "template": paper.template, "file": str(file), "copy": paper.copies + 1}


def _many(papers: Papers, store: Store, lang: Lang, arguments: argparse.Namespace) -> dict[str, Any]:
    from station.inspection.papers import COMMAND_LINE
    from station.inspection.record_lists import LIST_TEMPLATE, batch_records, save_list
    from station.store.records import RecordBook

    book, batch = RecordBook(store), arguments.batch or ""
    records = batch_records(store, batch) if batch else tuple(book.get(one) for one in arguments.record)
    template = arguments.template or LIST_TEMPLATE
    file = save_list(
        store,
        papers,
        records,
        lang,
        arguments.out or Path(f"{batch or 'records'}.pdf"),
        COMMAND_LINE,
        template=template,
        batch=batch,
        reprint=file_reprint_of(arguments),
        clear=not hides_imei(arguments),
    )
    return {"records": [one.id for one in records], "template": template, "file": str(file)}


def _is_about_many(store: Store, template: str) -> bool:
    from station.inspection.own_templates import files_beside
    from station.reports.template import names_of

    return template in names_of("pdf", files_beside(store.home), "records")


def _list(home: Home, as_json: bool) -> None:
    from station.inspection.own_templates import all_templates

    found = all_templates(home)
    if as_json:
        emit({"templates": [{"template": one.name, "output": one.output} for one in found if one.output]})
        return
    for one in sorted((one for one in found if one.output), key=lambda one: one.output):
        say(f"{one.name}  {one.output}")
