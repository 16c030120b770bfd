"""What a study says: the verdict in words, its figures and charts, and the ways out."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from station.model.analysis_page import AnalysisPage
from ui.context import Context
from ui.screens.analysis.board import Board
from ui.screens.analysis.studies.study_work import StudyWork
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.charts.figure_tile import STATES
from ui.widgets.looks import column, label, look, row
from ui.widgets.notice import Notice
from ui.widgets.surroundings import Surroundings


class StudyResult(QWidget):
    """``closed()`` back to the readings, ``print_asked()``, ``export_asked()``."""

    closed = Signal()
    print_asked = Signal()
    export_asked = Signal()

    def __init__(self, context: Context, work: StudyWork) -> None:
        super().__init__()
        look(self, "plain")
        self._context, self._work, words = context, work, context.translator
        self._title, self._covers = label("title"), label("muted")
        self.verdict, self.board = Notice(Surroundings(words, context.theme)), Board(context.theme, words)
        self._back = ActionButton(keys=("Esc",), shortcut="Esc")
        self.print, self.export = (ActionButton(keys=(key,), shortcut=key) for key in ("F7", "F8"))
        self._back.clicked.connect(self.closed)
        self.print.clicked.connect(self.print_asked)
        self.export.clicked.connect(self.export_asked)
        head = row(spacing=12)
        head.addWidget(self._title)
        head.addWidget(self._covers, 1)
        for button in (self._back, self.print, self.export):
            head.addWidget(button)
        layout = column(self, spacing=12)
        layout.addLayout(head)
        layout.addWidget(self.verdict)
        layout.addWidget(self.board, 1)
        words.follow(self.retranslate)
        self.offer()

    def show_page(self, page: AnalysisPage) -> None:
        """Show the study; the first tile is the one that decides."""
        self._title.setText(page.title)
        self._covers.setText(page.covers)
        first = page.tiles[0]
        self.verdict.say(STATES.get(first.light, State.UNKNOWN), first.note)
        told = replace(first, note="")  # it stands above in large
        self.board.show_page(replace(page, tiles=(told, *page.tiles[1:])))

    def offer(self) -> None:
        """Only what the person at work may do."""
        for button, allowed in ((self.print, self._work.may_print), (self.export, self._work.may_export)):
            button.setVisible(allowed)
            button.setEnabled(allowed)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._back.set_text(tr("studies.back"))
        self.print.set_text(tr("studies.print"))
        self.export.set_text(tr("studies.export"))
