"""Choosing one standard of many: a list that narrows while a person types."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from ui.i18n import Translator
from ui.screens.standards.choices import Choice

Wanted = Callable[[Choice], bool]


class ChoiceBox(QComboBox):
    """``currentIndexChanged`` when another is chosen; what was typed in vain gives way to what is chosen."""

    def __init__(self, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._choices: tuple[Choice, ...] = ()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        if (field := self.lineEdit()) is not None:
            field.editingFinished.connect(self._tell_chosen)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen."""
        return self._choices

    @property
    def chosen(self) -> Choice | None:
        """What is chosen; None when nothing is."""
        place = self.currentIndex()
        return self._choices[place] if 0 <= place < len(self._choices) else None

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer these without telling anyone; the one chosen stays where it is still there."""
        key = self.currentData()
        self._choices = tuple(choices)
        self.blockSignals(True)
        self.clear()
        for one in self._choices:
            self.addItem(self._told(one), one.key)
        self.setCurrentIndex(self.findData(key) if key else -1)
        self.blockSignals(False)
        self._tell_chosen()

    def choose(self, key: str) -> bool:
        """Choose by key; whether it is here."""
        place = self.findData(key)
        if place >= 0:
            self.setCurrentIndex(place)
        return place >= 0

    def _told(self, one: Choice) -> str:
        standing = self._words.tr(f"standards.standing.{one.standing}")
        return f"{one.standard.name.of(self._words.lang)} · {one.standard.version} · {standing}"

    def _tell_chosen(self) -> None:
        self.setEditText(self.itemText(self.currentIndex()))
        if (field := self.lineEdit()) is not None:
            field.setCursorPosition(0)
