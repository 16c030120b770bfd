"""The library page: the list, or one standard; Esc goes back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.context import Context
from ui.screens.screen import TopLineText
from ui.screens.standards.library.list_page import ListPage
from ui.screens.standards.library.standard_page import StandardPage
from ui.screens.standards.viewmodel import StandardsModel
from ui.screens.standards.volumes import Volume
from ui.widgets.looks import column, look


class LibraryPage(QWidget):
    """``changed`` when list and standard take each other's place."""

    changed = Signal()

    def __init__(self, context: Context, model: StandardsModel) -> None:
        super().__init__()
        look(self, "plain")
        self._context = context
        self.list = ListPage(context, model)
        self.standard = StandardPage(context, model)
        self._stack = look(QStackedWidget(), "page")
        for page in (self.list, self.standard):
            self._stack.addWidget(page)
        column(self).addWidget(self._stack)
        self.list.opened.connect(model.open)
        self.standard.closed.connect(self._to_list)
        model.opened.connect(self._on_opened)

    def take_focus(self) -> None:
        """Ready to type, or to read the standard shown."""
        if self._stack.currentWidget() is self.list:
            self.list.take_focus()
        else:
            self.standard.setFocus()

    def top_line(self) -> TopLineText:
        """What stands in the top line."""
        words, volume = self._context.translator, self.standard.volume
        if volume is None or self._stack.currentWidget() is self.list:
            return TopLineText(words.tr("standards.title"), (words.tr("standards.page.library"),))
        standard = volume.standard
        return TopLineText(
            standard.name.of(words.lang), (volume.internal.title.of(words.lang), standard.version)
        )

    def _to_list(self) -> None:
        self._stack.setCurrentWidget(self.list)
        self.list.take_focus()
        self.changed.emit()

    def _on_opened(self, _volume: Volume, _clause: str) -> None:
        self._stack.setCurrentWidget(self.standard)
        self.standard.setFocus()
        self.changed.emit()
