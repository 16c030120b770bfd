"""For which channel a paper is: asked where the paper that is set for a unit goes to one of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from station.inspection.paper_choice import PaperChoice
from station.model.record import Record
from station.texts import Lang
from ui.context import Context
from ui.widgets.action_button import ActionButton
from ui.widgets.looks import column, label, look, row
from ui.widgets.option_list import Entry, OptionList
from ui.widgets.surroundings import Surroundings

_WIDTH_PX = 720


class ChannelSheet(QFrame):
    """``chosen(PaperChoice)`` by its number or a click, ``closed()`` when no paper is wanted."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(
        self, context: Context, record: Record, choices: Mapping[Lang, Sequence[PaperChoice]]
    ) -> None:
        super().__init__()
        look(self, "card")
        self.setFixedWidth(_WIDTH_PX)
        self._context, self._record, self._choices = context, record, choices
        self._title, self._note = label("title", wrap=True), label("muted", wrap=True)
        self._list = OptionList(Surroundings(context.translator, context.theme))
        self._back = ActionButton(keys=("Esc",), shortcut="Esc")
        self._lay_out()
        self._list.picked.connect(self._choose)
        self._back.clicked.connect(self.closed)
        context.translator.follow(self.retranslate)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._list.offer([Entry(one.channel, one.title) for one in self._offered])
        self._title.setText(tr("print.channel.title"))
        self._note.setText(tr("print.channel.note", record=self._record.id))
        self._back.set_text(tr("print.sheet.back"))

    @property
    def _offered(self) -> Sequence[PaperChoice]:
        return self._choices[self._context.translator.lang]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A number chooses."""
        if not self._list.press(event.text()):
            event.ignore()

    def _choose(self, channel: str) -> None:
        self.chosen.emit(next(one for one in self._offered if one.channel == channel))

    def _lay_out(self) -> None:
        layout = column(self, spacing=16, margin=24)
        for part in (self._title, self._note, self._list):
            layout.addWidget(part)
        bar = row(spacing=12)
        bar.addWidget(self._back)
        bar.addStretch(1)
        layout.addLayout(bar)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
