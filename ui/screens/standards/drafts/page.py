"""The drafts page: the list, one draft, the editor of one criterion; Esc goes back one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from station.errors import KnownError
from station.publishing.publisher import Published
from station.standards.channel import ChannelStandard
from ui.context import Context
from ui.screens.screen import TopLineText
from ui.screens.standards.drafts.draft_page import DraftPage
from ui.screens.standards.drafts.list_page import DraftList
from ui.screens.standards.drafts.viewmodel import DraftsModel, DraftView
from ui.screens.standards.editor.page import EditorPage
from ui.screens.standards.editor.places import Place
from ui.theme import State
from ui.widgets.looks import column, look


class DraftsPage(QWidget):
    """``changed`` when the top line has something else to say, ``published`` after a publication."""

    changed = Signal()
    published = Signal()

    def __init__(self, context: Context, model: DraftsModel) -> None:
        super().__init__()
        look(self, "plain")
        self._context, self.model = context, model
        self.list = DraftList(context, model)
        self.draft = DraftPage(context, model)
        self.editor = EditorPage(context)
        self._stack = look(QStackedWidget(), "page")
        for page in (self.list, self.draft, self.editor):
            self._stack.addWidget(page)
        column(self).addWidget(self._stack)
        self._connect()

    def take_focus(self) -> None:
        """The page is shown from now on."""
        self.model.refresh()
        self._focus()

    def top_line(self) -> TopLineText:
        """What stands in the top line."""
        words, view = self._context.translator, self.draft.view
        if view is None or self._stack.currentWidget() is self.list:
            return TopLineText(words.tr("standards.title"), (words.tr("standards.page.drafts"),))
        named = (words.tr("standards.drafts.word"), view.draft.version)
        return TopLineText(view.standard.name.of(words.lang), named)

    def _connect(self) -> None:
        self.list.opened.connect(self.model.open)
        self.model.opened.connect(self._on_opened)
        self.model.published.connect(self._on_published)
        self.model.refused.connect(self._on_refused)
        self.draft.closed.connect(lambda: self._show(self.list))
        self.draft.edited.connect(self._on_edited)
        self.editor.closed.connect(lambda: self._show(self.draft))
        self.editor.saved.connect(self._on_saved)

    def _on_opened(self, _view: DraftView) -> None:
        self._show(self.draft)
        self.model.refresh()

    def _on_edited(self, place: Place) -> None:
        view = self.draft.view
        if view is not None:
            self.editor.model.open(view.standard, view.internal, place)
            self._show(self.editor)

    def _on_saved(self, standard: ChannelStandard) -> None:
        self.model.save(standard)

    def _on_published(self, done: Published) -> None:
        self._context.messages.tell(
            State.OK,
            "standards.release.done",
            name=done.standard.name.of(self._context.translator.lang),
            version=done.standard.version,
            day=done.standard.valid_from or done.standard.version,
        )
        self.model.refresh()
        self._show(self.list)
        self.published.emit()

    def _on_refused(self, error: KnownError) -> None:
        if not self.draft.release.isVisible():
            self._context.messages.refuse(error)

    def _show(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        self._focus()
        self.changed.emit()

    def _focus(self) -> None:
        page = self._stack.currentWidget()
        if page is self.list:
            self.list.take_focus()
        elif page is self.editor:
            self.editor.tree.setFocus()
        else:
            self.draft.setFocus()
