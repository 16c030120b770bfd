"""Everything behind one channel's verdict: what decided, how to get better, what is left to check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QWidget

from station.reports.content import Labelled, VerdictContent
from ui.theme import GRID_PX
from ui.widgets.discard import discard
from ui.widgets.looks import column, label, look
from ui.widgets.surroundings import Surroundings
from ui.widgets.why.reason_row import ReasonRow
from ui.widgets.why.way_up import WayUp

_MOST_TITLES = 8


class WhyBody(QWidget):
    """``item_chosen(item id)`` where rows lead to a step, ``photo_wanted(sha256)`` for a photo to fetch."""

    item_chosen = Signal(str)
    photo_wanted = Signal(str)

    def __init__(self, around: Surroundings, *, leads: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "plain")
        self._around, self._leads = around, leads
        self._rows: list[ReasonRow] = []
        self._photos: Mapping[str, str] = {}
        self._lines = column(self, spacing=GRID_PX)
        self._selected = -1

    @property
    def rows(self) -> tuple[ReasonRow, ...]:
        """The rows of what decided."""
        return tuple(self._rows)

    @property
    def selected(self) -> ReasonRow | None:
        """The row that Enter leads from."""
        return self._rows[self._selected] if self._selected >= 0 else None

    def show_verdict(self, verdict: VerdictContent, photos: Mapping[str, str], oldest: str) -> None:
        """Write what is behind ``verdict``.

        ``photos`` names the photo (SHA-256) of items; ``oldest`` says when the oldest fact was observed.
        """
        chosen = self.selected.because if self.selected else None
        self._clear()
        self._photos = photos
        self._show_reasons(verdict)
        self._show_parts("parts", verdict.parts)
        self._show_parts("options", verdict.options)
        self._show_path(verdict)
        self._show_list("still", _shortened(verdict.still, self._around))
        self._show_lines("rulings", verdict.rulings)
        self._show_list("presumed", _shortened(verdict.presumed, self._around))
        self._show_lines("oldest", (oldest,) if oldest else ())
        self._lines.addStretch(1)
        self._select(next((n for n, one in enumerate(self._rows) if one.because == chosen), -1))

    def show_photo(self, sha256: str, image: QImage) -> None:
        """Show a photo that was fetched, on every row it belongs to."""
        for one in self._rows:
            if self._photos.get(one.because.item) == sha256:
                one.show_image(image)

    def choose_next(self, by: int) -> None:
        """Select another row; from none, the first or the last."""
        if self._rows:
            start = self._selected if self._selected >= 0 or by > 0 else 0
            self._select((start + by) % len(self._rows))

    def _select(self, place: int) -> None:
        self._selected = place
        for number, one in enumerate(self._rows):
            one.set_selected(number == place)

    def _show_reasons(self, verdict: VerdictContent) -> None:
        self._heading("reasons")
        for because in verdict.because:
            one = ReasonRow(because, self._around, leads=self._leads)
            one.chosen.connect(self.item_chosen)
            self._rows.append(one)
            self._add(one)
        if not verdict.because:
            self._say(self._around.words.tr("why.no_reason"))
        for sha256 in dict.fromkeys(self._photos.get(one.because.item, "") for one in self._rows):
            if sha256:
                self.photo_wanted.emit(sha256)

    def _show_path(self, verdict: VerdictContent) -> None:
        self._heading("path")
        if verdict.path is None:
            self._say(self._around.words.tr("why.nothing_ahead"))
        else:
            self._add(WayUp(verdict.path, self._around))

    def _show_parts(self, section: str, parts: Sequence[Labelled]) -> None:
        """A small table: what each part is called, and what it gives."""
        if not parts:
            return
        self._heading(section)
        table = look(QWidget(), "plain")
        cells = QGridLayout(table)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setHorizontalSpacing(3 * GRID_PX)
        cells.setVerticalSpacing(GRID_PX // 2)
        cells.setColumnStretch(0, 3)
        cells.setColumnStretch(1, 2)
        for line, part in enumerate(parts):
            for place, (classes, words) in enumerate((("", part.label), ("strong", part.value))):
                cell = label(classes, wrap=True)
                cell.setText(words)
                cells.addWidget(cell, line, place)
        self._add(table)

    def _show_list(self, section: str, words: Sequence[str]) -> None:
        if words:
            self._heading(section)
            self._say(self._around.words.tr("why.list").join(words))

    def _show_lines(self, section: str, lines: Sequence[str]) -> None:
        if lines:
            self._heading(section)
        for line in lines:
            self._say(line)

    def _heading(self, section: str) -> None:
        heading = label("section")
        heading.setText(self._around.words.tr(f"why.section.{section}"))
        self._lines.addSpacing(GRID_PX if self._lines.count() else 0)
        self._add(heading)

    def _say(self, words: str) -> None:
        said = label(wrap=True)
        said.setText(words)
        self._add(said)

    def _add(self, part: QWidget) -> None:
        """Shown at once, so that the height needed is known at once."""
        self._lines.addWidget(part)
        part.show()

    def _clear(self) -> None:
        self._rows, self._selected = [], -1
        while (taken := self._lines.takeAt(0)) is not None:
            if (old := taken.widget()) is not None:
                discard(old)


def _shortened(titles: Sequence[str], around: Surroundings) -> tuple[str, ...]:
    rest = len(titles) - _MOST_TITLES
    return (*titles[:_MOST_TITLES], around.words.tr("why.more", count=rest)) if rest > 0 else tuple(titles)
