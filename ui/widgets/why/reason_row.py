"""One clause that decided: the photo, the clause, what was found and what is asked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from station.reports.content import Because
from ui.theme import GRID_PX, State
from ui.widgets.chip import Chip
from ui.widgets.looks import column, label, look, refresh_look, row
from ui.widgets.surroundings import Surroundings
from ui.widgets.why.picture_place import PicturePlace


class ReasonRow(QFrame):
    """``chosen(item id)`` on a click, where rows lead to a step."""

    chosen = Signal(str)

    def __init__(
        self, because: Because, around: Surroundings, *, leads: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        look(self, "clause")
        self.because, self._around, self._leads = because, around, leads
        self._picture = PicturePlace(around.theme)
        self._lay_out()
        self.setAccessibleName(f"{because.says} {self._found()}")
        if leads:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_image(self, image: QImage | None) -> None:
        """Show the photo of the observation."""
        self._picture.show_image(image)

    @property
    def has_photo(self) -> bool:
        """Whether a photo is shown."""
        return not self._picture.is_empty

    def set_selected(self, selected: bool) -> None:
        """Mark the row that Enter leads from."""
        self.setProperty("selected", selected)
        refresh_look(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click leads to the step."""
        if self._leads and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(self.because.item)

    def _found(self) -> str:
        tr, because = self._around.words.tr, self.because
        found = tr("why.found", observed=because.observed)
        return tr("why.found_asked", found=found, limit=because.limit) if because.limit else found

    def _lay_out(self) -> None:
        line = row(self, spacing=2 * GRID_PX, margin=GRID_PX)
        line.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=GRID_PX // 4)
        words.addLayout(self._head())
        words.addWidget(_said("strong", self.because.says))
        words.addWidget(_said("", self._found()))
        words.addStretch(1)
        line.addLayout(words, 1)

    def _head(self) -> QHBoxLayout:
        """Where in the standard, which item, and whether it is a close call."""
        because, head = self.because, row(spacing=GRID_PX)
        place = because.clause if because.clause != because.says else ""
        head.addWidget(_said("muted small", "  ".join(part for part in (place, because.title) if part)), 1)
        if because.borderline:
            close = Chip(self._around.theme)
            close.show_state(State.ATTENTION, self._around.words.tr("why.borderline"))
            head.addWidget(close)
        return head


def _said(classes: str, words: str) -> QLabel:
    said = label(classes, wrap=True)
    said.setText(words)
    return said
