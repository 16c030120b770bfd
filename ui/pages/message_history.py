"""Everything the program has told since the start."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.i18n import Translator
from ui.icons import pixmap
from ui.messages import Message, Messages
from ui.theme import Theme
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.chip import MARKS
from ui.widgets.discard import discard
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import column, label, look, row, rule


class MessageHistory(QWidget):
    """A list of messages, newest first; ``closed`` when the person goes back."""

    closed = Signal()

    def __init__(self, messages: Messages, theme: Theme, translator: Translator) -> None:
        super().__init__()
        look(self, "page")
        self._messages, self._theme, self._translator = messages, theme, translator
        self._empty = EmptyState(theme, "bell")
        self._list = look(QWidget(), "plain")
        self._rows: QVBoxLayout = column(self._list, spacing=0)
        self._back = ActionButton(self, keys=("Esc",), shortcut="Esc")
        self._back.clicked.connect(self.closed)
        self._lay_out()
        translator.follow(self.retranslate)

    def refresh(self) -> None:
        """Show what was told until now."""
        while (place := self._rows.takeAt(0)) is not None:
            if (widget := place.widget()) is not None:
                discard(widget)
        for message in self._messages.history:
            self._rows.addWidget(self._line(message))
            self._rows.addWidget(rule())
        self._rows.addStretch()
        self._empty.setVisible(not self._messages.history)
        self._list.setVisible(bool(self._messages.history))

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._translator.tr
        self._back.set_text(tr("frame.message.back"))
        self.refresh()
        self._empty.set_texts(tr("frame.message.history_empty"), tr("frame.message.history_empty_do"))

    def _lay_out(self) -> None:
        card = Card(margin=8)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self._list)
        card.body.addWidget(self._empty)
        card.body.addWidget(scroll)
        layout = column(self, spacing=16, margin=24)
        layout.addWidget(card, 1)
        layout.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)

    def _line(self, message: Message) -> QWidget:
        line = look(QWidget(), "plain")
        mark = QLabel()
        colour = self._theme.palette.of_state(message.state)[0].name()
        mark.setPixmap(pixmap(MARKS[message.state], colour, 18, self.devicePixelRatioF()))
        at, what, code = label("muted"), label(wrap=True), label("muted small")
        at.setText(message.at.astimezone().strftime("%H:%M:%S"))
        what.setText(f"{message.what} {message.do}".strip())
        code.setText(message.code)
        layout = row(line, spacing=16, margin=12)
        for part, stretch in ((mark, 0), (at, 0), (what, 1), (code, 0)):
            layout.addWidget(part, stretch)
        return line
