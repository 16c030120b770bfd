"""Labels that wait: which, since when, why, and what a person can do."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from station.inspection.label_queue import WaitingLabel
from ui.context import Context
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.discard import discard
from ui.widgets.looks import column, label, look, row

_SHOWN = 12


class QueueCard(Card):
    """Everybody may print what waits; a label that may have been printed asks a person to look."""

    def __init__(self, context: Context) -> None:
        super().__init__(margin=24, spacing=12)
        self._context = context
        self._title, self._lead = label("title"), label("muted", wrap=True)
        self._list, self._now = look(QWidget(), "plain"), ActionButton()
        self._rows = column(self._list, spacing=8)
        line = row()
        line.addWidget(self._now)
        line.addStretch(1)
        for part in (self._title, self._lead, self._list):
            self.body.addWidget(part)
        self.body.addLayout(line)
        self._now.clicked.connect(context.labels.go_on)
        context.labels.changed.connect(self.retranslate)
        context.translator.follow(self.retranslate)

    def retranslate(self) -> None:
        """Show what waits, in the language in use."""
        labels, tr = self._context.labels, self._context.translator.tr
        self._title.setText(tr("print.queue.title", count=len(labels.waiting)))
        self._lead.setText(self._why())
        self._now.set_text(tr("print.queue.now"))
        self._now.setVisible(any(not one.unsure for one in labels.waiting))
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                discard(widget)
        for one in labels.waiting[:_SHOWN]:
            self._rows.addWidget(self._row(one))
        if len(labels.waiting) > _SHOWN:
            more = label("muted")
            more.setText(tr("print.queue.more", count=len(labels.waiting) - _SHOWN))
            self._rows.addWidget(more)

    def _why(self) -> str:
        labels, tr = self._context.labels, self._context.translator.tr
        if not labels.waiting:
            return tr("print.queue.empty")
        if labels.trouble is not None:
            return " ".join(self._context.translator.error(labels.trouble))
        if not self._context.settings.now.label_printer:
            return tr("print.queue.no_printer")
        return tr("print.queue.printing")

    def _row(self, one: WaitingLabel) -> QWidget:
        tr, whole = self._context.translator.tr, look(QWidget(), "plain")
        name, chip = label("strong"), Chip(self._context.theme)
        name.setText(one.record)
        state = State.ATTENTION if one.unsure else State.UNKNOWN
        chip.show_state(state, tr("print.queue.unsure" if one.unsure else "print.queue.waits"))
        line = row(whole, spacing=12)
        line.addWidget(name, 1)
        line.addWidget(chip)
        if one.unsure:
            again = ActionButton()
            again.set_text(tr("print.queue.again"))
            again.clicked.connect(lambda: self._context.labels.print_again(one))
            line.addWidget(again)
        drop = ActionButton()
        drop.set_text(tr("print.queue.drop"))
        drop.clicked.connect(lambda: self._context.labels.remove(one))
        line.addWidget(drop)
        return whole
