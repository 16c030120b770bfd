"""Which column means what: a preview of the sheet with a picker over each column."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QSpinBox, QTableView, QWidget

from station.standards.importing.layout import Assignment, Role, Shape, column_place
from station.workbook.reading import Sheet
from ui.context import Context
from ui.screens.standards.importing.role_header import RoleHeader
from ui.screens.standards.importing.sheet_rows import SheetRows
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.looks import column, label, look, row

_ROLES: dict[Shape, tuple[Role, ...]] = {
    "rows": ("clause", "grade", "item", "surface", "text", "limit", "unit", "method", "condition"),
    "grade_columns": ("clause", "item", "surface", "method", "condition"),
    "grade_rows": ("grade",),
    "questions": ("clause", "question", "item", "option", "code", "weight", "condition"),
}
_NAMED = {"grade_columns": "grade", "grade_rows": "item"}
"""In a table, a column may stand for one grade or one item: named by its heading."""
_TABLE_ROLE = "named"
_COLUMN_PX, _SHEET_PX, _SHAPE_PX, _HEADING_PX = 176, 240, 280, 96


class ColumnsPage(QWidget):
    """``assigned(Assignment)`` when the person confirms, ``closed`` when they go back."""

    assigned = Signal(object)
    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        look(self, "plain")
        self._context = context
        self._sheets: tuple[Sheet, ...] = ()
        self._proposed: Assignment | None = None
        self._intro = label("muted", wrap=True)
        self._sheet, self._shape, self._heading = QComboBox(), QComboBox(), QSpinBox()
        self._titles = {name: label("section") for name in ("sheet", "shape", "heading")}
        self._heading.setFixedWidth(_HEADING_PX)
        self._rows = SheetRows(context.theme)
        self._table = look(QTableView(), "flush dense")
        self._roles = RoleHeader(self._table, context.translator)
        self._confirm = ActionButton(keys=("F8",), shortcut="F8", primary=True)
        self._back = ActionButton(keys=("Esc",), shortcut="Esc")
        self._lay_out()
        self._connect()

    def show_workbook(self, sheets: Sequence[Sheet], proposed: Assignment | None) -> None:
        """Show a workbook with the columns as proposed."""
        self._sheets, self._proposed = tuple(sheets), proposed
        self._fill_pickers()
        self._show_sheet()
        self._sheet.setFocus()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._intro.setText(tr("standards.import.columns_do"))
        for name, title in self._titles.items():
            title.setText(tr(f"standards.import.{name}"))
        for field, name in ((self._sheet, "sheet"), (self._shape, "shape"), (self._heading, "heading")):
            field.setAccessibleName(tr(f"standards.import.{name}"))
        self._confirm.set_text(tr("standards.import.assign"))
        self._back.set_text(tr("standards.back"))
        self._table.setAccessibleName(tr("standards.import.sheet"))
        if self._sheets:
            chosen = self.assignment
            self._proposed = chosen
            self._fill_pickers()
            self._show_sheet()

    @property
    def assignment(self) -> Assignment:
        """The columns as they are assigned now."""
        shape: Shape = self._shape.currentData()
        heading, sheet = self._heading.value(), self._chosen_sheet()
        columns: dict[Role, str] = {}
        named: dict[str, str] = {}
        for letters, role in self._roles.chosen.items():
            if role == _TABLE_ROLE:
                told = sheet.cell(heading - 1, column_place(letters)) if heading else letters
                named[told or letters] = letters
            else:
                columns.update({one: letters for one in _ROLES[shape] if one == role})
        return Assignment(sheet=sheet.title, shape=shape, heading_row=heading, columns=columns, named=named)

    def _lay_out(self) -> None:
        bar = row(spacing=16)
        self._sheet.setFixedWidth(_SHEET_PX)
        self._shape.setFixedWidth(_SHAPE_PX)
        for name, field in (("sheet", self._sheet), ("shape", self._shape), ("heading", self._heading)):
            part = column(spacing=4)
            part.addWidget(self._titles[name])
            part.addWidget(field)
            bar.addLayout(part)
        bar.addWidget(self._intro, 1, Qt.AlignmentFlag.AlignBottom)
        card = Card(margin=8, spacing=0)
        card.body.addWidget(self._roles)
        card.body.addWidget(self._table, 1)
        self._table.setModel(self._rows)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._table.verticalHeader().setDefaultSectionSize(36)
        self._table.horizontalHeader().setDefaultSectionSize(_COLUMN_PX)
        foot = row(spacing=8)
        foot.addWidget(self._back)
        foot.addStretch(1)
        foot.addWidget(self._confirm)
        layout = column(self, spacing=16)
        layout.addLayout(bar)
        layout.addWidget(card, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self._sheet.activated.connect(lambda _place: self._show_sheet())
        self._shape.activated.connect(lambda _place: self._show_sheet())
        self._heading.valueChanged.connect(lambda _row: self._show_sheet())
        self._confirm.clicked.connect(lambda: self.assigned.emit(self.assignment))
        self._back.clicked.connect(self.closed)
        self._context.translator.follow(self.retranslate)

    def _chosen_sheet(self) -> Sheet:
        return self._sheets[max(0, self._sheet.currentIndex())]

    def _fill_pickers(self) -> None:
        tr, proposed = self._context.translator.tr, self._proposed
        for field in (self._sheet, self._shape, self._heading):
            field.blockSignals(True)
        self._sheet.clear()
        self._shape.clear()
        for sheet in self._sheets:
            self._sheet.addItem(sheet.title)
        for shape in _ROLES:
            self._shape.addItem(tr(f"standards.import.shapes.{shape}"), shape)
        self._heading.setRange(0, max(1, len(self._chosen_sheet().rows)))
        self._heading.setValue(proposed.heading_row if proposed else 1)
        if proposed is not None:
            self._sheet.setCurrentText(proposed.sheet)
            self._shape.setCurrentIndex(self._shape.findData(proposed.shape))
        for field in (self._sheet, self._shape, self._heading):
            field.blockSignals(False)

    def _show_sheet(self) -> None:
        sheet, shape = self._chosen_sheet(), self._shape.currentData()
        self._rows.show_sheet(sheet, self._heading.value())
        tr = self._context.translator.tr
        roles = [("", tr("standards.import.no_role"))]
        roles += [(one, tr(f"standards.import.roles.{one}")) for one in _ROLES[shape]]
        if shape in _NAMED:
            roles.append((_TABLE_ROLE, tr(f"standards.import.named.{_NAMED[shape]}")))
        self._roles.offer(self._rows.columnCount(), roles, self._chosen(sheet, shape))

    def _chosen(self, sheet: Sheet, shape: Shape) -> dict[str, str]:
        """Roles as proposed, by letters, where the proposal is about this sheet in this shape."""
        proposed = self._proposed
        if proposed is None or (proposed.sheet, proposed.shape) != (sheet.title, shape):
            return {}
        told = {letters: str(role) for role, letters in proposed.columns.items()}
        return told | dict.fromkeys(proposed.named.values(), _TABLE_ROLE)
