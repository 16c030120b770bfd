"""The last event in one line. Errors stay until they are seen (F11); F12 opens the whole history."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ui.i18n import Translator
from ui.icons import pixmap
from ui.messages import Message, Messages
from ui.theme import Theme
from ui.widgets.action_button import ActionButton
from ui.widgets.chip import MARKS
from ui.widgets.looks import label, look, refresh_look, row

HISTORY_KEY = "F12"
"""Pressed anywhere in the window: the window listens, for it works without a message too."""
_SEEN_KEY = "F11"
_SHOWN_MS = 6000
_HEIGHT_PX = 44


class MessageStrip(QFrame):
    """Shows the last message; ``history_asked`` when the person wants the rest."""

    history_asked = Signal()

    def __init__(
        self, messages: Messages, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        look(self, "message-strip")
        self._messages, self._theme, self._translator = messages, theme, translator
        self._message: Message | None = None
        self._mark = QLabel()
        self._what, self._do, self._code = label("strong"), label(), label("small")
        self._seen = ActionButton(keys=(_SEEN_KEY,), shortcut=_SEEN_KEY, compact=True)
        self._all = ActionButton(keys=(HISTORY_KEY,), compact=True)
        self._fade = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._lay_out()
        self._connect()
        self.hide()

    def show_message(self, message: Message) -> None:
        """Show ``message``; what must be seen stays until the person says so."""
        self._message = message
        self._tint()
        self._say()
        self._code.setText(message.code)
        self._seen.setVisible(message.must_be_seen)
        self.show()
        self._fade.stop() if message.must_be_seen else self._fade.start()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._seen.set_text(self._translator.tr("frame.message.seen"))
        self._all.set_text(self._translator.tr("frame.message.history"))
        self._say()

    def _say(self) -> None:
        if self._message is not None:
            what, do = self._message.words()
            self._what.setText(what)
            self._do.setText(do)
            self.setAccessibleName(f"{what} {do}")

    def _lay_out(self) -> None:
        self.setFixedHeight(_HEIGHT_PX)
        layout = row(self, spacing=12)
        layout.setContentsMargins(24, 0, 16, 0)
        left: tuple[QWidget, ...] = (self._mark, self._what, self._do)
        right: tuple[QWidget, ...] = (self._code, self._seen, self._all)
        for part in left:
            layout.addWidget(part)
        layout.addStretch()
        for part in right:
            layout.addWidget(part)

    def _connect(self) -> None:
        self._messages.posted.connect(self.show_message)
        self._messages.seen.connect(self.hide)
        self._seen.clicked.connect(self._messages.mark_seen)
        self._all.clicked.connect(self.history_asked)
        self._fade.timeout.connect(self.hide)
        self._theme.changed.connect(self._tint)
        self._translator.follow(self.retranslate)

    def _tint(self) -> None:
        if self._message is None:
            return
        state = self._message.state
        for part in (self, self._what, self._do, self._code):
            part.setProperty("state", state.value)
            refresh_look(part)
        colour = self._theme.palette.of_state(state)[0].name()
        self._mark.setPixmap(pixmap(MARKS[state], colour, 18, self.devicePixelRatioF()))
