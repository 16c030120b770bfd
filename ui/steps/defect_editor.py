"""Describes one defect, one question at a time; the sentence grows as it is answered."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from station.model.defect import Depth
from ui.steps.defect_draft import DefectDraft, Question
from ui.steps.defect_words import SEPARATOR, defect_sentence
from ui.steps.step import Asked
from ui.theme import GRID_PX
from ui.widgets.action_button import ActionButton
from ui.widgets.looks import column, label
from ui.widgets.option_list import Entry, OptionList
from ui.widgets.surroundings import Surroundings
from ui.widgets.value_entry import ValueEntry

DISTANCES_CM = (15, 20, 25, 30, 40, 50)
"""Distances offered for picking, in cm."""

_NUMBERS = {Question.LENGTH: "mm", Question.WIDTH: "mm", Question.VISIBLE: "cm"}


class DefectEditor(QWidget):
    """Asks zone, kind, sizes, depth and distance in turn.

    ``recorded(Defect)`` when it is done, ``given_up()`` when it is discarded, ``turned()`` when another
    question is asked, so that the keys go to the step again.
    """

    recorded = Signal(object)
    given_up = Signal()
    turned = Signal()

    def __init__(self, asked: Asked, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked, self._around = asked, around
        self._draft, self._question = DefectDraft(), Question.ZONE
        self._sentence, self._title = label("strong", wrap=True), label("lead", wrap=True)
        self._hint = label("muted small", wrap=True)
        self._options = OptionList(around, columns=2)
        self._entry = ValueEntry("mm", width_px=140)
        self._distances = OptionList(around, columns=3, keys="")
        self._save = ActionButton(keys=["F4"])
        self._save.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lay_out()
        self._options.picked.connect(self._picked)
        self._distances.picked.connect(self._distance_picked)
        self._entry.edited.connect(self._entry_edited)
        self._save.clicked.connect(self.record)

    @property
    def question(self) -> Question:
        """What is being asked."""
        return self._question

    def begin(self, draft: DefectDraft) -> None:
        """Describe ``draft``, from its first open question."""
        zones, kinds = self._asked.item.zones, self._asked.item.defect_kinds
        if len(zones) == 1:
            draft = draft.with_pick(Question.ZONE, zones[0])
        if len(kinds) == 1:
            draft = draft.with_pick(Question.KIND, kinds[0])
        self._draft = draft
        questions = self._questions()
        first = questions[0]
        self._ask(questions[1] if first is Question.ZONE and draft.zone is not None else first)

    def take_zone(self, zone: str, *, decided: bool) -> None:
        """The zone pointed at on the drawing; ``decided`` goes on to the next question."""
        self._draft = self._draft.with_pick(Question.ZONE, zone)
        if decided and self._question is Question.ZONE:
            self.next()
        else:
            self._show()

    def next(self) -> None:
        """Go on to the next question; after the last one record the defect."""
        if self._question is Question.ZONE and self._draft.zone is None:
            return
        if self._question is Question.KIND and self._draft.kind is None:
            return
        questions = self._questions()
        place = questions.index(self._question) + 1
        if place < len(questions):
            self._ask(questions[place])
        else:
            self.record()

    def back(self) -> None:
        """Go back one question; from the first one discard the draft."""
        questions = self._questions()
        place = questions.index(self._question) - 1
        if place >= 0:
            self._ask(questions[place])
        else:
            self.given_up.emit()

    def record(self) -> None:
        """Record what is described; zone and kind are needed, the rest stays open."""
        defect = self._draft.defect()
        if defect is not None:
            self.recorded.emit(defect)

    def take_size(self, value_mm: Decimal) -> bool:
        """A caliper reading fills the size that is being asked."""
        if self._question not in (Question.LENGTH, Question.WIDTH):
            return False
        self._entry.show_value(value_mm)
        self._entry_edited()
        return True

    def press(self, key: int, typed: str) -> bool:
        """Digits pick or type, Backspace goes back, Escape discards."""
        if key == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif key == Qt.Key.Key_Backspace:
            self.back()
        elif self._question in _NUMBERS:
            return self._press_number(key, typed)
        else:
            return self._question is not Question.ZONE and self._options.press(typed)
        return True

    def retranslate(self) -> None:
        """Write every text again; the draft stays."""
        self._show()

    def _press_number(self, key: int, typed: str) -> bool:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(key))
        if step is not None and self._question is Question.VISIBLE:
            self._step_distance(step)
        elif typed and typed in "0123456789.,":
            self._entry.begin(typed)
        else:
            return False
        return True

    def _questions(self) -> tuple[Question, ...]:
        return self._draft.questions(self._asked.item.zones, self._asked.item.defect_kinds)

    def _ask(self, question: Question) -> None:
        self._question = question
        is_number = question in _NUMBERS
        self._options.setVisible(not is_number and question is not Question.ZONE)
        self._entry.setVisible(is_number)
        self._distances.setVisible(question is Question.VISIBLE)
        if is_number:
            self._entry.show_unit(_NUMBERS[question])
            self._entry.show_value(self._draft.number(question))
        self._show()
        self.turned.emit()

    def _show(self) -> None:
        tr = self._around.words.tr
        self._sentence.setText(self._so_far())
        self._save.set_text(tr("steps.defects.save"))
        self._save.setEnabled(self._draft.defect() is not None)
        self._title.setText(tr(f"steps.defects.{self._question.value}"))
        self._hint.setText(tr(f"steps.defects.hint_{self._hint_name()}"))
        if self._question in _NUMBERS:
            self._entry.set_words("", tr(f"steps.defects.{self._question.value}"))
            self._show_distances()
        elif self._question is not Question.ZONE:
            self._options.offer(self._entries())
            self._options.pick(self._draft.pick(self._question))

    def _hint_name(self) -> str:
        if self._question in (Question.LENGTH, Question.WIDTH):
            return "size"
        return {Question.ZONE: "zone", Question.VISIBLE: "visible"}.get(self._question, "pick")

    def _so_far(self) -> str:
        defect = self._draft.defect()
        if defect is not None:
            return defect_sentence(defect, self._around.words, self._asked.zones)
        zone = self._asked.zones.get(self._draft.zone or "")
        return SEPARATOR.join((zone.of(self._around.words.lang), "…")) if zone else "…"

    def _entries(self) -> Sequence[Entry]:
        tr = self._around.words.tr
        values = {
            Question.KIND: [(kind, f"steps.kind.{kind}") for kind in self._asked.item.defect_kinds],
            Question.DEPTH: [(depth.value, f"steps.depth.{depth.value}") for depth in Depth],
            Question.LIT: [(name, f"steps.lit.{name}") for name in ("yes", "no", "skip")],
        }
        return [Entry(value, tr(key)) for value, key in values[self._question]]

    def _picked(self, value: str) -> None:
        self._draft = self._draft.with_pick(self._question, value)
        self.next()

    def _entry_edited(self) -> None:
        self._draft = self._draft.with_number(self._question, self._entry.value)
        self._show_distances()
        self._sentence.setText(self._so_far())

    def _step_distance(self, step: int) -> None:
        now = self._draft.visible_cm
        place = DISTANCES_CM.index(int(now)) + step if now in DISTANCES_CM and now is not None else 0
        self._entry.show_value(Decimal(DISTANCES_CM[max(0, min(place, len(DISTANCES_CM) - 1))]))
        self._entry_edited()

    def _distance_picked(self, value: str) -> None:
        self._entry.show_value(Decimal(value))
        self._entry_edited()

    def _show_distances(self) -> None:
        self._distances.offer([Entry(str(distance), str(distance)) for distance in DISTANCES_CM])
        now = self._draft.visible_cm
        self._distances.pick(None if now is None else f"{now.normalize():f}")

    def _lay_out(self) -> None:
        lines = column(self, spacing=GRID_PX)
        parts: list[QWidget] = [
            self._sentence,
            self._title,
            self._options,
            self._entry,
            self._distances,
        ]
        for part in (*parts, self._hint):
            lines.addWidget(part)
        lines.addSpacing(GRID_PX)
        lines.addWidget(self._save, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addStretch(1)
