"""Defects: a list of everything found on the item's zones, or the statement that nothing was found."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from station.model.answer import Defects
from station.model.checklist import ItemKind
from station.model.defect import Defect
from station.model.observation import Method, Source
from station.model.reading import Reading
from station.ports import SourceInfo
from ui.steps.defect_draft import DefectDraft, Question
from ui.steps.defect_editor import DefectEditor
from ui.steps.defect_list import DefectList
from ui.steps.step import BY_HAND, Asked, Given, Step
from ui.theme import GRID_PX
from ui.widgets.looks import row
from ui.widgets.surroundings import Surroundings
from ui.widgets.zone_drawing import ZoneDrawing

_NONE_FOUND_KEY = "0"
_DRAWING_SHARE, _WORDS_SHARE = 5, 6


class DefectsStep(Step):
    """The unit's drawing beside the list; a zone or F4 starts a new defect, 0 says that there is none."""

    kind = ItemKind.DEFECTS

    def __init__(self, asked: Asked, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(asked, around, parent)
        answered = asked.current.defects if isinstance(asked.current, Defects) else None
        self._defects: tuple[Defect, ...] = answered or ()
        self._none_found = answered == ()
        self._editing: int | None = None
        self._caliper = ""
        self._drawing = ZoneDrawing(self.item.zones, around)
        self._list, self._editor = DefectList(asked.zones, around), DefectEditor(asked, around)
        self._lay_out()
        self._connect()
        self._show_list()
        self.retranslate()

    @property
    def quantity(self) -> str | None:
        """Sizes may come from a caliper."""
        return "length"

    @property
    def is_describing(self) -> bool:
        """Whether one defect is being described."""
        return not self._editor.isHidden()

    def draft(self) -> Given | None:
        """The list, or the statement that nothing was found."""
        if self.is_describing or not (self._defects or self._none_found):
            return None
        source = Source(Method.MANUAL, device=self._caliper) if self._caliper else BY_HAND
        return Given(Defects(self._defects), source)

    def confirm(self) -> None:
        """Enter: the next question of the defect being described, or the whole list."""
        if not self.is_describing:
            super().confirm()
        elif self._editor.question is Question.ZONE and self._drawing.zone is not None:
            self._editor.take_zone(self._drawing.zone, decided=True)
        else:
            self._editor.next()

    def press(self, key: int, typed: str) -> bool:
        """Keys of the editor, or of the list."""
        if key == Qt.Key.Key_F4:
            self._add_or_record()
            return True
        if not self.is_describing:
            return self._press_list(key, typed)
        if self._editor.question is Question.ZONE and self._drawing.press(key):
            return True
        return self._editor.press(key, typed)

    def accept_reading(self, info: SourceInfo, reading: Reading) -> None:
        """A caliper reading fills the size being asked."""
        if self.is_describing and reading.value is not None and self._editor.take_size(reading.value):
            self._caliper = info.name

    def retranslate(self) -> None:
        """Write every text again; list and draft stay."""
        tr = self.around.words.tr
        captions = {side: tr(f"steps.sides.{side}") for side in self._drawing.captions}
        self._drawing.set_words(captions, tr("steps.defects.pick_zone"))
        self._list.show_defects(self._defects, none_found=self._none_found)
        if self.is_describing:
            self._editor.retranslate()

    def _press_list(self, key: int, typed: str) -> bool:
        if typed == _NONE_FOUND_KEY:
            self._say_none_found()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._describe(DefectDraft(), None)
            self._drawing.press(key)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._list.select_by(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Delete:
            self._remove(self._list.place)
        elif typed.upper() == "E":
            self._change(self._list.place)
        else:
            return False
        return True

    def _add_or_record(self) -> None:
        if self.is_describing:
            self._editor.record()
        else:
            self._describe(DefectDraft(), None)

    def _describe(self, draft: DefectDraft, place: int | None) -> None:
        self._editing = place
        self._list.hide()
        self._editor.show()
        self._drawing.point(draft.zone)
        self._editor.begin(draft)
        self.setFocus()
        self._tell()

    def _change(self, place: int | None) -> None:
        if place is not None:
            self._describe(DefectDraft.of(self._defects[place]), place)

    def _remove(self, place: int | None) -> None:
        if place is not None:
            self._defects = self._defects[:place] + self._defects[place + 1 :]
            self._show_list()

    def _say_none_found(self) -> None:
        if not self._defects:
            self._none_found = True
            self._show_list()

    def _zone_picked(self, zone: str) -> None:
        if not self.is_describing:
            self._describe(DefectDraft(), None)
            self._drawing.point(zone)
        self._editor.take_zone(zone, decided=True)

    def _record(self, defect: Defect) -> None:
        kept = list(self._defects)
        if self._editing is None:
            kept.append(defect)
        else:
            kept[self._editing] = defect
        self._defects, self._none_found = tuple(kept), False
        self._show_list()

    def _show_list(self) -> None:
        self._editing = None
        self._editor.hide()
        self._list.show()
        self._drawing.point(None)
        self._drawing.show_counts(Counter(defect.zone for defect in self._defects))
        self._list.show_defects(self._defects, none_found=self._none_found)
        self.setFocus()
        self._tell()

    def _tell(self) -> None:
        self.ready_changed.emit(self.draft() is not None)

    def _connect(self) -> None:
        self._drawing.picked.connect(self._zone_picked)
        self._drawing.pointed.connect(lambda zone: self._editor.take_zone(zone, decided=False))
        self._editor.recorded.connect(self._record)
        self._editor.given_up.connect(self._show_list)
        self._editor.turned.connect(self.setFocus)
        self._list.none_asked.connect(self._say_none_found)
        self._list.add_asked.connect(self._add_or_record)
        self._list.change_asked.connect(self._change)
        self._list.remove_asked.connect(self._remove)

    def _lay_out(self) -> None:
        line = row(self, spacing=3 * GRID_PX)
        line.addWidget(self._drawing, _DRAWING_SHARE)
        line.addWidget(self._list, _WORDS_SHARE)
        line.addWidget(self._editor, _WORDS_SHARE)


STEP = DefectsStep
