"""Brings up the print sheet over a screen, inside the window, and hands out what is decided there."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from station.errors import KnownError
from station.inspection.paper_choice import PaperChoice
from station.inspection.papers import Paper
from station.inspection.reprints import Reprint
from station.model.record import Record
from station.texts import Lang
from ui.context import Context
from ui.paper_desk import PaperDesk
from ui.printing.channel_sheet import ChannelSheet
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
        self.question: ChannelSheet | None = None
        """The question for which channel a paper is."""
        desk.sheet_asked.connect(self._show)
        desk.channel_asked.connect(self._ask_channel)
        context.session.changed.connect(self.close)

    def close(self) -> None:
        """Take the sheet away; nothing was handed out."""
        self.sheet = self.question = None
        self._curtain.open()

    def _ask_channel(self, record: Record, choices: Mapping[Lang, tuple[PaperChoice, ...]]) -> None:
        question = ChannelSheet(self._context, record, choices)
        question.closed.connect(self.close)
        question.chosen.connect(lambda choice: self._make(record, choice))
        self.question = question
        self._curtain.draw(question, veil=True)

    def _make(self, record: Record, choice: PaperChoice) -> None:
        self.close()
        self._desk.make_paper(record, choice)

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
