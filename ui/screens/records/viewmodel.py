"""What the Records screen knows of the record that is open, and does with it; no widgets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance

from station.inspection.paper_choice import PaperChoice, papers_of
from station.inspection.papers import Paper
from station.inspection.reprints import Reprint
from station.model.discretion import identifiers_of
from station.model.record import Record
from station.store.record_check import check_record
from station.texts import Lang
from ui.context import Context
from ui.paper_desk import PaperDesk
from ui.screens.records.comparison import read_comparison
from ui.screens.records.detail import RecordDetail, read_detail, read_photo
from ui.screens.records.finding import FindModel
from ui.theme import State


class RecordsModel(QObject):
    """Opens, checks and prints records.

    ``opened(RecordDetail)`` when a record was asked for, ``renewed(RecordDetail)`` when the one that is open
    is to be shown anew, as its reader may see it. ``certificate_ready(bytes)``, ``checked(LedgerReport)``,
    ``saved(path)`` and ``photo_read(sha256, QImage | None)`` bring results, ``compared(Comparison)`` and
    ``sound(tuple of LedgerProblem)`` too, ``compared_again(Comparison)`` the same in another
    language; ``checking(bool)`` tells that a check runs.
    """

    opened = Signal(object)
    renewed = Signal(object)
    certificate_ready = Signal(object)
    papers_offered = Signal(object)
    """Papers (``tuple[PaperChoice]``) that there are of the open record."""
    copied = Signal(int)
    """How often the certificate shown was handed out."""
    checking = Signal(bool)
    checked = Signal(object)
    saved = Signal(str)
    compared = Signal(object)
    compared_again = Signal(object)
    sound = Signal(object)
    photo_read = Signal(str, object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.find = FindModel(context, self)
        self.papers = PaperDesk(context, self)
        self._record: Record | None = None
        self._detail: RecordDetail | None = None
        self._wanted, self._other = "", ""
        self._lang = context.translator.lang
        self._certificate: Paper | None = None
        self.papers.certificate_made.connect(self._on_certificate)
        self.papers.certificate_ready.connect(self._on_saved)
        self.papers.certificate_printed.connect(self._count_copy)
        context.translator.changed.connect(self.reopen)
        context.translator.hid.connect(self._hide)

    @property
    def record(self) -> Record | None:
        """The record that is open."""
        return self._record

    @property
    def certificate_lang(self) -> Lang:
        """Language of the certificate shown."""
        return self._lang

    def open(self, record_id: str) -> None:
        """Read one record; of several asked for the last one is shown."""
        self._read(record_id, self.opened)

    def reopen(self) -> None:
        """Read the open record again: its standing or the language has changed."""
        if self._record is not None:
            self._read(self._record.id, self.renewed)

    def read_photo(self, sha256: str) -> None:
        """Read one photo in full."""
        keep = self._context.keep
        self._context.database.run(
            lambda: read_photo(keep, sha256), lambda image: self.photo_read.emit(sha256, image)
        )

    def check(self) -> None:
        """Verify the whole ledger."""
        self.checking.emit(True)
        self._context.database.run(self._context.keep.ledger.verify, self._on_checked)

    def check_record(self) -> None:
        """Verify the open record by itself."""
        keep, record = self._context.keep, self._record
        if record is not None:
            self.checking.emit(True)
            self._context.database.run(lambda: check_record(keep.store, record), self._on_record_checked)

    def compare(self, other: str) -> None:
        """Lay another record of the unit beside the open one."""
        self._other = other
        self._compare(self.compared)

    def compare_again(self) -> None:
        """Tell the comparison anew: the language has changed."""
        self._compare(self.compared_again)

    @property
    def shown_paper(self) -> tuple[str, str]:
        """Template and channel of the paper shown; empty before there is one."""
        shown = self._certificate
        return (shown.template, shown.channel) if shown else ("", "")

    def print_certificate(self, lang: Lang | None = None, choice: PaperChoice | None = None) -> None:
        """Make a paper of the open record, the usual one when None, in ``lang`` (the window's when None)."""
        record, words = self._record, self._context.translator.lang
        if record is None:
            return
        self._lang = lang or words
        home = self._context.home
        self._context.database.run(lambda: papers_of(home, record, words), self.papers_offered.emit)
        template, channel = (choice.template, choice.channel) if choice else ("", "")
        self.papers.draw_certificate(record, self._lang, template, channel)

    def save_certificate(self, reprint: Reprint | None = None) -> None:
        """Save the certificate shown into the station's output folder; a further copy needs a reason."""
        if self._certificate is not None:
            self.papers.save_certificate(self._certificate, reprint)

    def send_certificate(self, reprint: Reprint | None = None) -> None:
        """Print the certificate shown on the document printer; a further copy needs a reason."""
        if self._certificate is not None:
            self.papers.print_certificate(self._certificate, reprint)

    def print_label(self) -> None:
        """Send the label to the printer, or save it when none is configured."""
        if self._record is not None:
            self.papers.make_label(self._record)

    def export(self) -> None:
        """Write a bundle of the open record that anyone can verify."""
        if self._record is not None:
            self.papers.export(self._record)

    def _read(self, record_id: str, told: SignalInstance) -> None:
        self._wanted = record_id
        keep, lang = self._context.keep, self._context.translator.lang
        self._context.database.run(
            lambda: read_detail(keep, record_id, lang), lambda detail: self._on_detail(detail, told)
        )

    def _compare(self, told: SignalInstance) -> None:
        keep, record, lang, other = (
            self._context.keep,
            self._record,
            self._context.translator.lang,
            self._other,
        )
        if record is not None:
            known = identifiers_of(record.document)
            self._context.database.run(
                lambda: read_comparison(keep, record.id, other, lang),
                lambda found: told.emit(self._context.translator.seen(found, *known)),
            )

    def _on_detail(self, detail: RecordDetail, told: SignalInstance) -> None:
        if detail.record.id == self._wanted:
            self._record, self._detail = detail.record, detail
            told.emit(self._seen(detail))

    def _hide(self) -> None:
        """At once, before the record is read again."""
        if self._detail is not None:
            self.renewed.emit(self._seen(self._detail))

    def _seen(self, detail: RecordDetail) -> RecordDetail:
        return self._context.translator.seen(detail, *identifiers_of(detail.record.document))

    def _on_checked(self, report: object) -> None:
        self.checking.emit(False)
        self.checked.emit(report)

    def _on_record_checked(self, problems: object) -> None:
        self.checking.emit(False)
        self.sound.emit(problems)

    def _on_certificate(self, paper: Paper) -> None:
        self._certificate = paper
        for notice in paper.notices:
            self._context.messages.refuse(notice)
        self.certificate_ready.emit(paper.content)
        self.copied.emit(paper.copies)

    def _count_copy(self) -> None:
        """Somebody got the certificate shown: the next one is a further copy."""
        if self._certificate is not None:
            self._certificate = replace(self._certificate, copies=self._certificate.copies + 1)
            self.copied.emit(self._certificate.copies)

    def _on_saved(self, path: Path) -> None:
        self._context.messages.tell(State.OK, "records.saved", path=path)
        self.saved.emit(str(path))
        self._count_copy()
