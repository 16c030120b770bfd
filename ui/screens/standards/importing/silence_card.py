"""What it means that a standard does not mention a defect that was seen: two answers and a reason."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from station.standards.importing.job_file import Silenced
from ui.context import Context
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.looks import label
from ui.widgets.option_list import Entry, OptionList
from ui.widgets.surroundings import Surroundings

_ANSWERS = ("undetermined", "ignore")


class SilenceCard(Card):
    """``ruled(answer, reason)``; nothing is ever picked beforehand."""

    ruled = Signal(str, str)

    def __init__(self, context: Context) -> None:
        super().__init__(margin=16, spacing=8)
        self._context = context
        self._ruling: Silenced | None = None
        self._title, self._do, self._decided = label("section"), label("muted", wrap=True), label(wrap=True)
        self._list = OptionList(Surroundings(context.translator, context.theme), 1)
        self._reason, self._rule = QLineEdit(), ActionButton(keys=("F6",), shortcut="F6", primary=True)
        self._lay_out()
        self._rule.clicked.connect(self._on_rule)
        self._reason.returnPressed.connect(self._on_rule)
        context.translator.follow(self.retranslate)

    def show_ruling(self, ruling: Silenced | None) -> None:
        """Show what was ruled; None while nobody has."""
        self._ruling = ruling
        self._reason.clear()
        self._list.pick(ruling.when_silent if ruling is not None else None)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr, ruling = self._context.translator.tr, self._ruling
        self._title.setText(tr("standards.section.silence"))
        self._do.setText(tr("standards.import.silence_do"))
        self._list.offer([Entry(one, tr(f"standards.import.silence.{one}")) for one in _ANSWERS])
        self._reason.setPlaceholderText(tr("standards.import.ruling_reason"))
        self._reason.setAccessibleName(tr("standards.import.ruling_reason"))
        self._rule.set_text(tr("standards.drafts.rule"))
        if ruling is not None:
            by = tr("standards.ruled", by=ruling.by, at=ruling.at)
            self._decided.setText(f"{ruling.says} · {by}")
        self._decided.setVisible(ruling is not None)

    def _lay_out(self) -> None:
        asked: tuple[QWidget, ...] = (self._title, self._do, self._list)
        answered: tuple[QWidget, ...] = (self._decided, self._reason, self._rule)
        for part in asked:
            self.body.addWidget(part)
        self.body.addStretch()
        for part in answered:
            self.body.addWidget(part)

    def press(self, typed: str) -> bool:
        """Pick an answer by its key."""
        return self._list.press(typed)

    def _on_rule(self) -> None:
        if self._list.value is not None:
            self.ruled.emit(self._list.value, self._reason.text().strip())
