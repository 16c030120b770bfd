"""Hands out certificates, labels and bundles of sealed records; what is slow runs on the lanes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from station.inspection.papers import Paper, Papers
from station.inspection.reprints import Reprint
from station.model.record import Record
from station.model.rights import Right
from station.texts import Lang
from ui.context import Context
from ui.printing.documents import PrintJob, print_document
from ui.theme import State


class PaperDesk(QObject):
    """``certificate_made(Paper)`` is a certificate to look at; ``certificate_ready(Path)``,
    ``label_ready(Path)`` and ``bundle_ready(Path)`` come once something is saved. A label goes to the printer
    when one is set."""

    certificate_made = Signal(object)
    certificate_ready = Signal(object)
    certificate_printed = Signal()
    label_ready = Signal(object)
    bundle_ready = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._papers = Papers(context.keep.store)

    def draw_certificate(self, record: Record, lang: Lang) -> None:
        """Make a certificate to look at; nobody has it yet."""
        clear = self._may_see()
        self._context.database.run(
            lambda: self._papers.certificate(record, lang, clear=clear), self.certificate_made.emit
        )

    def save_certificate(self, paper: Paper, reprint: Reprint | None = None) -> None:
        """Save a certificate into the station's output folder; a further copy needs a reason."""
        path, person = self._out(f"{paper.record.id}-{paper.lang.value}.pdf"), self._person()
        self._context.database.run(
            lambda: self._papers.save(paper, path, person, reprint), self.certificate_ready.emit
        )

    def print_certificate(self, paper: Paper, reprint: Reprint | None = None) -> None:
        """Print a certificate on the document printer, without a dialog; refused, nothing is lost.

        Whether a further copy has its reason is found out before the printer gets anything.
        """
        self._context.database.run(
            lambda: self._papers.check_copy(paper, reprint), lambda _: self._send(paper, reprint)
        )

    def _send(self, paper: Paper, reprint: Reprint | None) -> None:
        setting, lane = self._context.settings.now.document, self._context.labels.run
        job = PrintJob(setting.printer, sides=setting.sides, title=paper.record.id)
        lane(
            lambda: print_document(paper.content, job), lambda printer: self._printed(paper, printer, reprint)
        )

    def make_certificate(self, record: Record) -> None:
        """Save the certificate in the language in use."""
        lang, person, clear = self._context.translator.lang, self._person(), self._may_see()
        path = self._out(f"{record.id}-{lang.value}.pdf")
        self._context.database.run(
            lambda: self._papers.save(self._papers.certificate(record, lang, clear=clear), path, person),
            self.certificate_ready.emit,
        )

    def make_label(self, record: Record) -> None:
        """Print the label when a printer is set, else save it."""
        if self._context.settings.now.label_printer:
            self._print_label(record)
            return
        lang, clear, template = self._context.translator.lang, self._may_see(), self._label_template()
        path, person = self._out(f"{record.id}.zpl"), self._person()
        self._context.database.run(
            lambda: self._papers.save(self._papers.label(record, lang, template, clear=clear), path, person),
            self._label_saved,
        )

    def print_if_set(self, record: Record) -> None:
        """Right after sealing the label prints by itself, where there is a printer."""
        if self._context.settings.now.label_printer:
            self._print_label(record)

    def export(self, record: Record) -> None:
        """Write a bundle of one record that anyone can verify into the output folder."""
        person, moment = self._person(), self._context.clock.now()
        folder = self._out(f"{record.id}-{moment:%Y%m%dT%H%M%S}")
        self._context.database.run(lambda: self._papers.export((record.id,), folder, person), self._exported)

    def _print_label(self, record: Record) -> None:
        lang, clear = self._context.translator.lang, self._may_see()
        self._context.labels.print(record, lang, self._person(), clear=clear)

    def _label_template(self) -> str:
        return self._context.settings.now.label.template

    def _printed(self, paper: Paper, printer: str, reprint: Reprint | None) -> None:
        person = self._person()
        self._context.database.run(
            lambda: self._papers.handed_over(paper, printer, person, reprint),
            lambda _: self.certificate_printed.emit(),
        )
        self._context.messages.tell(State.OK, "print.document.sent", printer=printer)

    def _label_saved(self, path: Path) -> None:
        self.label_ready.emit(path)
        self._context.messages.tell(State.OK, "papers.label.saved", path=path)

    def _exported(self, folder: Path) -> None:
        self.bundle_ready.emit(folder)
        self._context.messages.tell(State.OK, "papers.exported", path=folder)

    def _out(self, name: str) -> Path:
        return self._context.home.output / name

    def _may_see(self) -> bool:
        return self._context.session.may(Right.SEE_PRIVATE)

    def _person(self) -> str:
        person = self._context.session.person
        return person.id if person else ""
