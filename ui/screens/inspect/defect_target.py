"""Where a defect seen in passing belongs: one list of the items that take defects."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from station.model.checklist import CheckItem
from ui.theme import GRID_PX
from ui.widgets.looks import column, label
from ui.widgets.option_list import Entry, OptionList
from ui.widgets.surroundings import Surroundings


class DefectTarget(QWidget):
    """Items that take defects, by digit; ``decided(item id)`` or ``given_up()``."""

    decided = Signal(str)
    given_up = Signal()

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._items: tuple[CheckItem, ...] = ()
        self._title, self._hint = label("lead strong"), label("muted small", wrap=True)
        self._list = OptionList(around)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        lines = column(self, spacing=GRID_PX)
        for part in (self._title, self._list, self._hint):
            lines.addWidget(part)
        lines.addStretch(1)
        self._list.picked.connect(self.decided)
        around.words.follow(self.retranslate)

    def ask(self, items: Sequence[CheckItem]) -> None:
        """Ask among ``items``."""
        self._items = tuple(items)
        self.retranslate()
        self._list.pick(None)
        self.show()
        self.setFocus()

    def retranslate(self) -> None:
        """Write every text again."""
        tr, lang = self._around.words.tr, self._around.words.lang
        self._title.setText(tr("inspect.defect.title"))
        self._hint.setText(tr("inspect.defect.hint"))
        self._list.offer([Entry(item.id, item.title.of(lang)) for item in self._items])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits decide, Escape gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif not self._list.press(event.text()):
            event.ignore()
