"""The cheapest way to the next better grade, step by step."""

from __future__ import annotations

import math
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from station.reports.content import Path, PathStep
from ui.icons import pixmap
from ui.theme import GRID_PX, State
from ui.widgets.chip import Chip
from ui.widgets.looks import column, label, look, row
from ui.widgets.surroundings import Surroundings

_ICONS = {"clean": "sparkles", "check": "search", "change": "wrench"}
_ICON_PX = 16


class WayUp(QWidget):
    """The grade it leads to, each step with what it is and how long it takes, and all of it together."""

    def __init__(self, path: Path, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "plain")
        self._around = around
        lines = column(self, spacing=GRID_PX // 2)
        lines.addLayout(self._head(path))
        for step in path.steps:
            lines.addLayout(self._step(step))

    def _head(self, path: Path) -> QHBoxLayout:
        head = row(spacing=GRID_PX)
        target = Chip(self._around.theme)
        target.show_state(State.ATTENTION, path.to, icon="trending-up")
        head.addWidget(target)
        total = label("strong")
        total.setText(self._total(path))
        head.addWidget(total, 1)
        return head

    def _step(self, step: PathStep) -> QHBoxLayout:
        line = row(spacing=GRID_PX)
        line.addWidget(self._icon(step.act), 0, Qt.AlignmentFlag.AlignTop)
        words = label(wrap=True)
        words.setText(self._around.words.tr(f"why.act.{step.act}", item=step.title))
        line.addWidget(words, 1)
        time = label("muted")
        time.setText(self._minutes(step.minutes))
        line.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _icon(self, act: str) -> QLabel:
        mark = QLabel()
        mark.setFixedSize(20, 22)
        colour = self._around.theme.palette.muted
        mark.setPixmap(pixmap(_ICONS[act], colour, _ICON_PX, self.devicePixelRatioF()))
        return mark

    def _total(self, path: Path) -> str:
        """What sorts of steps it takes, and about how long when that is known of each."""
        tr = self._around.words.tr
        acts = tr("why.list").join(tr(f"why.sort.{act}") for act in dict.fromkeys(s.act for s in path.steps))
        if path.minutes is None:
            return acts
        return tr("why.timed", what=acts, time=self._minutes(path.minutes))

    def _minutes(self, minutes: Decimal | None) -> str:
        tr = self._around.words.tr
        if minutes is None:
            return ""
        return tr("why.under_a_minute") if minutes < 1 else tr("why.minutes", count=math.ceil(minutes))
