"""The hub that answers at an address: its fingerprint is compared before its key is pinned."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from station.errors import KnownError
from ui.context import Context
from ui.screens.sync.viewmodel import SyncModel, fingerprint_of, grouped
from ui.widgets.action_button import ActionButton
from ui.widgets.fact_list import FactList
from ui.widgets.looks import column, label, look, row

if TYPE_CHECKING:
    from sync.wire.messages import Hello


class HubFound(QWidget):
    """Enter says that the fingerprint is the same and enrols; Escape goes back. ``left`` when it is over."""

    left = Signal()

    def __init__(self, context: Context, model: SyncModel) -> None:
        super().__init__()
        look(self, "plain")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._context, self._model = context, model
        self._hello: Hello | None = None
        self._title, self._lead = label("title"), label("muted", wrap=True)
        self._facts, self._caption = FactList(), label("section")
        self._fingerprint = label("title")
        self._same, self._back = ActionButton(keys=("↵",), primary=True), ActionButton(keys=("Esc",))
        self._lay_out()
        self._same.clicked.connect(self._enrol)
        self._back.clicked.connect(self.left)
        model.refused.connect(self._on_refused)
        model.enrolled.connect(self.left)
        model.changed.connect(self._show_busy)
        context.translator.follow(self.retranslate)

    def show_hub(self, hello: object) -> None:
        """Show who answered."""
        self._hello = cast("Hello", hello)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._title.setText(tr("sync.compare.title"))
        self._lead.setText(tr("sync.compare.lead"))
        self._caption.setText(tr("sync.hub.fingerprint"))
        self._back.set_text(tr("sync.compare.back"))
        self._show_busy()
        if self._hello is not None:
            name = self._hello.name
            if self._hello.practice:
                name = f"{name} · {tr('sync.hub.practice')}"
            self._facts.show_facts([(tr("sync.hub.name"), name), (tr("sync.hub.id"), self._hello.hub)])
            self._fingerprint.setText(grouped(fingerprint_of(self._hello.public_key)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enrol()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        layout = column(self, spacing=16)
        for part in (self._title, self._lead, self._facts, self._caption, self._fingerprint):
            layout.addWidget(part)
        buttons = row(spacing=12)
        buttons.addWidget(self._back)
        buttons.addWidget(self._same, 1)
        layout.addLayout(buttons)

    def _show_busy(self) -> None:
        words = "sync.compare.enrolling" if self._model.busy else "sync.compare.same"
        self._same.set_text(self._context.translator.tr(words))
        self._same.setEnabled(not self._model.busy)

    def _enrol(self) -> None:
        if not self._model.busy:
            self._model.enrol()

    def _on_refused(self, _error: KnownError) -> None:
        if not self.isHidden():
            self.left.emit()
