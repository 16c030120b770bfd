"""A row of role pickers that stands over the columns of a sheet and scrolls with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QTableView, QWidget

from station.standards.importing.layout import column_letter
from ui.i18n import Translator
from ui.widgets.discard import discard
from ui.widgets.looks import look

_HEIGHT_PX = 48


class RoleHeader(QWidget):
    """One picker for each column; ``edited`` after a person changes one."""

    edited = Signal()

    def __init__(self, table: QTableView, words: Translator) -> None:
        super().__init__()
        look(self, "plain")
        self._table, self._words = table, words
        self._pickers: list[QComboBox] = []
        self.setFixedHeight(_HEIGHT_PX)
        table.horizontalScrollBar().valueChanged.connect(self._place)
        table.horizontalHeader().sectionResized.connect(self._place)
        table.horizontalHeader().geometriesChanged.connect(self._place)

    def offer(self, columns: int, roles: Sequence[tuple[str, str]], chosen: Mapping[str, str]) -> None:
        """One picker for each of ``columns``, with (role, words) to choose; ``chosen`` is role by letter."""
        for old in self._pickers:
            discard(old)
        self._pickers = [self._picker(place, roles, chosen) for place in range(columns)]
        self._place()

    @property
    def chosen(self) -> dict[str, str]:
        """The role of each column by its letters, without the columns that have none."""
        told = ((column_letter(place), one.currentData()) for place, one in enumerate(self._pickers))
        return {letters: role for letters, role in told if role}

    def _picker(self, place: int, roles: Sequence[tuple[str, str]], chosen: Mapping[str, str]) -> QComboBox:
        picker = QComboBox(self)
        for role, words in roles:
            picker.addItem(words, role)
        picker.setCurrentIndex(max(0, picker.findData(chosen.get(column_letter(place), ""))))
        name = self._words.tr("standards.import.role_of", column=column_letter(place))
        picker.setAccessibleName(name)
        picker.currentIndexChanged.connect(self.edited)
        picker.show()
        return picker

    def _place(self) -> None:
        header, left = self._table.horizontalHeader(), self._table.verticalHeader().width() + 1
        for place, picker in enumerate(self._pickers):
            at = left + header.sectionViewportPosition(place)
            picker.setGeometry(at + 2, 0, max(40, header.sectionSize(place) - 4), _HEIGHT_PX)
