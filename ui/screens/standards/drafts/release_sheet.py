"""Review by a second person, then publication with the day from which the version counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QWidget

from station.errors import KnownError
from ui.context import Context
from ui.screens.standards.drafts.viewmodel import DraftsModel, DraftView
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.chip import Chip
from ui.widgets.looks import column, label, look, refresh_look, row
from ui.widgets.pin_pad import PinField

_FORM_PX = 480


class ReleaseSheet(QWidget):
    """Two steps side by side: reviewed, then published."""

    def __init__(self, context: Context, model: DraftsModel) -> None:
        super().__init__()
        look(self, "plain")
        self._context, self._model = context, model
        self._view: DraftView | None = None
        self._titles = {name: label("title") for name in ("review", "publish")}
        self._hints = {name: label("muted", wrap=True) for name in ("review", "publish")}
        self._state, self._refusal = Chip(context.theme), label("small", wrap=True)
        self._person, self._pin, self._says = QComboBox(), PinField(), QLineEdit()
        self._day = QDateEdit(QDate.currentDate())
        self._day.setCalendarPopup(True)
        self._review = ActionButton(keys=("F6",), shortcut="F6", primary=True)
        self._publish = ActionButton(keys=("F8",), shortcut="F8", primary=True)
        self._lay_out()
        self._connect()

    def show_view(self, view: DraftView) -> None:
        """Show where this draft stands."""
        self._view = view
        self._person.clear()
        for person in view.reviewers:
            role = self._context.translator.tr(f"frame.roles.{person.role.value}")
            self._person.addItem(f"{person.name} · {role}", person.id)
        self._person.setCurrentIndex(0 if len(view.reviewers) == 1 else -1)
        self._pin.clear()
        self._refuse("")
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        for name, title in self._titles.items():
            title.setText(tr(f"standards.release.{name}"))
            self._hints[name].setText(tr(f"standards.release.{name}_do"))
        for field, key in ((self._says, "says"), (self._pin, "pin")):
            field.setPlaceholderText(tr(f"standards.release.{key}"))
            field.setAccessibleName(tr(f"standards.release.{key}"))
        self._person.setAccessibleName(tr("standards.release.person"))
        somebody = self._view is not None and bool(self._view.reviewers)
        self._person.setPlaceholderText(tr(f"standards.release.{'choose' if somebody else 'nobody'}"))
        self._day.setAccessibleName(tr("standards.column.valid_from"))
        self._day.setDisplayFormat("yyyy-MM-dd")
        self._review.set_text(tr("standards.release.review"))
        self._publish.set_text(tr("standards.release.publish"))
        self._show()

    def _lay_out(self) -> None:
        self._refusal.setProperty("state", "bad")
        told: tuple[QWidget, ...] = (self._titles["review"], self._hints["review"], self._state)
        asked: tuple[QWidget, ...] = (self._person, self._says, self._pin, self._refusal, self._review)
        released = (self._titles["publish"], self._hints["publish"], self._day, self._publish)
        layout = row(self, spacing=40, margin=24)
        for parts in ((*told, *asked), released):
            layout.addWidget(_form(parts), 1, Qt.AlignmentFlag.AlignTop)
        layout.addStretch(0)

    def _connect(self) -> None:
        self._review.clicked.connect(self._on_review)
        self._pin.returnPressed.connect(self._on_review)
        self._publish.clicked.connect(self._on_publish)
        self._model.refused.connect(self._on_refused)
        self._context.translator.follow(self.retranslate)

    def _show(self) -> None:
        if self._view is None:
            return
        tr, review, waiting = (
            self._context.translator.tr,
            self._view.draft.review,
            len(self._view.open_findings),
        )
        if review is not None:
            words = tr("standards.release.reviewed", person=review.name, says=review.says)
            self._state.show_state(State.OK, words)
        elif waiting:
            self._state.show_state(State.BAD, tr("standards.release.open", count=waiting))
        else:
            self._state.show_state(State.ATTENTION, tr("standards.release.waiting"))
        ready = review is None and not waiting
        for part in (self._person, self._says, self._pin, self._review):
            part.setVisible(review is None)
            part.setEnabled(ready)
        self._publish.setEnabled(review is not None)
        self._day.setEnabled(review is not None)

    def _on_review(self) -> None:
        self._refuse("")
        self._model.review(self._person.currentData() or "", self._pin.text(), self._says.text())

    def _on_publish(self) -> None:
        day = self._day.date()
        self._model.publish(date(day.year(), day.month(), day.day()))

    def _on_refused(self, error: KnownError) -> None:
        self._pin.clear()
        self._refuse(self._context.translator.refusal(error))

    def _refuse(self, why: str) -> None:
        self._refusal.setText(why)
        self._refusal.setVisible(bool(why))
        refresh_look(self._refusal)


def _form(parts: Sequence[QWidget]) -> QWidget:
    form = look(QWidget(), "plain")
    form.setMaximumWidth(_FORM_PX)
    inside = column(form, spacing=12)
    for part in parts:
        inside.addWidget(part)
    return form
