"""A field for a typed number with its unit beside it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from ui.figures import plain
from ui.theme import GRID_PX

_NUMBER = r"-?\d{0,7}([.,]\d{0,4})?"
_WHOLE = r"\d{0,6}"


class ValueEntry(QWidget):
    """Digits as typed, kept as they are (0.360 is not 0.36); a comma counts as the decimal point."""

    edited = Signal()

    def __init__(
        self, unit: str, *, whole: bool = False, width_px: int = 160, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setFixedWidth(width_px)
        self.field.setValidator(
            QRegularExpressionValidator(QRegularExpression(_WHOLE if whole else _NUMBER), self)
        )
        self.field.textEdited.connect(self.edited)
        self._unit = QLabel(unit)
        self._unit.setProperty("class", "lead muted")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID_PX)
        line.addWidget(self.field)
        line.addWidget(self._unit)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.field)

    @property
    def value(self) -> Decimal | None:
        """The number typed, or None while it is not one."""
        try:
            return Decimal(self.field.text().replace(",", "."))
        except InvalidOperation:
            return None

    def show_value(self, value: Decimal | None) -> None:
        """Put ``value`` into the field."""
        self.field.setText("" if value is None else plain(value))

    def show_unit(self, unit: str) -> None:
        """Write ``unit`` beside the field."""
        self._unit.setText(unit)

    def begin(self, typed: str) -> None:
        """Start typing with ``typed`` as the first character, or go on typing."""
        if self.window().focusWidget() is not self.field:
            self.field.clear()
            self.field.setFocus()
        self.field.insert(typed)
        self.edited.emit()

    def set_words(self, placeholder: str, accessible_name: str) -> None:
        """Words of the empty field and for screen readers."""
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(accessible_name)
