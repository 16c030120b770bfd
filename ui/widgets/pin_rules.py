"""What a PIN must be, shown as it is met."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QWidget

from ui.i18n import Translator
from ui.icons import pixmap
from ui.theme import Theme
from ui.widgets.looks import column, label, look, row

_ICON_PX = 16


class PinRules(QWidget):
    """One line per rule: a check and plain words once it is met, a ring and quiet words before."""

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "plain")
        self._theme, self._translator = theme, translator
        self._met: dict[str, bool] = {}
        self._marks: dict[str, QLabel] = {}
        self._words: dict[str, QLabel] = {}
        self._lines = column(self, spacing=6)
        theme.changed.connect(self._tint)

    def show_rules(self, met: dict[str, bool], **values: object) -> None:
        """Show each rule by its name and whether it is met; ``values`` fill their texts."""
        self._met = met
        for rule in met:
            if rule not in self._marks:
                self._add(rule)
            words = self._translator.tr(f"entrance.rule.{rule}", **values)
            self._words[rule].setText(words)
            self._marks[rule].setAccessibleName(self._translator.tr(f"entrance.met.{str(met[rule]).lower()}"))
        self._tint()

    def _add(self, rule: str) -> None:
        self._marks[rule], self._words[rule] = QLabel(), label()
        self._marks[rule].setFixedSize(QSize(_ICON_PX, _ICON_PX))
        line = row(spacing=8)
        line.addWidget(self._marks[rule])
        line.addWidget(self._words[rule], 1)
        self._lines.addLayout(line)

    def _tint(self) -> None:
        palette, ratio = self._theme.palette, self.devicePixelRatioF()
        for rule, met in self._met.items():
            name, colour = ("check", palette.ok) if met else ("circle", palette.muted)
            self._marks[rule].setPixmap(pixmap(name, colour, _ICON_PX, ratio))
            look(self._words[rule], "" if met else "muted")
