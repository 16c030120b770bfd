"""What can be typed into the search field, each with an example to try; shown too when nothing was found."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from ui.theme import GRID_PX
from ui.widgets.looks import column, label, look
from ui.widgets.surroundings import Surroundings

EXAMPLES = {
    "code": "R-20261122",
    "words": "划痕",
    "number": "PB-02<85",
    "grade": "back-market:A",
    "defect": "defect:scratch@Z1",
    "item": "PW-01:no",
    "voided": "is:voided",
    "awaiting": "is:awaiting",
}
"""What can be asked, by the name of its explanation, with an example that can be tried."""


class FindHelp(QWidget):
    """``example_chosen(words)`` when a person tries an example."""

    example_chosen = Signal(str)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "plain")
        self._around = around
        self._sought: str | None = None
        self._title, self._lead = label("title"), label("muted", wrap=True)
        self._says = {name: label(wrap=True) for name in EXAMPLES}
        inside = look(QWidget(), "plain")
        inside.setMaximumWidth(720)
        lines = column(inside, spacing=GRID_PX)
        lines.addWidget(self._title)
        lines.addWidget(self._lead)
        lines.addSpacing(GRID_PX)
        lines.addLayout(self._examples())
        layout = column(self, margin=32)
        layout.addStretch(1)
        layout.addWidget(inside, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        around.words.follow(self.retranslate)

    def explain(self) -> None:
        """Explain what can be asked."""
        self._sought = None
        self.retranslate()

    def nothing_found(self, words: str) -> None:
        """Say that nothing was found, and what else could be asked."""
        self._sought = words
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._around.words.tr
        missed = self._sought is not None
        self._title.setText(tr("records.none_found") if missed else tr("records.help.title"))
        self._lead.setText(tr("records.none_found_do") if missed else tr("records.help.lead"))
        for name, says in self._says.items():
            says.setText(tr(f"records.help.{name}"))

    def _examples(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID_PX)
        grid.setVerticalSpacing(GRID_PX)
        grid.setColumnMinimumWidth(1, 420)
        for line, (name, example) in enumerate(EXAMPLES.items()):
            button = look(QPushButton(example), "facet")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self._try, example))
            grid.addWidget(button, line, 0)
            grid.addWidget(self._says[name], line, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _try(self, example: str, _checked: bool = False) -> None:
        self.example_chosen.emit(example)
