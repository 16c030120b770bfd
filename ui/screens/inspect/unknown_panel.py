"""Says why a fact is unknown, in the place of the answer: never a pop-up."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from station.model.answer import UnknownReason
from ui.steps.step import CONFIRM_KEYS
from ui.theme import GRID_PX
from ui.widgets.looks import column, label
from ui.widgets.option_list import Entry, OptionList
from ui.widgets.surroundings import Surroundings


class UnknownPanel(QWidget):
    """Four reasons by digit and a note; ``decided(UnknownReason, note)`` or ``given_up()``."""

    decided = Signal(object, str)
    given_up = Signal()

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._title, self._hint = label("lead strong"), label("muted small", wrap=True)
        self._reasons, self._note = OptionList(around, columns=2), QLineEdit()
        self._note.setMaxLength(200)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        lines = column(self, spacing=GRID_PX)
        for part in (self._title, self._reasons, self._note, self._hint):
            lines.addWidget(part)
        lines.addStretch(1)
        self._reasons.picked.connect(lambda _value: self._note.setFocus())
        around.words.follow(self.retranslate)

    def ask(self) -> None:
        """Ask anew; nothing is picked."""
        self._reasons.pick(None)
        self._note.clear()
        self.show()
        self.setFocus()

    def retranslate(self) -> None:
        """Write every text again; pick and note stay."""
        tr = self._around.words.tr
        self._title.setText(tr("inspect.unknown.title"))
        self._reasons.offer([Entry(one.value, tr(f"inspect.unknown.{one.value}")) for one in UnknownReason])
        self._note.setPlaceholderText(tr("inspect.unknown.note"))
        self._note.setAccessibleName(tr("inspect.unknown.note"))
        self._hint.setText(tr("inspect.unknown.hint"))

    def confirm(self) -> None:
        """Give the reason picked; without one nothing happens."""
        if self._reasons.value is not None:
            self.decided.emit(UnknownReason(self._reasons.value), self._note.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits pick, Enter decides, Escape gives up."""
        if event.key() in CONFIRM_KEYS:
            self.confirm()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif not self._reasons.press(event.text()):
            event.ignore()
