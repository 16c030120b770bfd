"""Brings up the print sheet for a paper that is of no single record, and hands out what is decided there."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from station.errors import KnownError
from station.inspection.loose_papers import LoosePaper, check_loose, handed_over, save_loose
from station.inspection.papers import Papers
from station.inspection.reprints import Reprint
from ui.context import Context
from ui.printing.documents import print_document
from ui.printing.print_sheet import PrintSheet, Wanted
from ui.printing.saving import refuse_other_file
from ui.theme import State
from ui.widgets.curtain import Curtain


class LooseSheets(QObject):
    """One sheet at a time over ``frame``; it goes when the paper is handed out or somebody else works."""

    def __init__(self, context: Context, frame: QWidget) -> None:
        super().__init__(frame)
        self._context, self._papers = context, Papers(context.keep.store)
        self._curtain = Curtain(frame, context.theme, context.translator)
        self.sheet: PrintSheet | None = None
        """The one that is shown."""
        context.session.changed.connect(self.close)

    def ask(self, paper: LoosePaper) -> None:
        """Ask which printer, how often, or into which file."""
        sheet = PrintSheet(self._context, paper, None)
        sheet.closed.connect(self.close)
        sheet.wanted.connect(lambda wanted: self._hand_out(paper, wanted))
        self.sheet = sheet
        self._curtain.draw(sheet, veil=True)

    def close(self) -> None:
        """Take the sheet away; nothing more is handed out."""
        self.sheet = None
        self._curtain.open()

    def _hand_out(self, paper: LoosePaper, wanted: Wanted) -> None:
        """Whether a further copy has its reason is found out before the printer gets anything."""
        if wanted.file is not None:
            work = partial(_save, self._papers, paper, wanted.file, self._person(), wanted.reprint)
            self._context.database.run(work, self._saved, self._refuse)
            return
        check = partial(check_loose, self._papers, paper, wanted.reprint)
        self._context.database.run(check, partial(self._print, paper, wanted), self._refuse)

    def _print(self, paper: LoosePaper, wanted: Wanted, _allowed: None) -> None:
        self._context.labels.run(
            partial(print_document, paper.content, wanted.job),
            partial(self._printed, paper, wanted),
            self._refuse,
        )

    def _saved(self, path: Path) -> None:
        self._context.messages.tell(State.OK, "records.saved", path=path)
        self.close()

    def _printed(self, paper: LoosePaper, wanted: Wanted, printer: str) -> None:
        state = partial(
            handed_over, self._papers, paper, printer, self._person(), wanted.reprint, wanted.job.copies
        )
        self._context.database.run(state)
        self._context.messages.tell(State.OK, "print.document.sent", printer=printer)
        self.close()

    def _refuse(self, error: KnownError) -> None:
        if self.sheet is not None:
            self.sheet.refuse(error)
        else:
            self._context.messages.refuse(error)

    def _person(self) -> str:
        person = self._context.session.person
        return person.id if person else ""


def _save(papers: Papers, paper: LoosePaper, path: Path, person: str, reprint: Reprint | None) -> Path:
    """Runs on the database lane."""
    refuse_other_file(path, paper.content)
    return save_loose(papers, paper, path, person, reprint)
