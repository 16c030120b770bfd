"""Before the station belongs to a hub: what enrolment brings, and the form for who may enrol."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.context import Context
from ui.screens.sync.enrol_form import EnrolForm
from ui.screens.sync.hub_found import HubFound
from ui.screens.sync.viewmodel import SyncModel
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import column, label, look, row

_WIDTH_PX, _SIDE_PX = 560, 360
_PROMISES = ("waits", "checked", "down")


class EnrolPage(QWidget):
    """At the left what it is for, at the right the form; then the hub that was found, to compare."""

    def __init__(self, context: Context, model: SyncModel) -> None:
        super().__init__()
        look(self, "plain")
        self._context, self._model = context, model
        self._about = EmptyState(context.theme, "unplug")
        self._promises = [label("muted", wrap=True) for _ in _PROMISES]
        self._told = label("lead", wrap=True)
        self.form, self.hub = EnrolForm(context, model), HubFound(context, model)
        self._lay_out()
        model.found.connect(self._show_hub)
        self.hub.left.connect(self._show_form)
        context.session.changed.connect(self._show_form)
        context.translator.follow(self.retranslate)
        self._show_form()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._about.set_texts(tr("sync.none.what"), tr("sync.none.do"))
        for words, name in zip(self._promises, _PROMISES, strict=True):
            words.setText(tr(f"sync.none.{name}"))
        self.refresh()

    def refresh(self) -> None:
        """Show what the person may do."""
        key = "sync.enrol.practice" if self._context.home.is_practice else "sync.enrol.who"
        self._told.setText(self._context.translator.tr(key))
        self._told.setVisible(self._context.home.is_practice or not self._model.may_enrol)
        self.form.refresh()

    def begin(self) -> None:
        """Give the keys to what is shown."""
        if not self.hub.isHidden():
            self.hub.setFocus()
        elif self._model.may_enrol:
            self.form.begin()
        else:
            self.setFocus()

    def _lay_out(self) -> None:
        inside = look(QWidget(), "plain")
        line = row(inside, spacing=48, margin=24)
        line.addStretch(1)
        left = look(QWidget(), "plain")
        left.setFixedWidth(_SIDE_PX)
        words = column(left, spacing=12)
        words.addWidget(self._about)
        for one in self._promises:
            words.addWidget(one)
        line.addWidget(left, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._card(), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        column(self, spacing=0).addWidget(scroll)

    def _card(self) -> Card:
        card = Card(margin=32, spacing=20)
        card.setFixedWidth(_WIDTH_PX)
        for part in (self._told, self.form, self.hub):
            card.body.addWidget(part)
        return card

    def _show_hub(self, hello: object) -> None:
        self.form.hide()
        self.hub.show_hub(hello)
        self.hub.show()
        self.hub.setFocus()

    def _show_form(self) -> None:
        self.hub.hide()
        self.form.setVisible(self._model.may_enrol)
        self.refresh()
