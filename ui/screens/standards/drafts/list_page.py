"""The list of drafts that are not published yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from station.publishing.draft import Draft
from ui.context import Context
from ui.screens.standards.drafts.viewmodel import DraftsModel
from ui.theme import State
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_cap import KeyCap
from ui.widgets.looks import column, label, look, row
from ui.widgets.table import Row, Rows, Table

_COLUMNS = ("name", "version", "author", "saved_at", "saves", "review")
_WIDTHS = (240, 144, 160, 168, 88, 0)


class DraftList(QWidget):
    """``opened`` carries the name of the draft a person chose."""

    opened = Signal(str)

    def __init__(self, context: Context, model: DraftsModel) -> None:
        super().__init__()
        look(self, "plain")
        self._context = context
        self._drafts: tuple[Draft, ...] = ()
        self._intro, self._hint = label("muted"), label("muted small")
        self._rows = Rows(context.theme, strong=0)
        self._table = look(Table(self._rows, _WIDTHS), "flush")
        self._empty = EmptyState(context.theme, "book-open-check")
        self._stack = QStackedWidget()
        self._lay_out()
        self._table.opened.connect(self.opened)
        model.read.connect(self._on_read)
        context.translator.follow(self.retranslate)

    def take_focus(self) -> None:
        """Ready to choose by arrow keys."""
        self._table.setFocus()
        if self._drafts:
            self._table.selectRow(max(0, self._table.currentIndex().row()))

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._intro.setText(tr("standards.drafts.intro"))
        self._hint.setText(tr("standards.library.open_hint"))
        self._table.setAccessibleName(tr("standards.page.drafts"))
        self._empty.set_texts(tr("standards.drafts.none"), tr("standards.drafts.none_do"))
        self._show()

    def _lay_out(self) -> None:
        bar = row(spacing=16)
        bar.addWidget(self._intro)
        bar.addStretch()
        bar.addWidget(self._hint)
        bar.addWidget(KeyCap("Enter"))
        card = Card(margin=0)
        card.body.addWidget(self._stack)
        for page in (self._table, self._empty):
            self._stack.addWidget(page)
        layout = column(self, spacing=16)
        layout.addLayout(bar)
        layout.addWidget(card, 1)

    def _on_read(self, drafts: Sequence[Draft]) -> None:
        self._drafts = tuple(drafts)
        self._show()

    def _show(self) -> None:
        tr = self._context.translator.tr
        self._rows.set_headers([tr(f"standards.column.{name}") for name in _COLUMNS])
        self._rows.set_rows([self._row(one) for one in self._drafts])
        self._stack.setCurrentWidget(self._table if self._drafts else self._empty)

    def _row(self, draft: Draft) -> Row:
        tr, saved = self._context.translator.tr, draft.author
        at = f"{datetime.fromisoformat(saved.at).astimezone():%Y-%m-%d %H:%M}"
        reviewed = (
            tr("standards.drafts.reviewed_by", person=draft.review.name)
            if draft.review
            else tr("standards.drafts.waiting")
        )
        cells = (draft.id, draft.version, saved.name, at, str(len(draft.saves)), reviewed)
        return Row(cells, draft.name, State.OK if draft.review else None)
