"""Changes side by side: which way, where, before, after; one frame per group."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from ui.context import Context
from ui.screens.standards.difference.direction_mark import DirectionMark
from ui.screens.standards.difference.viewmodel import GROUPS, Line
from ui.widgets.looks import column, label, look, row

MARK_PX, PLACE_PX, GAP_PX, EDGE_PX = 88, 208, 24, 24
"""Widths of the first two columns, the gap between columns, and the space at both edges."""


class ChangeSheet(QScrollArea):
    """Scrolls by the usual keys."""

    def __init__(self, context: Context) -> None:
        super().__init__(widgetResizable=True)
        self._context = context
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these changes, group by group."""
        page = look(QWidget(), "plain")
        layout = column(page, spacing=16, margin=EDGE_PX - 8)
        for group in GROUPS:
            if told := [line for line in lines if line.group == group]:
                layout.addWidget(self._section(group, told))
        layout.addStretch()
        self.setWidget(page)

    def _section(self, group: str, lines: Sequence[Line]) -> QWidget:
        frame = look(QFrame(), "outline")
        layout = column(frame, spacing=0, margin=8)
        title = label("title")
        title.setText(self._context.translator.tr(f"compare.group.{group}", count=len(lines)))
        title.setContentsMargins(8, 4, 8, 4)
        layout.addWidget(title)
        for line in lines:
            layout.addWidget(self._row(line))
        return frame

    def _row(self, line: Line) -> QWidget:
        tr, words = self._context.translator.tr, line.words
        frame = look(QFrame(), "clause")
        frame.setAccessibleName(f"{words.place} {line.clause} {words.about}: {words.before} → {words.after}")
        mark = DirectionMark(line.direction, tr(f"compare.{line.direction}"), self._context.theme)
        mark.setFixedWidth(MARK_PX)
        before = words.before or ("" if line.sort != "added" else tr("compare.absent"))
        after = words.after or ("" if line.sort != "removed" else tr("compare.gone"))
        layout = row(frame, spacing=GAP_PX)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._place(line), 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(_words(before, muted=line.sort == "added"), 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(_words(after, muted=line.sort == "removed"), 1, Qt.AlignmentFlag.AlignTop)
        return frame

    def _place(self, line: Line) -> QWidget:
        place = look(QWidget(), "plain")
        place.setFixedWidth(PLACE_PX)
        inside = column(place, spacing=2)
        inside.addWidget(_words(" · ".join(part for part in (line.words.place, line.words.about) if part)))
        if line.clause:
            clause = label("muted mono")
            clause.setText(line.clause)
            inside.addWidget(clause)
        return place


def _words(text: str, *, muted: bool = False) -> QLabel:
    words = label("muted" if muted else "", wrap=True)
    words.setText(text)
    return words
