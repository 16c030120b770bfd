"""Finding a record: one field, facets, and what was found, newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStackedWidget,
    QWidget,
)

from station.errors import KnownError
from station.model.rights import Right
from station.store.index.query import RecordSummary
from ui.channel_words import result_words
from ui.context import Context
from ui.icons import icon
from ui.screens.records.facet_choices import Offer, read_offer
from ui.screens.records.facets import NAMES
from ui.screens.records.find_help import FindHelp
from ui.screens.records.finding import FindModel, Found
from ui.screens.records.result_delegate import ResultDelegate
from ui.screens.records.result_rows import ResultRows
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.facet_bar import FacetBar
from ui.widgets.looks import column, label, look, row
from ui.widgets.surroundings import Surroundings

_CONFIRM = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindPage(QWidget):
    """``opened`` carries the id of the record a person chose, ``queue_asked`` comes when the countersign
    queue is wanted, ``list_asked`` carries the ids or the query of records to print as a list."""

    opened = Signal(str)
    queue_asked = Signal()
    list_asked = Signal(object)

    def __init__(self, context: Context, model: FindModel, around: Surroundings) -> None:
        super().__init__()
        look(self, "page")
        self._context, self._model, self._around = context, model, around
        self._found: Found | None = None
        self._open_first = False
        self._channels: Mapping[str, str] = {}
        self.search, self._count = QLineEdit(), label("muted")
        self.facets = FacetBar(context.translator, NAMES, lambda part: f"records.facet.{part}")
        self._trouble = label("strong", wrap=True)
        self.rows = ResultRows(context.translator)
        self._delegate = ResultDelegate(self.rows, around, self.named)
        self.results = QListView()
        self.help = FindHelp(around)
        self._nothing_yet = EmptyState(context.theme, "archive")
        self._stack = QStackedWidget()
        self._queue, self._waiting = ActionButton(keys=("F8",), shortcut="F8"), 0
        self._list = ActionButton(keys=("Ctrl", "P"), shortcut="Ctrl+P")
        self._help_button = ActionButton(keys=("F1",), shortcut="F1", compact=True)
        self._lay_out()
        self._connect()

    def take_focus(self) -> None:
        """Ready to type over what was typed."""
        self.search.setFocus()
        self.search.selectAll()

    def scan(self, code: str) -> None:
        """Search a scanned code, and open the record when it is the only one."""
        self._open_first = True
        self.search.setText(code)
        self._model.refresh()

    def show_queue(self, waiting: int, allowed: bool) -> None:
        """How many records await a second signature, for who may give it."""
        self._waiting = waiting
        self._queue.setVisible(allowed)
        self._name_queue()

    def refresh_choices(self) -> None:
        """Read again what the facets offer."""
        keep, lang = self._context.keep, self._context.translator.lang
        self._context.database.run(lambda: read_offer(keep, lang), self._take_offer)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self.search.setPlaceholderText(tr("records.search"))
        self.search.setAccessibleName(tr("records.search"))
        self._help_button.set_text(tr("records.help.button"))
        self.results.setAccessibleName(tr("records.title"))
        self._nothing_yet.set_texts(tr("records.empty"), tr("records.empty_do"))
        self._name_queue()
        self._offer_list()
        self.refresh_choices()
        if self._found is not None:
            self._show_count(self._found)

    def _name_queue(self) -> None:
        self._queue.set_text(self._context.translator.tr("records.queue.button", count=self._waiting))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._from_field(event) if watched is self.search else self._from_list(event)
        return super().eventFilter(watched, event)

    def _from_field(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Down and self.rows.rowCount():
            self.results.setFocus()
            if not self.results.currentIndex().isValid():
                self.results.setCurrentIndex(self.rows.index(0))
            return True
        if event.key() in _CONFIRM and self.rows.rowCount():
            self._open(self.rows.index(0))
            return True
        if event.key() == Qt.Key.Key_Escape and (self.search.text() or self._model.facets.any):
            self.search.clear()
            self._model.clear_facets()
            return True
        return False

    def _from_list(self, event: QKeyEvent) -> bool:
        if event.key() in _CONFIRM and self.results.currentIndex().isValid():
            self._open(self.results.currentIndex())
            return True
        if event.key() == Qt.Key.Key_Up and self.results.currentIndex().row() == 0:
            self.take_focus()
            return True
        return False

    def _clicked(self, index: QModelIndex) -> None:
        """With Ctrl or Shift a row is chosen, not opened."""
        held = QApplication.keyboardModifiers()
        if not held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            self._open(index)

    def _chosen(self) -> tuple[str, ...]:
        places = sorted(index.row() for index in self.results.selectionModel().selectedIndexes())
        return tuple(self.rows.record(self.rows.index(place)).id for place in places)

    def _offer_list(self) -> None:
        """Several rows chosen are printed; else everything found."""
        tr, count = self._context.translator.tr, len(self._chosen())
        self._list.set_text(
            tr("records.list.chosen", count=count) if count > 1 else tr("records.list.button")
        )
        self._list.setVisible(self._context.session.may(Right.PRINT))
        self._list.setEnabled(bool(self.rows.rowCount()))

    def _ask_list(self) -> None:
        chosen = self._chosen()
        self.list_asked.emit(chosen if len(chosen) > 1 else self._model.asked)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.record(index).id)

    def _lay_out(self) -> None:
        self.search.setMinimumHeight(52)
        self._trouble.setProperty("state", State.ATTENTION.value)
        self._trouble.hide()
        look(self.results, "flush results")
        self.results.setModel(self.rows)
        self.results.setItemDelegate(self._delegate)
        self.results.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.results.setUniformItemSizes(False)
        self.results.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        card = Card(margin=4)
        card.body.addWidget(self._stack)
        for page in (self.results, self._nothing_yet, self.help):
            self._stack.addWidget(page)
        layout = column(self, spacing=12, margin=24)
        layout.addLayout(self._bar())
        layout.addWidget(self.facets)
        layout.addWidget(self._trouble)
        layout.addWidget(card, 1)

    def _bar(self) -> QHBoxLayout:
        bar = row(spacing=16)
        bar.addWidget(self.search, 1)
        bar.addWidget(self._help_button)
        bar.addWidget(self._count)
        bar.addWidget(self._list)
        bar.addWidget(self._queue)
        return bar

    def _connect(self) -> None:
        self.search.textChanged.connect(self._model.search)
        for widget in (self.search, self.results):
            widget.installEventFilter(self)
        self.results.clicked.connect(self._clicked)
        self.results.selectionModel().selectionChanged.connect(self._offer_list)
        self._list.clicked.connect(self._ask_list)
        self._context.session.changed.connect(self._offer_list)
        self.rows.wanted.connect(self._model.more)
        self.facets.chosen.connect(self._model.choose)
        self.facets.cleared.connect(self._model.clear_facets)
        self.help.example_chosen.connect(self._try)
        self._help_button.clicked.connect(self._toggle_help)
        self._queue.clicked.connect(self.queue_asked)
        self._model.found.connect(self._show)
        self._model.added.connect(self.rows.add)
        self._model.misread.connect(self._misread)
        QShortcut(QKeySequence("Ctrl+F"), self, self.take_focus)
        self._glass = self.search.addAction(
            icon("search", self._context.theme.palette.muted), QLineEdit.ActionPosition.LeadingPosition
        )
        self._context.theme.changed.connect(self._tint)
        self._context.translator.follow(self.retranslate)

    def _tint(self) -> None:
        self._glass.setIcon(icon("search", self._context.theme.palette.muted))
        self.results.viewport().update()

    def _take_offer(self, offer: Offer) -> None:
        self._channels = offer.channels
        for name, choices in offer.choices.items():
            self.facets.offer(name, choices)
        self.results.viewport().update()

    def _toggle_help(self) -> None:
        if self._stack.currentWidget() is self.help and self._found is not None:
            self._show_place(self._found)
        else:
            self.help.explain()
            self._stack.setCurrentWidget(self.help)

    def _try(self, words: str) -> None:
        self.search.setText(words)
        self.take_focus()

    def _show(self, found: Found) -> None:
        self._found = found
        self._trouble.hide()
        self._delegate.seek(found.words)
        self.rows.show(found.rows, found.has_more)
        self.facets.show_chosen(self._model.facets.chosen)
        self._show_count(found)
        self._show_place(found)
        self._offer_list()
        if self._open_first and len(found.rows) == 1 and not found.has_more:
            self.opened.emit(found.rows[0].id)
        self._open_first = False

    def _show_place(self, found: Found) -> None:
        if found.rows:
            self._stack.setCurrentWidget(self.results)
        elif found.narrowed:
            self.help.nothing_found(found.words)
            self._stack.setCurrentWidget(self.help)
        else:
            self._stack.setCurrentWidget(self._nothing_yet)

    def _show_count(self, found: Found) -> None:
        shown = f"{len(found.rows)}+" if found.has_more else str(len(found.rows))
        key = "behind" if found.behind else "count"
        self._count.setText(
            self._context.translator.tr(f"records.{key}", shown=shown, total=found.total, behind=found.behind)
        )

    def _misread(self, error: KnownError) -> None:
        self._open_first = False
        self._trouble.setText(self._context.translator.refusal(error))
        self._trouble.show()

    def named(self, record: RecordSummary) -> Sequence[tuple[str, str]]:
        """The channels of a record and what each gave, in words."""
        words, names = self._context.translator, self._channels
        return [
            (names.get(channel, channel), result_words(result, words))
            for channel, result in record.results.items()
        ]
