"""A period of a person's own: its first and its last business day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QPushButton, QWidget

from ui.i18n import Translator
from ui.widgets.looks import label, look, row


class CustomDays(QWidget):
    """``chosen(since, until)``, both included."""

    chosen = Signal(object, object)

    def __init__(self, words: Translator) -> None:
        super().__init__()
        look(self, "plain")
        self._words = words
        self.since, self.until = _field(), _field()
        self._from, self._to = label("muted"), label("muted")
        self._show = look(QPushButton(), "compact")
        layout = row(self, spacing=12)
        for part in (self._from, self.since, self._to, self.until, self._show):
            layout.addWidget(part)
        layout.addStretch(1)
        self._show.clicked.connect(self._choose)
        words.follow(self.retranslate)

    def show_days(self, since: date, until: date) -> None:
        """Begin from these."""
        self.since.setDate(QDate(since.year, since.month, since.day))
        self.until.setDate(QDate(until.year, until.month, until.day))

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._words.tr
        self._from.setText(tr("analyse.days.since"))
        self._to.setText(tr("analyse.days.until"))
        self._show.setText(tr("analyse.days.show"))
        for field, name in ((self.since, "since"), (self.until, "until")):
            field.setAccessibleName(tr(f"analyse.days.{name}"))

    def _choose(self) -> None:
        self.chosen.emit(_day(self.since.date()), _day(self.until.date()))


def _field() -> QDateEdit:
    field = QDateEdit()
    field.setCalendarPopup(True)
    field.setDisplayFormat("yyyy-MM-dd")
    field.setMinimumWidth(160)
    return field


def _day(chosen: QDate) -> date:
    return date(chosen.year(), chosen.month(), chosen.day())
