"""The three columns of a step and the verdict strip below them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from station.model.answer import Defects
from station.model.checklist import CheckItem, InternalStandard, ItemKind
from station.model.inspection import EvidencePhoto, Inspection
from station.model.verdict import Verdict
from ui.screens.inspect.evidence_column import EvidenceColumn, Slot
from ui.screens.inspect.group_rail import GroupRail
from ui.screens.inspect.looking_back import NOTHING, Past
from ui.screens.inspect.past_words import PastWords
from ui.screens.inspect.step_card import StepCard
from ui.screens.inspect.told_line import ToldLine
from ui.screens.inspect.verdicts_shown import VerdictsShown
from ui.steps.defect_words import defect_sentence
from ui.steps.step import Asked, Step
from ui.theme import GRID_PX, State
from ui.widgets.action_button import ActionButton
from ui.widgets.looks import column, label, look, row
from ui.widgets.surroundings import Surroundings

_DIGITS = {Qt.Key(Qt.Key.Key_0 + digit): digit - 1 for digit in range(10)}

_EVIDENCE_PX, _EVIDENCE_SHARE = 308, 0.27


class StepPage(QWidget):
    """Shows one step of an inspection.

    ``capture_asked(view)``, ``park_asked()``, ``clean_asked()``, ``record_asked(record id)`` and
    ``item_chosen(item id)`` say what was pressed, ``view_asked(view)`` which view the next photo shows; card
    and evidence column have their own.
    """

    capture_asked = Signal(str)
    view_asked = Signal(str)
    park_asked = Signal()
    clean_asked = Signal()
    record_asked = Signal(str)
    undo_asked = Signal()
    item_chosen = Signal(str)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._inspection: Inspection | None = None
        self._standard: InternalStandard | None = None
        self._view, self._is_cleaning = "", False
        self._rail_title, self._rail = label("section"), GroupRail(around)
        self._park, self._clean = ActionButton(keys=["F8"]), ActionButton(keys=["F9"])
        self.card, self.evidence = StepCard(around), EvidenceColumn(around)
        self.verdicts = VerdictsShown(around, self)
        self.earlier, self._past = ToldLine(around), NOTHING
        self._lay_out()
        self._connect()
        around.words.follow(self.retranslate)

    @property
    def view(self) -> str:
        """The view that the next photo shows."""
        return self._view

    def show_step(self, inspection: Inspection, item: CheckItem, standard: InternalStandard) -> Step:
        """Show the step of ``item``."""
        if self._inspection is None or self._inspection.id != inspection.id:
            self.verdicts.close_panels()
        self._inspection, self._standard = inspection, standard
        answered = inspection.observations.get(item.id)
        asked = Asked(
            item,
            answered.answer if answered else None,
            {zone.id: zone.title for zone in standard.zones},
            standard.views,
            _photos_of(inspection, item.id),
        )
        others = tuple(
            one for one in inspection.asked() if one.kind is ItemKind.DEFECTS and one.id != item.id
        )
        self._view = ""
        asking, needed = inspection.checklist.asked_by.get(item.id, ()), item.id not in inspection.not_needed
        step = self.card.show_step(asked, asking, others, needed=needed)
        self.show_inspection(inspection, standard)
        self.show_past(self._past)
        return step

    def show_inspection(self, inspection: Inspection, standard: InternalStandard) -> None:
        """Show counts, photos and defects as they are on disk now."""
        self._inspection, self._standard = inspection, standard
        item = self.card.step.item if self.card.step else None
        self._rail.show_groups(inspection, standard, item.group if item else "")
        if item is not None:
            self._show_slots(inspection, item, standard)
            if self.card.step is not None:
                self.card.step.take_photos(_photos_of(inspection, item.id))
        self.evidence.show_defects(self._sentences(inspection, standard))
        self.retranslate()

    def show_past(self, past: Past) -> None:
        """Show what was before: earlier records of the unit, and changes of the answer shown."""
        self._past, words = past, PastWords(self._around)
        self.earlier.tell(State.ATTENTION, words.earlier(past.earlier), self._around.words.tr("earlier.open"))
        if self.card.step is not None and self._standard is not None:
            self.card.show_changed(*words.changed(past, self.card.step.item.id, self._standard))

    def show_verdicts(self, verdicts: tuple[Verdict, ...]) -> None:
        """Show what the channels say now."""
        if self._inspection is not None and self._standard is not None:
            self.verdicts.show_verdicts(verdicts, self._inspection, self._standard)

    def show_cleaning(self, is_cleaning: bool) -> None:
        """Whether the unit is being cleaned now."""
        self._is_cleaning = is_cleaning
        self.retranslate()

    def show_image(self, image: QImage) -> None:
        """Show the next live picture."""
        self.evidence.camera.show_image(image)

    def retranslate(self) -> None:
        """Write every text again."""
        tr = self._around.words.tr
        channels = len(self._inspection.checklist.channels) if self._inspection else 0
        self._rail_title.setText(tr("inspect.rail.title", count=channels))
        self._park.set_text(tr("inspect.action.park"))
        self._clean.set_text(tr("inspect.action.cleaned" if self._is_cleaning else "inspect.action.clean"))

    def retranslate_all(self) -> None:
        """After a switch of language: also what was worked out in the old one."""
        if self._inspection is not None and self._standard is not None:
            self.show_inspection(self._inspection, self._standard)
            self.show_past(self._past)
            self.verdicts.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the page: photo, park, clean, undo, reasons of a channel."""
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in _DIGITS:
            self._open_verdicts(_DIGITS[key])
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo_asked.emit()
        elif key == Qt.Key.Key_Escape and self.verdicts.is_open:
            self.verdicts.close_panels()
        elif key == Qt.Key.Key_Space:
            self._capture()
        elif key == Qt.Key.Key_F8:
            self.park_asked.emit()
        elif key == Qt.Key.Key_F9:
            self.clean_asked.emit()
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the columns in proportion whatever they hold, and the reasons above their chip."""
        self.evidence.setFixedWidth(max(_EVIDENCE_PX, int(self.width() * _EVIDENCE_SHARE)))
        self.verdicts.place()

    def _show_slots(self, inspection: Inspection, item: CheckItem, standard: InternalStandard) -> None:
        lang = self._around.words.lang
        current = {photo.view: photo.sha256 for photo in inspection.photos if not photo.superseded}
        views = item.views or tuple(standard.views)[:4]
        slots = [
            Slot(view, standard.views[view].of(lang), current.get(view, ""), demanded=bool(item.views))
            for view in views
            if view in standard.views
        ]
        taken = {photo.view for photo in _photos_of(inspection, item.id)}
        if self._view not in views or self._view in taken:
            self._view = next((view for view in item.views if view not in taken), "")
        self.evidence.show_slots(slots, self._view)
        self.view_asked.emit(self._view)

    def _open_verdicts(self, place: int) -> None:
        """The reasons of one channel, or the list of all of them."""
        if place < 0:
            self.verdicts.open_all()
        else:
            self.verdicts.strip.press(place)

    def _capture(self) -> None:
        """Take the photo; with no view asked for, show first where the unit should lie."""
        if self._view:
            self.capture_asked.emit(self._view)
        elif view := self.evidence.first_free():
            self._choose_view(view)

    def _choose_view(self, view: str) -> None:
        self._view = view
        self.evidence.choose(view)
        self.view_asked.emit(view)
        self.card.show_answer()

    def _open_earlier(self) -> None:
        if self._past.earlier:
            self.record_asked.emit(self._past.earlier[0].id)

    def _sentences(self, inspection: Inspection, standard: InternalStandard) -> list[str]:
        zones = {zone.id: zone.title for zone in standard.zones}
        return [
            defect_sentence(defect, self._around.words, zones)
            for observation in inspection.observations.values()
            if isinstance(observation.answer, Defects)
            for defect in observation.answer.defects
        ]

    def _connect(self) -> None:
        self._rail.chosen.connect(self.item_chosen)
        self.card.defect_asked.connect(self.item_chosen)
        self._park.clicked.connect(self.park_asked)
        self._clean.clicked.connect(self.clean_asked)
        self.verdicts.item_chosen.connect(self.item_chosen)
        self.earlier.pressed.connect(self._open_earlier)
        self.verdicts.released.connect(self.card.show_answer)
        self.evidence.capture_asked.connect(self._capture)
        self.evidence.view_chosen.connect(self._choose_view)
        self._around.words.changed.connect(self.retranslate_all)

    def _lay_out(self) -> None:
        rail = look(QFrame(), "card")
        rail.setFixedWidth(244)
        inside = column(rail, spacing=GRID_PX, margin=12)
        inside.addWidget(self._rail_title)
        inside.addWidget(self._rail, 1)
        for button in (self._clean, self._park):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            inside.addWidget(button)
        columns = row(spacing=2 * GRID_PX)
        columns.setContentsMargins(3 * GRID_PX, 2 * GRID_PX, 3 * GRID_PX, 2 * GRID_PX)
        columns.addWidget(rail)
        columns.addWidget(self.card, 1)
        columns.addWidget(self.evidence)
        lines = column(self, spacing=0)
        above = row()
        above.setContentsMargins(3 * GRID_PX, 2 * GRID_PX, 3 * GRID_PX, 0)
        above.addWidget(self.earlier)
        lines.addLayout(above)
        lines.addLayout(columns, 1)
        lines.addWidget(self.verdicts.strip)


def _photos_of(inspection: Inspection, item_id: str) -> tuple[EvidencePhoto, ...]:
    return tuple(photo for photo in inspection.photos if photo.item == item_id and not photo.superseded)
