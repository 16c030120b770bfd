"""Hands out certificates, labels and bundles of sealed records; what is slow runs on the lanes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from station.errors import KnownError
from station.inspection.paper_choice import PaperChoice
from station.inspection.papers import Paper, Papers
from station.inspection.reprints import Reprint
from station.model.record import Record
from station.model.rights import Right
from station.texts import Lang
from ui.context import Context
from ui.printing.documents import PrintJob, print_document
from ui.printing.saving import holds, refuse_other_file
from ui.theme import State

Done = Callable[[Any], None]
Failed = Callable[[KnownError], None]


class PaperDesk(QObject):
    """``certificate_made(Paper)`` is a certificate to look at; ``certificate_ready(Path)``,
    ``label_ready(Path)`` and ``bundle_ready(Path)`` come once something is saved. A label goes to the printer
    when one is set."""

    certificate_made = Signal(object)
    certificate_ready = Signal(object)
    certificate_printed = Signal()
    channel_asked = Signal(object, object)
    """A record, and by language the papers of it of which one has to be chosen: each for one channel."""
    sheet_asked = Signal(object, object)
    """A paper to decide about on the print sheet, and the reason already given for a further copy or None."""
    label_ready = Signal(object)
    bundle_ready = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._papers = Papers(context.keep.store)

    def draw_certificate(self, record: Record, lang: Lang, template: str = "", channel: str = "") -> None:
        """Make a certificate, or the paper of another ``template``, to look at; nobody has it yet."""
        clear, words = self._may_see(), self._context.translator.lang

        def made() -> Paper:
            choices = () if template else self._papers.to_choose(record, words)
            name, to = (choices[0].template, choices[0].channel) if choices else (template, channel)
            return self._papers.certificate(record, lang, name, clear=clear, channel=to)

        self._context.database.run(made, self.certificate_made.emit)

    def save_certificate(self, paper: Paper, reprint: Reprint | None = None) -> None:
        """Save a certificate into the station's output folder; a further copy needs a reason."""
        path, person = self._out(paper.file_name), self._person()
        self._context.database.run(
            lambda: self._papers.save(paper, path, person, reprint), self.certificate_ready.emit
        )

    def print_certificate(self, paper: Paper, reprint: Reprint | None = None) -> None:
        """Ask on the print sheet which printer, how often, or into which file."""
        self.sheet_asked.emit(paper, reprint)

    def print_copy(
        self, paper: Paper, job: PrintJob, reprint: Reprint | None, done: Done, failed: Failed
    ) -> None:
        """Print a document without a dialog; refused, nothing is lost.

        Whether a further copy has its reason is found out before the printer gets anything.
        """
        labels, person = self._context.labels, self._person()
        self._context.database.run(
            lambda: self._papers.check_copy(paper, reprint),
            lambda _: labels.run(
                lambda: print_document(paper.content, job),
                lambda printer: self._printed(paper, printer, person, reprint, job.copies, done),
                failed,
            ),
            failed,
        )

    def save_copy(
        self, paper: Paper, path: Path, reprint: Reprint | None, done: Done, failed: Failed
    ) -> None:
        """Save a paper where a person said; another file that is there stays."""
        person, ready = self._person(), self.label_ready if paper.kind == "label" else self.certificate_ready

        def saved(file: Path) -> None:
            ready.emit(file)
            if paper.kind == "label":
                self._context.messages.tell(State.OK, "records.saved", path=file)
            done(file)

        self._context.database.run(lambda: self._save_new(paper, path, person, reprint), saved, failed)

    def make_certificate(self, record: Record) -> None:
        """Save the certificate in the language in use; one that was saved before and is the same is shown,
        and for any further copy a reason is asked. Where the usual paper is for one of several channels, it
        is asked for which."""
        lang = self._context.translator.lang
        self._context.database.run(
            lambda: {one: self._papers.to_choose(record, one) for one in Lang},
            lambda found: self.channel_asked.emit(record, found) if found[lang] else self.make_paper(record),
        )

    def make_paper(self, record: Record, choice: PaperChoice | None = None) -> None:
        """Save the paper that was chosen, else the usual one; as :meth:`make_certificate`."""
        lang, clear = self._context.translator.lang, self._may_see()
        template, channel = (choice.template, choice.channel) if choice else ("", "")
        self._context.database.run(
            lambda: self._papers.certificate(record, lang, template, clear=clear, channel=channel),
            self._offer_certificate,
        )

    def make_label(self, record: Record) -> None:
        """Print the label when a printer is set, else save it; for a further one a reason is asked."""
        lang, clear = self._context.translator.lang, self._may_see()
        self._context.database.run(lambda: self._papers.label(record, lang, clear=clear), self._offer_label)

    def label_again(self, paper: Paper, reprint: Reprint | None, done: Done, failed: Failed) -> None:
        """Let a further label wait for the printer."""

        def allowed(_: object) -> None:
            self._print_label(paper.record, paper.lang, reprint)
            done(paper)

        self._context.database.run(lambda: self._papers.check_copy(paper, reprint), allowed, failed)

    def print_if_set(self, record: Record) -> None:
        """Right after sealing the label prints by itself, where there is a printer."""
        if self._context.settings.now.label_printer:
            self._print_label(record, self._context.translator.lang)

    def export(self, record: Record) -> None:
        """Write a bundle of one record that anyone can verify into the output folder."""
        person, moment = self._person(), self._context.clock.now()
        folder = self._out(f"{record.id}-{moment:%Y%m%dT%H%M%S}")
        self._context.database.run(lambda: self._papers.export((record.id,), folder, person), self._exported)

    def _offer_certificate(self, paper: Paper) -> None:
        path = self._out(paper.file_name)
        if not paper.copies:
            self.save_certificate(paper)
        elif holds(path, paper.content):
            self.certificate_ready.emit(path)
        else:
            self.sheet_asked.emit(paper, None)

    def _offer_label(self, paper: Paper) -> None:
        """Labels of the record that wait count as printed: their person has asked for them already."""
        record, lang = paper.record, paper.lang
        waiting = sum(
            (one.record, one.lang) == (record.id, lang.value) for one in self._context.labels.waiting
        )
        if paper.copies + waiting:
            self.sheet_asked.emit(replace(paper, copies=paper.copies + waiting), None)
        elif self._context.settings.now.label_printer:
            self._print_label(record, lang)
        else:
            path, person = self._out(f"{record.id}.zpl"), self._person()
            self._context.database.run(lambda: self._papers.save(paper, path, person), self._label_saved)

    def _print_label(self, record: Record, lang: Lang, reprint: Reprint | None = None) -> None:
        self._context.labels.print(record, lang, self._person(), clear=self._may_see(), reprint=reprint)

    def _save_new(self, paper: Paper, path: Path, person: str, reprint: Reprint | None) -> Path:
        """Runs on the database lane."""
        refuse_other_file(path, paper.content)
        return self._papers.save(paper, path, person, reprint)

    def _printed(
        self, paper: Paper, printer: str, person: str, reprint: Reprint | None, together: int, done: Done
    ) -> None:
        def stated(_: object) -> None:
            self.certificate_printed.emit()
            done(printer)

        self._context.database.run(
            lambda: self._papers.handed_over(paper, printer, person, reprint, together=together), stated
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
