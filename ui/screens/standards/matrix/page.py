"""The matrix page: filters at the left, the table at the right, the chosen cell in full below it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from ui.context import Context
from ui.screens.screen import TopLineText
from ui.screens.standards.editor.check_list import CheckList
from ui.screens.standards.matrix.cells import CellDelegate, MatrixCells
from ui.screens.standards.matrix.viewmodel import MatrixModel, Shown
from ui.screens.standards.volumes import Shelf
from ui.widgets.card import Card
from ui.widgets.key_cap import KeyCap
from ui.widgets.looks import column, label, look, row

_SIDE_PX, _ITEM_PX, _COLUMN_PX, _ROW_PX = 272, 248, 216, 56


class MatrixTable(QTableView):
    """``opened`` with the cell a person chose by Enter or double click."""

    opened = Signal(QModelIndex)

    def __init__(self, cells: MatrixCells, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "flush matrix")
        self.setModel(cells)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setFixedWidth(_ITEM_PX)
        for header, size in ((self.verticalHeader(), _ROW_PX), (self.horizontalHeader(), _COLUMN_PX)):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setDefaultSectionSize(size)
            header.setHighlightSections(False)
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.doubleClicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class MatrixPage(QWidget):
    """``opened(standard id, clause)`` for the clause behind a cell, ``changed`` for the top line."""

    changed = Signal()
    opened = Signal(str, str)

    def __init__(self, context: Context, model: MatrixModel) -> None:
        super().__init__()
        look(self, "plain")
        self._context, self.model = context, model
        self._shelf, self._shown = Shelf(()), None
        self._cells = MatrixCells()
        self.table = MatrixTable(self._cells)
        self.category, self.channels, self.only_conflicts = QComboBox(), CheckList(fills=True), QCheckBox()
        self._titles = {name: label("section") for name in ("category", "channels")}
        self._steps, self._steps_do = label("step"), label("muted", wrap=True)
        self._told_title, self._told, self._hint = (
            label("strong"),
            label("muted", wrap=True),
            label("muted small"),
        )
        self._lay_out()
        self._connect()

    _shown: Shown | None

    def take_focus(self) -> None:
        """Ready to move through the cells."""
        self.table.setFocus()
        if self._shown is None:
            self._read()

    def top_line(self) -> TopLineText:
        """What stands in the top line."""
        tr = self._context.translator.tr
        return TopLineText(tr("standards.title"), (tr("standards.page.matrix"),))

    def show_shelf(self, shelf: Shelf) -> None:
        """Offer the categories and channels of the library."""
        self._shelf = shelf
        chosen, lang = self.category.currentData(), self._context.translator.lang
        self.category.blockSignals(True)
        self.category.clear()
        for category, title in shelf.categories.items():
            self.category.addItem(title.of(lang), category)
        wanted = chosen or "smartphone"
        self.category.setCurrentIndex(max(0, self.category.findData(wanted)))
        self.category.blockSignals(False)
        self._offer_channels()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        for name, title in self._titles.items():
            title.setText(tr(f"standards.matrix.{name}"))
        self.category.setAccessibleName(tr("standards.matrix.category"))
        self.channels.setAccessibleName(tr("standards.matrix.channels"))
        self.only_conflicts.setText(tr("standards.matrix.only_conflicts"))
        self.table.setAccessibleName(tr("standards.page.matrix"))
        self._hint.setText(tr("standards.matrix.open_hint"))
        self.show_shelf(self._shelf)
        if self._shown is not None:
            self._read()

    def _lay_out(self) -> None:
        side = Card(margin=20, spacing=4)
        side.setFixedWidth(_SIDE_PX)
        for name, field in (("category", self.category), ("channels", self.channels)):
            side.body.addWidget(self._titles[name])
            side.body.addWidget(field, 1 if field is self.channels else 0)
            side.body.addSpacing(8)
        side.body.addWidget(self.only_conflicts)
        side.body.addSpacing(8)
        side.body.addWidget(self._steps)
        side.body.addWidget(self._steps_do)
        main, foot = Card(margin=0, spacing=0), look(QFrame(), "plain")
        self.table.setItemDelegate(CellDelegate(self._context.theme, self._context.translator, self.table))
        main.body.addWidget(self.table, 1)
        inside = column(foot, spacing=4, margin=16)
        head = row(spacing=8)
        head.addWidget(self._told_title, 1)
        head.addWidget(self._hint)
        head.addWidget(KeyCap("Enter"))
        inside.addLayout(head)
        inside.addWidget(self._told)
        foot.setFixedHeight(120)
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        main.body.addWidget(foot)
        layout = row(self, spacing=16)
        layout.addWidget(side)
        layout.addWidget(main, 1)

    def _connect(self) -> None:
        self.category.currentIndexChanged.connect(self._on_category)
        self.channels.edited.connect(self._read)
        self.only_conflicts.toggled.connect(self._show)
        self.table.opened.connect(self._on_opened)
        self.table.selectionModel().currentChanged.connect(self._on_current)
        self.model.shown.connect(self._on_shown)
        self._context.translator.follow(self.retranslate)

    def _on_category(self) -> None:
        self.channels.offer((), ())
        self._offer_channels()
        self._read()

    def _offer_channels(self) -> None:
        category, lang = self.category.currentData(), self._context.translator.lang
        offered = [
            (one.standard.id, one.standard.name.of(lang))
            for one in self._shelf.volumes
            if one.standard.category == category
        ]
        before = self.channels.ticked
        self.channels.offer(offered, before or [standard for standard, _name in offered])

    def _read(self) -> None:
        if self.category.currentData() and self.channels.ticked:
            self.model.read(self.category.currentData(), self.channels.ticked)

    def _on_shown(self, shown: Shown) -> None:
        self._shown = shown
        tr = self._context.translator.tr
        self._steps.setText(tr("standards.matrix.steps", count=shown.steps))
        self._steps_do.setText(tr("standards.matrix.steps_do", channels=len(shown.channels), of=shown.of))
        self._show()

    def _show(self) -> None:
        if self._shown is not None:
            self._cells.show(self._shown, only_conflicts=self.only_conflicts.isChecked())
            if self._cells.rowCount():
                self.table.setCurrentIndex(self._cells.first_asked())
            else:
                self._told_title.setText(self._context.translator.tr("standards.matrix.no_conflict"))
                self._told.setText("")

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if not now.isValid():
            return
        line, channel, cell = (
            self._cells.line(now.row()),
            self._cells.channel(now.column()),
            self._cells.cell(now),
        )
        words = cell.words or self._context.translator.tr("standards.matrix.not_asked")
        told = {"item": line.title, "channel": channel.name, "words": words}
        self._told_title.setText(self._context.translator.tr("standards.matrix.cell", **told))
        self._told.setText("\n".join(line.told))

    def _on_opened(self, at: QModelIndex) -> None:
        cell = self._cells.cell(at)
        if cell.clause:
            self.opened.emit(self._cells.channel(at.column()).id, cell.clause)
