"""One finding in full: what it is, what it says, and the ruling that closed it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from station.model.checklist import InternalStandard
from station.standards.findings import Finding, finding_message
from station.texts import text
from ui.context import Context
from ui.theme import State
from ui.widgets.chip import Chip
from ui.widgets.looks import column, label, look

STATES = {"error": State.BAD, "warning": State.ATTENTION, "info": State.UNKNOWN}


class FindingFrame(QFrame):
    """``clause`` names the clause beside the finding's title where the reader cannot see it otherwise."""

    def __init__(
        self, context: Context, one: Finding, internal: InternalStandard, *, clause: bool = False
    ) -> None:
        super().__init__()
        look(self, "outline")
        words = context.translator
        title = text(words.lang, f"findings.{one.code}.title")
        chip, says = Chip(context.theme), label("" if one.is_open else "muted", wrap=True)
        state = State.OK if one.ruling is not None else STATES[one.severity]
        chip.show_state(state, f"{one.clause} · {title}" if clause and one.clause else title)
        says.setText(finding_message(one, internal).of(words.lang))
        inside = column(self, spacing=8, margin=12)
        inside.addWidget(chip)
        inside.addWidget(says)
        if one.ruling is not None:
            ruled = label(wrap=True)
            ruled.setText(one.ruling.says.of(words.lang))
            by = label("muted", wrap=True)
            by.setText(words.tr("standards.ruled", by=one.ruling.by, at=one.ruling.at[:10]))
            inside.addWidget(ruled)
            inside.addWidget(by)
