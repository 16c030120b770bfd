"""Brings up the print sheet over a screen, inside the window, and hands out what is decided there."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from station.errors import KnownError
from station.inspection.papers import Paper
from station.inspection.reprints import Reprint
from ui.context import Context
from ui.paper_desk import PaperDesk
from ui.printing.print_sheet import PrintSheet, Wanted
from ui.widgets.curtain import Curtain


class PrintSheets(QObject):
    """One sheet at a time over ``frame``; it goes when the paper is handed out or somebody else works."""

    def __init__(self, context: Context, desk: PaperDesk, frame: QWidget) -> None:
        super().__init__(frame)
        self._context, self._desk = context, desk
        self._curtain = Curtain(frame, context.theme, context.translator)
        self.sheet: PrintSheet | None = None
        """The one that is shown."""
        desk.sheet_asked.connect(self._show)
        context.session.changed.connect(self.close)

    def close(self) -> None:
        """Take the sheet away; nothing was handed out."""
        self.sheet = None
        self._curtain.open()

    def _show(self, paper: Paper, given: Reprint | None) -> None:
        sheet = PrintSheet(self._context, paper, given)
        sheet.closed.connect(self.close)
        sheet.wanted.connect(lambda wanted: self._hand_out(paper, wanted))
        self.sheet = sheet
        self._curtain.draw(sheet, veil=True)

    def _hand_out(self, paper: Paper, wanted: Wanted) -> None:
        if wanted.file is not None:
            self._desk.save_copy(paper, wanted.file, wanted.reprint, self._done, self._refuse)
        elif paper.kind == "label":
            self._desk.label_again(paper, wanted.reprint, self._done, self._refuse)
        else:
            self._desk.print_copy(paper, wanted.job, wanted.reprint, self._done, self._refuse)

    def _done(self, _outcome: object) -> None:
        self.close()

    def _refuse(self, error: KnownError) -> None:
        if self.sheet is not None:
            self.sheet.refuse(error)
        else:
            self._context.messages.refuse(error)
