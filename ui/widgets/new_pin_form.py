"""A new PIN, typed twice, with its rules shown as they are met."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from station.people.pins import MIN_DIGITS, PinRule, broken_rules
from ui.i18n import Translator
from ui.theme import Theme
from ui.widgets.looks import column, label, look, row
from ui.widgets.pin_pad import PinField
from ui.widgets.pin_rules import PinRules

_SAME = "same"


class NewPinForm(QWidget):
    """``changed()`` while typing, ``submitted()`` on Enter once every rule is met."""

    changed = Signal()
    submitted = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "plain")
        self._translator = translator
        self._captions = (label("section"), label("section"))
        self._pin, self._again = PinField(), PinField()
        self._rules = PinRules(theme, translator)
        self._lay_out()
        for field in (self._pin, self._again):
            field.textEdited.connect(self._edited)
            field.returnPressed.connect(self.go_on)
        self.setFocusProxy(self._pin)
        translator.follow(self.retranslate)

    @property
    def pin(self) -> str:
        """The PIN as typed, empty unless every rule is met."""
        return self._pin.text() if all(self._met().values()) else ""

    def clear(self) -> None:
        """Empty both fields."""
        self._pin.clear()
        self._again.clear()
        self._edited()

    def go_on(self) -> None:
        """Enter: to the field that lacks something, or submit."""
        if all(self._met().values()):
            self.submitted.emit()
        else:
            self.seek()

    def seek(self) -> None:
        """Give the keys to the field that lacks something."""
        met = self._met()
        if all(met[rule.value] for rule in PinRule):
            self._again.setFocus()
            self._again.selectAll()
        else:
            self._pin.setFocus()
            self._pin.selectAll()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._translator.tr
        for caption, field, key in zip(
            self._captions, (self._pin, self._again), ("pin", "again"), strict=True
        ):
            caption.setText(tr(f"entrance.new_pin.{key}"))
            field.setAccessibleName(tr(f"entrance.new_pin.{key}"))
        self._show_rules()

    def _edited(self) -> None:
        self._show_rules()
        self.changed.emit()

    def _show_rules(self) -> None:
        self._rules.show_rules(self._met(), digits=MIN_DIGITS)

    def _met(self) -> dict[str, bool]:
        pin, again = self._pin.text(), self._again.text()
        broken = broken_rules(pin)
        met = {rule.value: bool(pin) and rule not in broken for rule in PinRule}
        return met | {_SAME: bool(pin) and pin == again}

    def _lay_out(self) -> None:
        fields = row(spacing=16)
        for caption, field in zip(self._captions, (self._pin, self._again), strict=True):
            group = column(spacing=8)
            group.addWidget(caption)
            group.addWidget(field)
            fields.addLayout(group, 1)
        layout = column(self, spacing=16)
        layout.addLayout(fields)
        layout.addWidget(self._rules)
