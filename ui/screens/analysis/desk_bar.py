"""What can be done about the page of figures shown, beside reading it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from station.model.rights import Right
from ui.context import Context
from ui.widgets.action_button import ActionButton
from ui.widgets.looks import look, row

_OF_PAGE = {"disagreement": ("results",), "audits": ("audits",)}
_RIGHTS = {"results": Right.ANALYSE, "audits": Right.COMPARE_PEOPLE}
_KEYS = {"results": "F3", "audits": "F3"}


class DeskBar(QWidget):
    """``asked(name)`` of a desk; hidden where the page has none or the person at work may not."""

    asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        look(self, "plain")
        self._context = context
        self.buttons = {name: ActionButton(keys=(key,), shortcut=key) for name, key in _KEYS.items()}
        self._page = ""
        line = row(self, spacing=12)
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self.asked.emit(name))
            line.addWidget(button)
        line.addStretch(1)
        context.session.changed.connect(lambda: self.offer(self._page))
        context.translator.follow(self.retranslate)
        self.offer("")

    def offer(self, page: str) -> None:
        """Offer what belongs to a page."""
        self._page = page
        wanted = [one for one in _OF_PAGE.get(page, ()) if self._context.session.may(_RIGHTS[one])]
        for name, button in self.buttons.items():
            button.setVisible(name in wanted)
            button.setEnabled(name in wanted)
        self.setVisible(bool(wanted))

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        for name, button in self.buttons.items():
            button.set_text(self._context.translator.tr(f"desks.{name}"))
