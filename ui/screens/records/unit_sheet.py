"""Every inspection of the same unit, before and after: Enter lays it beside the record that is open."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QListView, QStackedWidget, QWidget

from ui.screens.records.detail import RecordDetail
from ui.screens.records.result_delegate import Named, ResultDelegate
from ui.screens.records.result_rows import ResultRows
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import column, label, look
from ui.widgets.surroundings import Surroundings


class UnitSheet(QStackedWidget):
    """``compared(record id)`` with the other record that is to stand beside this one."""

    compared = Signal(str)

    def __init__(self, around: Surroundings, named: Named) -> None:
        super().__init__()
        self._around = around
        self._rows = ResultRows(around.words)
        self.list = look(QListView(), "flush results")
        self._lead = label("muted", wrap=True)
        self._empty = EmptyState(around.theme, "git-compare")
        self._lay_out(ResultDelegate(self._rows, around, named))
        self.list.activated.connect(lambda index: self.compared.emit(self._rows.record(index).id))
        self.setFocusProxy(self.list)
        around.words.follow(self.retranslate)

    def show_detail(self, detail: RecordDetail) -> None:
        """Show the other records of the unit."""
        self._rows.show(detail.relatives, has_more=False)
        self.setCurrentIndex(0 if detail.relatives else 1)
        if detail.relatives:
            self.list.setCurrentIndex(self._rows.index(0))

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._around.words.tr
        self._lead.setText(tr("records.unit.lead"))
        self._empty.set_texts(tr("records.unit.none"), tr("records.unit.none_do"))

    def _lay_out(self, delegate: ResultDelegate) -> None:
        self.list.setItemDelegate(delegate)
        self.list.setModel(self._rows)
        self.list.setMinimumSize(QSize(400, 200))
        page = look(QWidget(), "plain")
        lines = column(page, spacing=8, margin=16)
        lines.addWidget(self._lead)
        lines.addWidget(self.list, 1)
        self.addWidget(page)
        self.addWidget(self._empty)
