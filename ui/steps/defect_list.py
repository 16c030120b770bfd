"""The defects recorded so far, each as a sentence, with what can be done about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from station.model.checklist import Title
from station.model.defect import Defect
from ui.steps.defect_words import defect_sentence
from ui.theme import GRID_PX, TARGET_PX
from ui.widgets.action_button import ActionButton
from ui.widgets.discard import discard
from ui.widgets.key_cap import KeyCap
from ui.widgets.looks import column, label, look, refresh_look, row
from ui.widgets.option_list import Entry, OptionRow
from ui.widgets.surroundings import Surroundings


class DefectList(QWidget):
    """Sentences with one selected; ``none_asked``, ``add_asked``, ``change_asked(place)``,
    ``remove_asked(place)``."""

    none_asked = Signal()
    add_asked = Signal()
    change_asked = Signal(int)
    remove_asked = Signal(int)

    def __init__(
        self, zones: Mapping[str, Title], around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._zones, self._around = zones, around
        self._place: int | None = None
        self._rows: list[SentenceRow] = []
        self._none = OptionRow(Entry("none", ""), "0", around)
        self._add = ActionButton(keys=["F4"])
        self._add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._state = label("muted", wrap=True)
        self._lay_out()
        self._none.clicked.connect(self._ask_none)
        self._add.clicked.connect(self.add_asked)

    @property
    def place(self) -> int | None:
        """Place of the selected defect."""
        return self._place

    def select_by(self, step: int) -> None:
        """Select the next or the previous defect."""
        if self._rows:
            start = -1 if self._place is None and step > 0 else (self._place or 0)
            self._select(max(0, min(len(self._rows) - 1, start + step)))

    def show_defects(self, defects: Sequence[Defect], *, none_found: bool) -> None:
        """Show ``defects``, or the statement that none was found, or that nothing was said yet."""
        tr = self._around.words.tr
        sentences = [defect_sentence(defect, self._around.words, self._zones) for defect in defects]
        self._fill(sentences)
        self._none.say(Entry("none", tr("steps.defects.none")))
        self._none.setChecked(none_found)
        self._none.setVisible(not defects)
        self._add.set_text(tr("steps.defects.add"))
        count = tr("steps.defects.count", count=len(defects))
        self._state.setText(count if defects else tr("steps.defects.empty"))
        self._state.setVisible(bool(defects) or not none_found)

    def _fill(self, sentences: Sequence[str]) -> None:
        grown_from = len(self._rows)
        for old in self._rows:
            self._sentences.removeWidget(old)
            discard(old)
        self._rows = [SentenceRow(sentence, self._around) for sentence in sentences]
        for place, line in enumerate(self._rows):
            self._sentences.addWidget(line)
            line.change_asked.connect(lambda place=place: self.change_asked.emit(place))
            line.remove_asked.connect(lambda place=place: self.remove_asked.emit(place))
        has_grown = len(self._rows) > grown_from
        self._select(None if not self._rows else self._last() if has_grown else self._kept())

    def _last(self) -> int:
        return len(self._rows) - 1

    def _kept(self) -> int:
        return self._last() if self._place is None else min(self._place, self._last())

    def _select(self, place: int | None) -> None:
        self._place = place
        for index, line in enumerate(self._rows):
            line.show_selected(index == place)

    def _ask_none(self) -> None:
        self.none_asked.emit()

    def _lay_out(self) -> None:
        lines = column(self, spacing=GRID_PX)
        self._sentences = column(spacing=GRID_PX)
        lines.addWidget(self._state)
        lines.addLayout(self._sentences)
        lines.addWidget(self._none)
        lines.addWidget(self._add)
        lines.addStretch(1)


class SentenceRow(QFrame):
    """One defect as a sentence; the selected one offers to change or remove it."""

    change_asked = Signal()
    remove_asked = Signal()

    def __init__(self, sentence: str, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "inset")
        self.setMinimumHeight(TARGET_PX)
        self.setAccessibleName(sentence)
        words = label(wrap=True)
        words.setText(sentence)
        self._actions = QWidget()
        actions = row(self._actions, spacing=GRID_PX)
        tr = around.words.tr
        for key, text, asked in (("E", "edit", self.change_asked), ("Del", "remove", self.remove_asked)):
            button = QPushButton(tr(f"steps.defects.{text}"))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            look(button, "quiet compact")
            button.clicked.connect(asked)
            actions.addWidget(KeyCap(key))
            actions.addWidget(button)
        actions.addStretch(1)
        lines = column(self, spacing=4, margin=12)
        lines.addWidget(words)
        lines.addWidget(self._actions)
        self.show_selected(False)

    def show_selected(self, selected: bool) -> None:
        """Offer changing and removing on the selected row."""
        self.setProperty("selected", selected)
        refresh_look(self)
        self._actions.setVisible(selected)
