"""Choice: one of several options."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from station.model.answer import Choice
from station.model.checklist import ItemKind
from ui.steps.step import Asked, Given, Step
from ui.widgets.option_list import Entry, OptionList
from ui.widgets.surroundings import Surroundings


class ChoiceStep(Step):
    """Options as large rows; a digit or a click picks, Enter confirms."""

    kind = ItemKind.CHOICE
    columns: int | None = None

    def __init__(self, asked: Asked, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(asked, around, parent)
        self._options = OptionList(around, self.columns)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._options)
        column.addStretch(1)
        self._options.picked.connect(lambda _value: self.ready_changed.emit(True))
        self.retranslate()
        self._options.pick(asked.current.value if isinstance(asked.current, Choice) else None)

    def draft(self) -> Given | None:
        """The picked option."""
        value = self._options.value
        return None if value is None else Given(Choice(value))

    def press(self, key: int, typed: str) -> bool:
        """Digits pick."""
        return self._options.press(typed)

    def retranslate(self) -> None:
        """Write the options again; the pick stays."""
        self._options.offer(self.entries())

    def entries(self) -> list[Entry]:
        """The item's options in the language in use."""
        lang = self.around.words.lang
        return [Entry(option.value, option.title.of(lang)) for option in self.item.options]


STEP = ChoiceStep
