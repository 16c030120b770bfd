"""The list of sealed records with its search field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from station.standards.library import home_library
from station.store.index.query import RecordSummary
from ui.channel_words import channel_name, result_words
from ui.context import Context
from ui.icons import icon
from ui.screens.records.viewmodel import Found, RecordsModel
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_cap import KeyCap
from ui.widgets.looks import column, label, look, row
from ui.widgets.table import Row, Rows, Table

_COLUMNS = ("sealed_at", "unit", "model", "imei", "inspector")
_WIDTHS = (152, 168, 184, 160, 96)


class ListPage(QWidget):
    """``opened`` carries the id of the record a person chose."""

    opened = Signal(str)

    def __init__(self, context: Context, model: RecordsModel) -> None:
        super().__init__()
        look(self, "page")
        self._context, self._model = context, model
        self._found: Found | None = None
        self._search, self._count, self._hint = QLineEdit(), label("muted"), label("muted small")
        self._rows = Rows(context.theme, strong=1)
        self._table = Table(self._rows, _WIDTHS)
        self._nothing_yet = EmptyState(context.theme, "archive")
        self._nothing_found = EmptyState(context.theme, "search")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def take_focus(self) -> None:
        """Ready to type."""
        self._search.setFocus()
        self._search.selectAll()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._search.setPlaceholderText(tr("records.search"))
        self._search.setAccessibleName(tr("records.search"))
        self._hint.setText(tr("records.open_hint"))
        self._table.setAccessibleName(tr("records.title"))
        self._nothing_yet.set_texts(tr("records.empty"), tr("records.empty_do"))
        self._nothing_found.set_texts(tr("records.none_found"), tr("records.none_found_do"))
        if self._found is not None:
            self._show(self._found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down and self._rows.rowCount():
                self._table.setFocus()
                self._table.selectRow(max(0, self._table.currentIndex().row()))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._rows.rowCount():
                self.opened.emit(self._rows.row(self._rows.index(0, 0)).key)
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        bar = row(spacing=16)
        self._search.setMaximumWidth(480)
        self._search.setMinimumWidth(480)
        bar.addWidget(self._search)
        bar.addWidget(self._count)
        bar.addStretch()
        bar.addWidget(self._hint)
        bar.addWidget(KeyCap("Enter"))
        card = Card(margin=0)
        card.body.addWidget(self._stack)
        for page in (self._table, self._nothing_yet, self._nothing_found):
            self._stack.addWidget(page)
        look(self._table, "flush")
        layout = column(self, spacing=16, margin=24)
        layout.addLayout(bar)
        layout.addWidget(card, 1)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._model.search)
        self._search.installEventFilter(self)
        self._table.opened.connect(self.opened)
        self._model.found.connect(self._show)
        self._context.theme.changed.connect(self._tint)
        self._context.translator.follow(self.retranslate)
        self._glass = self._search.addAction(
            icon("search", self._context.theme.palette.muted), QLineEdit.ActionPosition.LeadingPosition
        )

    def _tint(self) -> None:
        self._glass.setIcon(icon("search", self._context.theme.palette.muted))

    def _show(self, found: Found) -> None:
        self._found = found
        words = self._context.translator
        channels = tuple(dict.fromkeys(channel for record in found.records for channel in record.results))
        headers = [words.tr(f"records.column.{name}") for name in _COLUMNS]
        library = home_library(self._context.home)
        self._rows.set_headers([*headers, *(channel_name(channel, library, words) for channel in channels)])
        self._rows.set_rows([self._row(record, channels) for record in found.records])
        count = self._context.translator.tr("records.count", shown=len(found.records), total=found.total)
        self._count.setText(count)
        empty = self._nothing_found if found.query else self._nothing_yet
        self._stack.setCurrentWidget(self._table if found.records else empty)

    def _row(self, record: RecordSummary, channels: tuple[str, ...]) -> Row:
        at = f"{record.sealed_at.astimezone():%Y-%m-%d %H:%M}"
        words = self._context.translator
        results = (result_words(record.results.get(channel, ""), words) for channel in channels)
        return Row((at, record.unit_code, record.model, record.imei, record.person, *results), record.id)
