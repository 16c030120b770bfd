"""``station label``: the label of a sealed record, a box or a place, into a file or onto a printer."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.cli.command import add_command, emit, say
from ui.cli.discretion import add_clear, hides_imei
from ui.cli.existing_home import refuse_strange_home
from ui.cli.notices import tell_notices
from ui.cli.reprinting import add_reprint, file_reprint_of, reprint_of
from ui.cli.store_labels import add_store_labels, store_label

if TYPE_CHECKING:
    from station.inspection.papers import Paper, Papers
    from station.model.record import Record
    from station.reports.label_form import LabelForm
    from station.texts import Lang
    from ui.cli.command import Commands

_SET_PRINTER = ""
"""``--print`` with nothing behind it."""
_DPI = (152, 203, 300, 600)


def register(commands: Commands) -> None:
    """Declare the command."""
    parser = add_command(
        commands,
        "label",
        print_label,
        "the label of a record, a box or a place as ZPL II or PDF (in Chinese unless --lang en)",
    )
    parser.add_argument("record", nargs="?", metavar="ID")
    add_store_labels(parser)
    parser.add_argument("--template", default="", metavar="T", help="default: the one set for the unit")
    add_clear(parser)
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="write the label to FILE.zpl or FILE.pdf, by its name"
    )
    parser.add_argument(
        "--print",
        "--printer",
        dest="printer",
        nargs="?",
        const=_SET_PRINTER,
        metavar="PRINTER",
        help="the set printer, or socket://HOST:9100, serial:PORT, printer:NAME or file:PATH",
    )
    add_reprint(parser)
    parser.add_argument("--dpi", type=int, choices=_DPI, help="dots of the printer; default: as set")
    parser.set_defaults(parser=parser)


def print_label(arguments: argparse.Namespace) -> None:
    """Write the label to a file, send it to a printer, or both; ID.zpl here when neither is named."""
    if sum(map(bool, (arguments.record, arguments.batch, arguments.place))) != 1:
        arguments.parser.error("name a record, a --batch or a --place")
    from station.inspection.papers_beside import open_papers
    from station.store.clock import SystemClock
    from station.store.records import RecordBook
    from station.texts import Lang

    refuse_strange_home(arguments.home)
    lang = Lang(arguments.lang or Lang.ZH)
    with open_papers(arguments.home, SystemClock()) as (papers, store):
        if arguments.record:
            record = RecordBook(store).get(arguments.record)
            places = _delivered(papers, record, lang, arguments)
            done: dict[str, Any] = {"record": record.id, "lang": lang.value, "sent_to": places}
        else:
            done = store_label(papers, store, lang, arguments, _form, _sent)
    if arguments.json:
        emit(done)
    else:
        for place in done["sent_to"]:
            say(place)


def _delivered(papers: Papers, record: Record, lang: Lang, arguments: argparse.Namespace) -> list[str]:
    """The file comes first: once that copy is allowed, so is the one for the printer."""
    from station.inspection.papers import COMMAND_LINE

    places, printer = [], arguments.printer is not None
    url = _address(arguments) if printer else ""
    if arguments.out or not printer:
        file = arguments.out or Path(f"{record.id}.zpl")
        label = _label(papers, record, lang, arguments, file)
        places.append(str(papers.save(label, file, COMMAND_LINE, file_reprint_of(arguments))))
    if printer:
        label = _label(papers, record, lang, arguments, None)
        if not places:
            papers.check_copy(label, reprint_of(arguments))
        places.append(_printed(papers, label, url, arguments))
    return places


def _label(
    papers: Papers, record: Record, lang: Lang, arguments: argparse.Namespace, file: Path | None
) -> Paper:
    form = _form(arguments, file)
    label = papers.label(record, lang, arguments.template, clear=not hides_imei(arguments), form=form)
    tell_notices(label.notices, lang)
    return label


def _form(arguments: argparse.Namespace, file: Path | None) -> LabelForm:
    from station.reports.label_form import DOTS_OF_DPI, LabelForm, Language
    from station.settings import settings_found

    setting = settings_found(arguments.home).label
    if file is not None:
        language = Language.PDF if file.suffix.lower() == ".pdf" else Language.ZPL
    else:
        language = Language(setting.language)
    return LabelForm(language, DOTS_OF_DPI[arguments.dpi or setting.dpi])


def _address(arguments: argparse.Namespace) -> str:
    from station.errors import KnownError
    from station.settings import settings_found

    url: str = arguments.printer or settings_found(arguments.home).label_printer
    if not url:
        raise KnownError("LAB-002")
    return url


def _printed(papers: Papers, label: Paper, url: str, arguments: argparse.Namespace) -> str:
    from station.inspection.papers import COMMAND_LINE

    _send(label.content, url, arguments)
    papers.handed_over(label, url, COMMAND_LINE, reprint_of(arguments))
    return url


def _sent(content: bytes, arguments: argparse.Namespace) -> str:
    """Print a label on the printer that was named, or the one that is set."""
    url = _address(arguments)
    _send(content, url, arguments)
    return url


def _send(content: bytes, url: str, arguments: argparse.Namespace) -> None:
    from station.settings import settings_found
    from ui.printing.sending import is_page_on_queue, send_label

    language = settings_found(arguments.home).label.language
    application = _application() if is_page_on_queue(url, language) else None
    try:
        send_label(url, language, content)
    finally:
        del application


def _application() -> object:
    """Qt prints pages, and needs an application for it, but no display."""
    import os
    import sys

    from PySide6.QtWidgets import QApplication

    if sys.platform == "linux" and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QApplication.instance() or QApplication(sys.argv[:1])
