"""The units behind a bar or a row, with photos; Enter opens the record, Esc goes back to the figures."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from station.errors import KnownError
from station.store.index.query import RecordSummary
from ui.channel_words import result_words
from ui.context import Context
from ui.screens.analysis.reading import UNITS_AT_ONCE, UnitBehind, read_behind
from ui.screens.analysis.unit_rows import UnitDelegate, UnitRows
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.looks import column, label, look, row


class _Units(QListView):
    """``opened(row)`` by Enter as by a click; Esc is left to the page."""

    opened = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class BehindPage(QWidget):
    """``opened(record id)`` for the record a person chose, ``closed()`` back to the figures."""

    opened = Signal(str)
    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        look(self, "plain")
        self._context = context
        self._key, self._names = "", dict[str, str]()
        self._title, self._what = label("title"), label("muted")
        self._back = ActionButton(keys=("Esc",), shortcut="Esc")
        self.rows = UnitRows(context.translator)
        self.units = _Units()
        self._lay_out()
        self.units.clicked.connect(self._open)
        self.units.opened.connect(self._open)
        self.rows.wanted.connect(self._read)
        self._back.clicked.connect(self.closed)
        context.theme.changed.connect(self.units.viewport().update)
        context.translator.follow(self.retranslate)

    def show_behind(self, key: str, what: str) -> None:
        """Show the units behind ``key``; ``what`` says which figure that is."""
        self._key = key
        self._what.setText(what)
        self.rows.clear()
        self._read()
        self.units.setFocus()

    @property
    def key(self) -> str:
        """What the units shown lie behind."""
        return self._key

    def tell(self, what: str) -> None:
        """Say again which figure that is, in other words."""
        self._what.setText(what)

    def name_channels(self, names: Mapping[str, str]) -> None:
        """What the channels are called."""
        self._names = dict(names)
        self.units.viewport().update()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._title.setText(tr("analyse.behind.title"))
        self._back.set_text(tr("analyse.behind.back"))
        self.units.setAccessibleName(self._title.text())

    def _read(self) -> None:
        key, before, keep = self._key, self.rows.last, self._context.keep
        self._context.database.run(
            lambda: read_behind(keep, key, before), lambda units: self._add(key, units), self._refuse
        )

    def _add(self, key: str, units: tuple[UnitBehind, ...]) -> None:
        if key != self._key:
            return
        first = self.rows.rowCount() == 0
        self.rows.add(units, has_more=len(units) == UNITS_AT_ONCE)
        if first and units:
            self.units.setCurrentIndex(self.rows.index(0))

    def _refuse(self, error: KnownError) -> None:
        self._context.messages.refuse(error)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.unit(index).record.id)

    def _named(self, record: RecordSummary) -> list[tuple[str, str]]:
        words = self._context.translator
        return [
            (self._names.get(channel, channel), result_words(result, words))
            for channel, result in record.results.items()
        ]

    def _lay_out(self) -> None:
        look(self.units, "flush results")
        self.units.setModel(self.rows)
        self._delegate = UnitDelegate(self.rows, self._context.theme, self._context.translator, self._named)
        self.units.setItemDelegate(self._delegate)
        self.units.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        card = Card(margin=4)
        card.body.addWidget(self.units)
        head = row(spacing=12)
        head.addWidget(self._title)
        head.addWidget(self._what, 1)
        head.addWidget(self._back)
        layout = column(self, spacing=12)
        layout.addLayout(head)
        layout.addWidget(card, 1)
