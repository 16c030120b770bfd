"""Two inspections of one unit side by side: differences first, contradictions marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.screens.records.comparison import Comparison, Difference, SideWords
from ui.screens.records.picture import Picture
from ui.screens.records.states import marks
from ui.theme import GRID_PX, State
from ui.widgets.action_button import ActionButton
from ui.widgets.chip import Chip
from ui.widgets.looks import column, label, look, refresh_look, row
from ui.widgets.surroundings import Surroundings

_TITLE_PX = 232
_PICTURE = QSize(128, 72)


class ComparePage(QWidget):
    """``closed()`` goes back."""

    closed = Signal()

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "page")
        self._around = around
        self._shown: Comparison | None = None
        self._outcome = Chip(around.theme)
        self._count = label("muted")
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._head = row(spacing=2 * GRID_PX)
        self._head.setContentsMargins(0, 0, GRID_PX, 0)
        self._back = ActionButton(keys=("Esc",), shortcut="Esc")
        self._lay_out()
        self._back.clicked.connect(self.closed)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._make_room)
        self.setFocusProxy(self._scroll)
        around.words.follow(self.retranslate)

    def show_comparison(self, shown: Comparison) -> None:
        """Show what differs."""
        self._shown = shown
        self.retranslate()
        self._scroll.setFocus()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._around.words.tr
        self._back.set_text(tr("records.back"))
        shown = self._shown
        if shown is None:
            return
        self._show_outcome(shown)
        self._show_head(shown)
        self._scroll.setWidget(self._differences(shown))

    def _make_room(self, _least: int, most: int) -> None:
        """Beside the scroll bar, so that what differs stands under its head."""
        bar = self._scroll.verticalScrollBar().sizeHint().width() if most else 0
        self._head.setContentsMargins(0, 0, GRID_PX + bar, 0)

    def _show_outcome(self, shown: Comparison) -> None:
        tr = self._around.words.tr
        if shown.contradictions:
            self._outcome.show_state(State.BAD, tr("records.compare.contradicts", count=shown.contradictions))
        elif shown.answers:
            self._outcome.show_state(State.ATTENTION, tr("records.compare.differs", count=len(shown.answers)))
        else:
            self._outcome.show_state(State.OK, tr("records.compare.same_all"))
        self._count.setText(tr("records.compare.same", count=shown.same))

    def _show_head(self, shown: Comparison) -> None:
        while (taken := self._head.takeAt(0)) is not None:
            if (old := taken.widget()) is not None:
                old.hide()
                old.deleteLater()
        corner = look(QWidget(), "plain")
        corner.setFixedWidth(_TITLE_PX)
        self._head.addWidget(corner)
        for key, side in (("earlier", shown.old), ("later", shown.new)):
            self._head.addWidget(self._side(key, side), 1)

    def _side(self, key: str, side: SideWords) -> QFrame:
        tr = self._around.words.tr
        frame, name, about = look(QFrame(), "inset"), label("title"), label("muted")
        name.setText(f"{tr(f'records.compare.{key}')} · {side.name}")
        about.setText(f"{side.at}   {side.record}")
        words = column(spacing=2)
        words.addWidget(name)
        words.addWidget(about)
        words.setContentsMargins(2 * GRID_PX, 12, 2 * GRID_PX, 12)
        frame.setLayout(words)
        line = row(spacing=GRID_PX)
        for mark in marks(side.life.standing.value, side.life.countersign.value, False, self._around.words):
            chip = Chip(self._around.theme)
            chip.show_state(mark.state, mark.word, mark.icon)
            line.addWidget(chip)
        line.addStretch(1)
        words.addLayout(line)
        return frame

    def _differences(self, shown: Comparison) -> QWidget:
        page = look(QWidget(), "plain")
        lines = column(page, spacing=GRID_PX)
        lines.setContentsMargins(0, 0, GRID_PX, 0)
        for key, found in (
            ("answers", shown.answers),
            ("verdicts", shown.verdicts),
            ("photos", shown.photos),
        ):
            self._add_section(lines, key, found)
        if not (shown.answers or shown.verdicts or shown.photos):
            alike = label("muted", wrap=True)
            alike.setText(self._around.words.tr("records.compare.alike"))
            lines.addWidget(alike)
        lines.addStretch(1)
        return page

    def _add_section(self, lines: QVBoxLayout, key: str, found: Sequence[Difference]) -> None:
        if not found:
            return
        heading = label("section")
        heading.setText(self._around.words.tr(f"records.compare.{key}", count=len(found)))
        heading.setContentsMargins(0, GRID_PX, 0, 0)
        lines.addWidget(heading)
        for one in found:
            lines.addWidget(self._row(one))

    def _row(self, one: Difference) -> QFrame:
        frame = look(QFrame(), "outline")
        if one.contradicts:
            frame.setProperty("state", State.BAD.value)
            refresh_look(frame)
        line = row(frame, spacing=2 * GRID_PX)
        line.setContentsMargins(2 * GRID_PX, 10, 0, 10)
        line.addLayout(self._title(one))
        line.addLayout(self._cell(one.old, one.old_picture), 1)
        line.addLayout(self._cell(one.new, one.new_picture), 1)
        return frame

    def _title(self, one: Difference) -> QVBoxLayout:
        title = label("strong", wrap=True)
        title.setText(one.title)
        title.setFixedWidth(_TITLE_PX - 2 * GRID_PX)
        words = column(spacing=6)
        words.addWidget(title)
        if one.contradicts:
            chip = Chip(self._around.theme)
            chip.show_state(State.BAD, self._around.words.tr("records.compare.contradiction"))
            words.addWidget(chip)
        words.addStretch(1)
        return words

    def _cell(self, words: str, picture: QImage | None) -> QHBoxLayout:
        says: QLabel = label("lead" if words else "muted", wrap=True)
        says.setText(words or self._around.words.tr("records.compare.nothing"))
        cell = row(spacing=12)
        cell.setContentsMargins(2 * GRID_PX, 0, 2 * GRID_PX, 0)
        shown = Picture(picture, self._around.theme, _PICTURE) if picture is not None else None
        if shown is not None:
            cell.addWidget(shown, 0, Qt.AlignmentFlag.AlignTop)
        cell.addWidget(says, 1, Qt.AlignmentFlag.AlignVCenter)
        return cell

    def _lay_out(self) -> None:
        layout = column(self, spacing=2 * GRID_PX, margin=3 * GRID_PX)
        bar = row(spacing=2 * GRID_PX)
        bar.addWidget(self._outcome)
        bar.addWidget(self._count)
        bar.addStretch(1)
        bar.addWidget(self._back)
        layout.addLayout(bar)
        layout.addLayout(self._head)
        layout.addWidget(self._scroll, 1)
