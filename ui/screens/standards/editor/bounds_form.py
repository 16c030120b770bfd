"""Limits of a number: comparison, value and unit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from station.standards.rules import Bounds
from ui.i18n import Translator
from ui.widgets.looks import label, look, row

_LOWER = ("", "at_least", "above")
_UPPER = ("", "at_most", "below")
_SIGNS = {"": "–", "at_least": "≥", "above": ">", "at_most": "≤", "below": "<"}
_NUMBER = r"-?\d{0,7}(\.\d{0,4})?"
_SIGN_PX, _VALUE_PX, _UNIT_PX = 64, 80, 84


class BoundsForm(QWidget):
    """``edited`` after every change that leaves a limit."""

    edited = Signal()

    def __init__(self, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "plain")
        self._words = words
        self._sides = [(self._signs(_LOWER), self._value()), (self._signs(_UPPER), self._value())]
        self._unit = QComboBox()
        self._unit.setFixedWidth(_UNIT_PX)
        self._and = label("muted")
        self._lay_out()
        self._connect()
        words.follow(self.retranslate)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._words.tr
        self._and.setText(tr("standards.editor.and"))
        for (sign, value), side in zip(self._sides, ("lower", "upper"), strict=True):
            sign.setAccessibleName(tr(f"standards.editor.{side}_sign"))
            value.setAccessibleName(tr(f"standards.editor.{side}_value"))
        self._unit.setAccessibleName(tr("standards.editor.unit"))

    def show_bounds(self, bounds: Bounds, units: Sequence[str]) -> None:
        """Show these limits; ``units`` are those to choose from."""
        for (sign, value), names in zip(self._sides, (_LOWER[1:], _UPPER[1:]), strict=True):
            given = next((name for name in names if getattr(bounds, name) is not None), "")
            sign.blockSignals(True)
            sign.setCurrentIndex(sign.findData(given))
            sign.blockSignals(False)
            shown = f"{getattr(bounds, given):f}" if given else ""
            if not value.hasFocus():
                value.setText(shown)
        self._unit.blockSignals(True)
        self._unit.clear()
        for unit in units:
            self._unit.addItem("" if unit == "1" else unit, unit)
        self._unit.setCurrentIndex(max(0, self._unit.findData(bounds.unit)))
        self._unit.blockSignals(False)
        self._unit.setVisible(len(units) > 1 or units[0] != "1")

    @property
    def limits(self) -> dict[str, Any]:
        """Every bound by its name, and the unit; those not given are None."""
        told: dict[str, Any] = dict.fromkeys((*_LOWER[1:], *_UPPER[1:]))
        for sign, value in self._sides:
            if sign.currentData():
                told[sign.currentData()] = _decimal(value.text())
        return {**told, "unit": self._unit.currentData() or "1"}

    def _lay_out(self) -> None:
        layout = row(self, spacing=8)
        for place, (sign, value) in enumerate(self._sides):
            if place:
                layout.addWidget(self._and)
            layout.addWidget(sign)
            layout.addWidget(value)
        layout.addWidget(self._unit)
        layout.addStretch(1)

    def _connect(self) -> None:
        for sign, value in self._sides:
            sign.currentIndexChanged.connect(self._tell)
            value.textEdited.connect(self._tell)
        self._unit.currentIndexChanged.connect(self._tell)

    def _tell(self) -> None:
        limits = self.limits
        if any(value is not None for name, value in limits.items() if name != "unit"):
            self.edited.emit()

    @staticmethod
    def _signs(names: Sequence[str]) -> QComboBox:
        signs = QComboBox()
        signs.setFixedWidth(_SIGN_PX)
        for name in names:
            signs.addItem(_SIGNS[name], name)
        return signs

    def _value(self) -> QLineEdit:
        field = QLineEdit()
        field.setFixedWidth(_VALUE_PX)
        field.setValidator(QRegularExpressionValidator(QRegularExpression(_NUMBER), self))
        return field


def _decimal(typed: str) -> Decimal | None:
    try:
        return Decimal(typed)
    except InvalidOperation:
        return None
