"""One clause of a standard: its id, what it says in our words, and what exactly is checked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from station.standards.channel import Viewing
from station.standards.rule_wording import RuleWording
from station.standards.rules import Rule
from ui.i18n import Translator
from ui.screens.standards.words import CLAUSE_PX, INDENT_PX
from ui.widgets.looks import column, label, look, refresh_look, row


class CriterionRow(QFrame):
    """A clause with its rule as indented lines; it can be marked as the one looked for."""

    def __init__(self, clause: str, words: str) -> None:
        super().__init__()
        look(self, "clause")
        number, text = label("mono"), label(wrap=True)
        number.setText(clause)
        number.setFixedWidth(CLAUSE_PX)
        text.setText(words)
        self.setAccessibleName(f"{clause} {words}")
        self._body = column(spacing=2)
        self._body.addWidget(text)
        layout = row(self, spacing=16)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(self._body, 1)

    def tell_rule(self, rule: Rule, wording: RuleWording) -> None:
        """Add what is checked, one line for each demand."""
        for line in wording.lines(rule):
            self.tell(line.words, indent=line.depth)

    def tell(self, words: str, *, indent: int = 0) -> None:
        """Add a quiet line."""
        told = label("muted", wrap=True)
        told.setText(words)
        told.setContentsMargins(indent * INDENT_PX, 0, 0, 0)
        self._body.addWidget(told)

    def mark(self, marked: bool) -> None:
        """Show this clause as the one looked for."""
        self.setProperty("selected", "true" if marked else "false")
        refresh_look(self)


def viewing_words(viewing: Viewing, words: Translator) -> str:
    """The condition under which a clause is judged, as far as it is stated."""
    told = {
        "distance": viewing.distance_cm,
        "light_at_least": viewing.light_at_least_lx,
        "light_at_most": viewing.light_at_most_lx,
        "time": viewing.at_most_s,
    }
    return " · ".join(
        words.tr(f"standards.viewing.{name}", value=f"{value:f}") for name, value in told.items() if value
    )
