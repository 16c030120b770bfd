"""Some of many, ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.widgets.looks import look

_ROW_PX, _MOST_ROWS = 36, 6
_VALUE = Qt.ItemDataRole.UserRole


class CheckList(QListWidget):
    """``edited`` after a person ticks or unticks; Space does it by key.

    It is as high as its lines, up to six, or with ``fills`` as high as there is room.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None, *, fills: bool = False) -> None:
        super().__init__(parent)
        look(self, "dense")
        self._fills = fills
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemChanged.connect(lambda _item: self.edited.emit())

    def offer(self, choices: Sequence[tuple[str, str]], ticked: Sequence[str]) -> None:
        """Show these (value, words) and tick some."""
        self.blockSignals(True)
        self.clear()
        for value, words in choices:
            line = QListWidgetItem(words)
            line.setData(_VALUE, value)
            line.setToolTip(words)
            state = Qt.CheckState.Checked if value in ticked else Qt.CheckState.Unchecked
            line.setCheckState(state)
            self.addItem(line)
        if not self._fills:
            self.setFixedHeight(min(len(choices), _MOST_ROWS) * _ROW_PX + 12)
        self._to_first_ticked()
        self.blockSignals(False)

    @property
    def ticked(self) -> tuple[str, ...]:
        """Values that are ticked, in the order shown."""
        lines = (self.item(place) for place in range(self.count()))
        return tuple(line.data(_VALUE) for line in lines if line.checkState() is Qt.CheckState.Checked)

    def _to_first_ticked(self) -> None:
        for place in range(self.count()):
            if self.item(place).checkState() is Qt.CheckState.Checked:
                self.scrollToItem(self.item(place))
                return
