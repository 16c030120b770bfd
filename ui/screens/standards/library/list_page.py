"""The list of channel standards: by category, with a search field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QWidget

from station.standards.library import counts_from
from ui.context import Context
from ui.icons import icon
from ui.screens.standards.chips_delegate import ChipsDelegate, Index
from ui.screens.standards.library.ordering import ORDERS, ordered
from ui.screens.standards.viewmodel import StandardsModel
from ui.screens.standards.volumes import Shelf, Volume
from ui.screens.standards.words import grade_codes, source_name
from ui.theme import State
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_cap import KeyCap
from ui.widgets.looks import column, label, look, row
from ui.widgets.table import Row, Rows, Table

_COLUMNS = (
    "category",
    "name",
    "version",
    "valid_from",
    "grades",
    "source",
    "confidence",
    "items",
    "findings",
)
_WIDTHS = (112, 216, 112, 112, 0, 168, 96, 72, 112)
_GRADES = _COLUMNS.index("grades")
_SEARCH_PX, _CHOICE_PX = 320, 184


class ListPage(QWidget):
    """``opened`` carries the id of the standard a person chose."""

    opened = Signal(str)

    def __init__(self, context: Context, model: StandardsModel) -> None:
        super().__init__()
        look(self, "plain")
        self._context, self._model = context, model
        self._shown: tuple[Volume, ...] = ()
        self._search, self._category, self._order = QLineEdit(), QComboBox(), QComboBox()
        self._count, self._hint = label("muted"), label("muted small")
        self._rows = Rows(context.theme, strong=1)
        self._table = Table(self._rows, _WIDTHS)
        self._nothing = EmptyState(context.theme, "search")
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
        self._search.setPlaceholderText(tr("standards.library.search"))
        self._search.setAccessibleName(tr("standards.library.search"))
        self._category.setAccessibleName(tr("standards.column.category"))
        self._order.setAccessibleName(tr("standards.library.order"))
        self._hint.setText(tr("standards.library.open_hint"))
        self._table.setAccessibleName(tr("standards.page.library"))
        self._nothing.set_texts(tr("standards.library.none"), tr("standards.library.none_do"))
        self._fill_categories(self._model.shelf)
        self._fill_orders()
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._shown:
            if event.key() == Qt.Key.Key_Down:
                self._table.setFocus()
                self._table.selectRow(max(0, self._table.currentIndex().row()))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.opened.emit(self._rows.row(self._rows.index(0, 0)).key)
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        bar = row(spacing=16)
        self._search.setFixedWidth(_SEARCH_PX)
        for box in (self._category, self._order):
            box.setFixedWidth(_CHOICE_PX)
        for part in (self._search, self._category, self._order, self._count):
            bar.addWidget(part)
        bar.addStretch()
        bar.addWidget(self._hint)
        bar.addWidget(KeyCap("Enter"))
        card = Card(margin=0)
        card.body.addWidget(self._stack)
        for page in (self._table, self._nothing):
            self._stack.addWidget(page)
        look(self._table, "flush")
        self._table.setItemDelegateForColumn(
            _GRADES, ChipsDelegate(self._context.theme, self._chips, self._table)
        )
        layout = column(self, spacing=16)
        layout.addLayout(bar)
        layout.addWidget(card, 1)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._show)
        self._search.installEventFilter(self)
        for box in (self._category, self._order):
            box.currentIndexChanged.connect(self._show)
        self._table.opened.connect(self.opened)
        self._model.read.connect(self._on_read)
        self._model.examined.connect(self._on_examined)
        self._glass = self._search.addAction(
            icon("search", self._context.theme.palette.muted), QLineEdit.ActionPosition.LeadingPosition
        )
        self._context.theme.changed.connect(self._tint)
        self._context.translator.follow(self.retranslate)

    def _tint(self) -> None:
        self._glass.setIcon(icon("search", self._context.theme.palette.muted))

    def _on_read(self, shelf: Shelf) -> None:
        self._fill_categories(shelf)
        self._show()

    def _fill_categories(self, shelf: Shelf) -> None:
        chosen, lang = self._category.currentData(), self._context.translator.lang
        self._category.blockSignals(True)
        self._category.clear()
        self._category.addItem(self._context.translator.tr("standards.library.every_category"), "")
        for category, title in shelf.categories.items():
            self._category.addItem(title.of(lang), category)
        self._category.setCurrentIndex(max(0, self._category.findData(chosen)))
        self._category.blockSignals(False)

    def _fill_orders(self) -> None:
        chosen = self._order.currentData()
        self._order.blockSignals(True)
        self._order.clear()
        for order in ORDERS:
            self._order.addItem(self._context.translator.tr(f"standards.library.by.{order}"), order)
        self._order.setCurrentIndex(max(0, self._order.findData(chosen)))
        self._order.blockSignals(False)

    def _on_examined(self, standard: str) -> None:
        """Show the counts once all are there; whoever stands on a line keeps standing there."""
        place = self._table.currentIndex().row()
        if not standard:
            self._show()
            self._table.selectRow(place)

    def _show(self) -> None:
        tr = self._context.translator.tr
        fitting = tuple(one for one in self._model.shelf.volumes if self._fits(one))
        self._shown = ordered(fitting, self._order.currentData() or "category")
        self._rows.set_headers([tr(f"standards.column.{name}") for name in _COLUMNS])
        self._rows.set_rows([self._row(one) for one in self._shown])
        total = len(self._model.shelf.volumes)
        self._count.setText(tr("standards.library.count", shown=len(self._shown), total=total))
        self._stack.setCurrentWidget(self._nothing if total and not self._shown else self._table)

    def _fits(self, volume: Volume) -> bool:
        standard, category = volume.standard, self._category.currentData()
        told = f"{standard.id} {standard.name.zh} {standard.name.en} {standard.source}".casefold()
        wanted = self._search.text().casefold().split()
        return (not category or category == standard.category) and all(word in told for word in wanted)

    def _row(self, volume: Volume) -> Row:
        standard, words = volume.standard, self._context.translator
        later = volume.upcoming
        valid_from = counts_from(standard)
        if later is not None and later is not standard:
            valid_from = words.tr("standards.library.next", day=counts_from(later))
        cells = (
            volume.internal.title.of(words.lang),
            standard.name.of(words.lang),
            standard.version,
            valid_from,
            " ".join(grade_codes(standard, words)),
            source_name(standard.source),
            words.tr(f"standards.confidence.{standard.confidence}"),
            str(len(standard.items)),
            self._findings_words(volume),
        )
        return Row(cells, standard.id, State.ATTENTION if volume.standing == "upcoming" else None)

    def _findings_words(self, volume: Volume) -> str:
        found, tr = self._model.findings(volume), self._context.translator.tr
        if found is None:
            return "…"
        waiting = sum(one.is_open for one in found)
        return tr("standards.library.open", count=waiting) if waiting else str(len(found) or "–")

    def _chips(self, index: Index) -> tuple[str, ...]:
        return grade_codes(self._shown[index.row()].standard, self._context.translator)
