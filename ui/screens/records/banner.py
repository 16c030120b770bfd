"""How the record stands, above everything else that is said about it, with links to the other record."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from station.model.life import RecordLife
from station.reports.content import StandingContent
from ui.screens.records.detail import RecordDetail
from ui.theme import GRID_PX, State
from ui.widgets.action_button import ActionButton
from ui.widgets.discard import discard
from ui.widgets.looks import column, label, look, refresh_look, row
from ui.widgets.notice import StateMark
from ui.widgets.surroundings import Surroundings


class StandingBanner(QWidget):
    """One line per notice; hidden when the record simply stands. ``opened(record id)`` on a link."""

    opened = Signal(str)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "plain")
        self._around = around
        self._lines = column(self, spacing=GRID_PX)

    def show_detail(self, detail: RecordDetail) -> None:
        """Show the notices of a record."""
        while (taken := self._lines.takeAt(0)) is not None:
            if (old := taken.widget()) is not None:
                discard(old)
        for state, words in detail.content.standing.notices:
            self._lines.addWidget(self._line(State(state.value), words))
        self._add_agreed(detail.content.standing)
        self._add_links(detail.life)
        self.setVisible(bool(self._lines.count()))

    def _add_agreed(self, standing: StandingContent) -> None:
        second = standing.countersigned
        if second is not None:
            tr = self._around.words.tr
            words = tr("records.banner.agreed", name=second.person, role=second.role, at=second.at)
            self._lines.addWidget(self._line(State.OK, words))

    def _add_links(self, life: RecordLife) -> None:
        others = [deed.record for deed in (life.amended_by, life.amends) if deed is not None]
        if not others:
            return
        holder = look(QWidget(), "plain")
        line = row(holder, spacing=GRID_PX)
        for other in others:
            button = ActionButton()
            button.set_text(self._around.words.tr("records.banner.open", record=other))
            button.clicked.connect(partial(self._open, other))
            line.addWidget(button)
        line.addStretch(1)
        self._lines.addWidget(holder)

    def _open(self, record: str, _checked: bool = False) -> None:
        self.opened.emit(record)

    def _line(self, state: State, words: str) -> QFrame:
        frame, mark, says = QFrame(), StateMark(self._around), label("strong", wrap=True)
        for part in (frame, says):
            part.setProperty("state", state.value)
            refresh_look(part)
        mark.show_state(state)
        says.setText(words)
        says.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line = row(frame, spacing=12)
        line.setContentsMargins(2 * GRID_PX, 10, 2 * GRID_PX, 10)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(says, 1)
        return frame
