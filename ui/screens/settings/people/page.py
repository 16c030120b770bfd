"""The people of the station: who they are at the left, the one chosen at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from station.errors import KnownError
from station.model.person import Person
from ui.context import Context
from ui.screens.settings.people.add_sheet import AddSheet
from ui.screens.settings.people.sheet import PersonSheet
from ui.screens.settings.people.viewmodel import PeopleModel, Staff
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import label, look, row
from ui.widgets.table import Row, Rows, Table

_COLUMNS = ("name", "role", "access", "badge", "last_sign_in")
_WIDTHS = (0, 144, 88, 72, 152)
_SHEET_PX = 520


class PeoplePage(QWidget):
    """Table, sheet of the person chosen, and the form for a new one."""

    def __init__(self, context: Context, model: PeopleModel) -> None:
        super().__init__()
        look(self, "plain")
        self._context, self._model = context, model
        self._staff = Staff()
        self._title, self._add = label("title"), ActionButton()
        self._rows = Rows(context.theme)
        self.table = look(Table(self._rows, _WIDTHS), "flush")
        self.sheet, self.adding = PersonSheet(context, model), AddSheet(context, model)
        self._nobody = EmptyState(context.theme, "id-card")
        self._beside = QStackedWidget()
        self._lay_out()
        self._connect()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._title.setText(tr("settings.people"))
        self._add.set_text(tr("staff.add"))
        self._nobody.set_texts(tr("staff.choose"), tr("staff.choose_do"))
        self._rows.set_headers([tr(f"staff.{name}") for name in _COLUMNS])
        self._fill()

    def show_person(self, person_id: str) -> None:
        """Show the sheet of one person."""
        person = next((one for one in self._staff.people if one.id == person_id), None)
        if person is not None:
            self.sheet.show_person(person)
            self._beside.setCurrentWidget(self.sheet)

    def _show(self, staff: Staff) -> None:
        self._staff = staff
        self._fill()

    def _fill(self) -> None:
        self._rows.set_rows([self._row(person) for person in self._staff.people])

    def _row(self, person: Person) -> Row:
        tr, at = self._context.translator.tr, self._staff.signed_in.get(person.id)
        cells = (
            person.name,
            tr(f"frame.roles.{person.role.value}"),
            tr(f"staff.state.{person.state.value}"),
            tr("staff.yes" if person.has_badge else "staff.no"),
            at.astimezone().strftime("%Y-%m-%d %H:%M") if at else tr("staff.never"),
        )
        return Row(cells, person.id, quiet=not person.is_active)

    def begin_adding(self) -> None:
        """Ask for a new person."""
        self._beside.setCurrentWidget(self.adding)
        self.adding.begin()

    def _on_changed(self, person: Person) -> None:
        self.sheet.show_person(person)
        self._beside.setCurrentWidget(self.sheet)

    def _refused(self, error: KnownError) -> None:
        if self._beside.currentWidget() is self.adding:
            self.adding.refuse(error)

    def _connect(self) -> None:
        self._model.read.connect(self._show)
        self._model.changed.connect(self._on_changed)
        self._model.refused.connect(self._refused)
        self.table.clicked.connect(lambda index: self.show_person(self._rows.row(index).key))
        self.table.opened.connect(self.show_person)
        self._add.clicked.connect(self.begin_adding)
        self.adding.left.connect(lambda: self._beside.setCurrentWidget(self._nobody))
        self._context.translator.follow(self.retranslate)

    def _lay_out(self) -> None:
        card = Card(margin=16, spacing=12)
        head = row(spacing=12)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._add)
        card.body.addLayout(head)
        card.body.addWidget(self.table, 1)
        for part in (self._nobody, self.sheet, self.adding):
            self._beside.addWidget(part)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(look(self._beside, "plain"))
        scroll.setFixedWidth(_SHEET_PX)
        layout = row(self, spacing=16)
        layout.addWidget(card, 1)
        layout.addWidget(scroll)
