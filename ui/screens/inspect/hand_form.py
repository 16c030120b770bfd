"""Opens a unit that no work order names."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from station.model.imei import is_imei
from ui.steps.step import CONFIRM_KEYS
from ui.theme import GRID_PX
from ui.widgets.action_button import ActionButton
from ui.widgets.looks import column, label, look, row
from ui.widgets.option_list import Entry, OptionList
from ui.widgets.surroundings import Surroundings


class HandForm(QWidget):
    """Code, category, IMEI and serial number; Enter goes on, after the last field it opens.

    ``opened(code, category, imei, serial)`` or ``given_up()``.
    """

    opened = Signal(str, str, str, str)
    given_up = Signal()

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._title = label("step")
        self._captions = [label("section") for _ in range(4)]
        self._code, self._imei, self._serial = QLineEdit(), QLineEdit(), QLineEdit()
        self._categories = OptionList(around, columns=2)
        self._categories.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._open, self._cancel = ActionButton(keys=["Enter"], primary=True), ActionButton(keys=["Esc"])
        self._lay_out()
        self._categories.picked.connect(lambda _value: self._imei.setFocus())
        self._open.clicked.connect(self._submit)
        self._cancel.clicked.connect(self.given_up)
        around.words.follow(self.retranslate)

    @property
    def code(self) -> str:
        """The unit code in the form."""
        return self._code.text().strip()

    def begin(self, code: str = "") -> None:
        """Start with ``code`` filled in, which may be an IMEI; the category is for the person to pick."""
        self._code.setText(code)
        self._imei.setText(code if is_imei(code) else "")
        self._serial.clear()
        self._categories.pick(None)
        (self._categories if code else self._code).setFocus()

    def retranslate(self) -> None:
        """Write every text again; what was typed stays."""
        tr, lang = self._around.words.tr, self._around.words.lang
        self._title.setText(tr("inspect.hand.title"))
        names = ("code", "category", "imei", "serial")
        for caption, name in zip(self._captions, names, strict=True):
            caption.setText(tr(f"inspect.hand.{name}"))
        for field, name in ((self._code, "code"), (self._imei, "imei"), (self._serial, "serial")):
            field.setAccessibleName(tr(f"inspect.hand.{name}"))
        library = self._around.library()
        known = library.internal_categories()
        titles = {category: library.internal_standard(category).title.of(lang) for category in known}
        self._categories.offer([Entry(category, title) for category, title in titles.items()])
        self._open.set_text(tr("inspect.hand.open"))
        self._cancel.set_text(tr("inspect.hand.cancel"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Escape gives up, digits pick the category."""
        if event.key() in CONFIRM_KEYS:
            self._go_on()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif not self._categories.press(event.text()):
            event.ignore()

    def _go_on(self) -> None:
        order: list[QWidget] = [self._code, self._categories, self._imei, self._serial]
        focused = self.window().focusWidget()
        place = order.index(focused) if focused in order else len(order)
        if place + 1 < len(order):
            order[place + 1].setFocus()
        else:
            self._submit()

    def _submit(self) -> None:
        code, category = self._code.text().strip(), self._categories.value
        if not code:
            self._code.setFocus()
        elif category is None:
            self._categories.setFocus()
        else:
            self.opened.emit(code, category, self._imei.text().strip(), self._serial.text().strip())

    def _lay_out(self) -> None:
        card = look(QFrame(), "card")
        card.setMaximumWidth(640)
        lines = column(card, spacing=GRID_PX, margin=4 * GRID_PX)
        lines.addWidget(self._title)
        fields: tuple[QWidget, ...] = (self._code, self._categories, self._imei, self._serial)
        for caption, field in zip(self._captions, fields, strict=True):
            lines.addSpacing(4)
            lines.addWidget(caption)
            lines.addWidget(field)
        lines.addSpacing(GRID_PX)
        actions = row(spacing=GRID_PX)
        actions.addWidget(self._cancel)
        actions.addWidget(self._open, 1)
        lines.addLayout(actions)
        outer = column(self)
        outer.addStretch(1)
        middle = row()
        middle.addStretch(1)
        middle.addWidget(card, 8)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(2)
