"""The inspection as the window sees it. QtCore only: no widget is known here.

Everything that touches the store runs on the database lane; a step is shown only after its predecessor's
answer is on disk.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from station.errors import KnownError
from station.inspection.review import Review
from station.inspection.steps import step_beside
from station.model.answer import NotFitted, Text, Unknown, UnknownReason
from station.model.checklist import CheckItem, InternalStandard
from station.model.inspection import EvidencePhoto, Inspection, WithoutPhoto
from station.model.observation import Method, Source
from station.model.record import Record
from station.model.unit import Unit
from station.model.verdict import Verdict
from station.standards.library import home_library
from ui.context import Context
from ui.screens.inspect.codes import Codes
from ui.screens.inspect.day import Day
from ui.screens.inspect.desk_work import DeskWork
from ui.screens.inspect.handling import Handling
from ui.screens.inspect.judging import Judging
from ui.screens.inspect.looking_back import LookingBack
from ui.screens.inspect.opening import by_code, by_hand, latest
from ui.screens.inspect.overriding import Overriding
from ui.screens.inspect.picture_work import Still
from ui.sounds import Cue
from ui.steps.step import Given
from ui.theme import State


class Stage(StrEnum):
    """What the screen is about."""

    IDLE = "idle"
    STEP = "step"
    SEAL = "seal"
    VERDICT = "verdict"


class InspectViewModel(QObject):
    """One inspection at a time, from scan to verdict.

    ``stage_changed(Stage)``, ``step_shown(item id)`` once the step is on disk, ``inspection_changed()`` when
    photos or answers changed, ``review_changed()``, ``sealed(record id)``, ``refused(KnownError)``,
    ``unit_unknown(code)``, ``units_offered(tuple[Unit])``, ``unit_closed(Unit)`` before the stage after
    parking or sealing, ``code_for_step(code)``. ``work`` does one thing at a time, ``judging`` knows the
    verdicts, ``looking_back`` what was before, ``overriding`` what takes a supervisor, ``day`` what waits.
    """

    stage_changed = Signal(object)
    step_shown = Signal(str)
    inspection_changed = Signal()
    review_changed = Signal()
    sealed = Signal(str)
    refused = Signal(object)
    unit_unknown = Signal(str)
    units_offered = Signal(object)
    unit_closed = Signal(object)
    code_for_step = Signal(str)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._desk = context.keep.desk
        self.stage = Stage.IDLE
        self.inspection: Inspection | None = None
        self.review: Review | None = None
        self.record: Record | None = None
        self.work, self.judging = DeskWork(context, self), Judging(context, self)
        self.looking_back = LookingBack(context, self)
        self.overriding = Overriding(context, self.work, self)
        self._handling = Handling(context, self.work, self._person, self)
        self.day = Day(context, self)
        self.codes = Codes(context, self._began, self)
        self.codes.refused.connect(self.refused)
        self.codes.unit_unknown.connect(self.unit_unknown)
        self.codes.units_offered.connect(self.units_offered)
        self.doubted = ""
        """The code just refused because the unit is known by another; given again, it is so."""
        self._connect()

    @property
    def busy(self) -> bool:
        """Whether something is on its way to the disk."""
        return self.work.busy

    @property
    def is_cleaning(self) -> bool:
        """Whether the unit is being cleaned."""
        return self._handling.is_cleaning

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What the channels say of the answers so far, with their reasons."""
        return self.judging.verdicts

    @property
    def item(self) -> CheckItem | None:
        """The item of the step shown."""
        if self.inspection is None:
            return None
        return next((one for one in self.inspection.asked() if one.id == self.inspection.current_item), None)

    @property
    def standard(self) -> InternalStandard | None:
        """The internal standard of the open inspection."""
        library = home_library(self._context.home)
        return library.internal_standard(self.inspection.unit.category) if self.inspection else None

    @property
    def item_photos(self) -> tuple[EvidencePhoto, ...]:
        """Current photos of the step shown."""
        if self.inspection is None:
            return ()
        here = self.inspection.current_item
        return tuple(one for one in self.inspection.photos if one.item == here and not one.superseded)

    def open(self) -> None:
        """Go back to the step that was shown before the program ended, if there is one."""
        self.work.run(lambda: latest(self._desk), self._opened)

    def code(self, code: str) -> None:
        """A code was scanned: it opens a unit or belongs to the step."""
        if self.stage in (Stage.IDLE, Stage.VERDICT):
            person = self._person()
            self.work.run(lambda: by_code(self._desk, code, person), self.codes.recognised)
        else:
            self.code_for_step.emit(code)

    def open_unit(self, unit: Unit) -> None:
        """Start with one of several units that were offered."""
        person = self._person()
        self.work.run(lambda: self._desk.start(unit, person), self._began)

    def open_by_hand(self, code: str, category: str, imei: str = "", serial: str = "") -> None:
        """Start with a unit that no work order names."""
        person = self._person()
        self.work.run(lambda: by_hand(self._desk, code, category, imei, serial, person), self._began)

    def resume(self, inspection_id: str) -> None:
        """Go on with a parked inspection."""
        self.work.run(lambda: self._desk.resume(inspection_id), self._began)

    def answer(self, given: Given) -> None:
        """Record the answer of the step shown; the next step shows when it is on disk."""
        inspection, item = self.inspection, self.item
        if inspection is None or item is None or self.stage is not Stage.STEP:
            return
        earlier = inspection.observations.get(item.id)
        if earlier is not None and earlier.answer == given.answer:
            self._go_on(inspection)
            return
        person, photos = self._person(), tuple(photo.sha256 for photo in self.item_photos)
        again = isinstance(given.answer, Text) and given.answer.value == self.doubted
        sure = given.confirmed or again
        self.work.run(
            lambda: self._desk.answer(
                inspection.id, item.id, given.answer, given.source, person, evidence=photos, confirmed=sure
            ),
            self._moved,
        )

    def answer_unknown(self, reason: UnknownReason, note: str = "") -> None:
        """The step's fact stays unknown, for a reason."""
        self.answer(Given(Unknown(reason, note), Source(Method.MANUAL, reason=note)))

    def answer_not_fitted(self) -> None:
        """The unit has no such part."""
        if self.item is not None and self.item.may_be_missing:
            self.answer(Given(NotFitted()))

    def back(self) -> None:
        """Show the step before."""
        before = step_beside(self.inspection, -1) if self.inspection else None
        if self.stage is Stage.SEAL:
            self._leave_seal()
        elif before is not None:
            self.go_to(before)

    def undo(self) -> None:
        """Take back the latest answer and show its step."""
        inspection, person = self.inspection, self._person()
        if inspection is not None and self.stage is Stage.STEP:
            self.work.run(
                lambda: self._desk.undo(inspection.id, person),
                lambda after: self._undone(after, was_answered=bool(inspection.observations)),
            )

    def go_to(self, item_id: str) -> None:
        """Show the step of ``item_id``."""
        if self.inspection is not None and self.stage in (Stage.STEP, Stage.SEAL):
            inspection = self.inspection
            self.work.run(lambda: self._desk.show_step(inspection.id, item_id), self._began)

    def park(self) -> None:
        """Set the inspection aside; a scan of the unit or its entry in the list goes on with it."""
        if self.inspection is not None and self.stage in (Stage.STEP, Stage.SEAL):
            inspection = self.inspection
            self.work.run(lambda: self._desk.park(inspection.id), lambda _parked: self._was_parked())

    def show_idle(self) -> None:
        """Wait for the next unit."""
        self.inspection, self.record, self.review = None, None, None
        self.judging.clear()
        self.looking_back.clear()
        self._handling.stop()
        self._enter(Stage.IDLE)
        self.day.read()

    def clean(self) -> None:
        """Begin cleaning the unit, or end it and note how long it took."""
        if self.inspection is not None and self.stage is Stage.STEP:
            self._handling.clean(self.inspection)

    def add_photo(self, view: str, still: Still) -> None:
        """Keep a photo as evidence of the step shown."""
        if self.inspection is not None and self.item is not None:
            self._handling.add_photo(self.inspection, view, still)

    def begin_seal(self) -> None:
        """Show everything that needs a look before signing."""
        if self.inspection is not None:
            inspection = self.inspection
            self.work.run(lambda: self._desk.review(inspection), self._reviewed)

    def leave_rest_unknown(self) -> None:
        """Say of every item without an answer that it was not inspected."""
        inspection, person = self.inspection, self._person()
        if inspection is None:
            return
        self.work.run(
            lambda: self._desk.leave_rest_unknown(inspection.id, UnknownReason.NOT_INSPECTED, person),
            self._answered_all,
        )

    def seal(self, pin: str, without_photos: WithoutPhoto | None = None) -> None:
        """Sign with the PIN of the person signed in; then the record is in the ledger.

        ``without_photos`` says why demanded photos are missing.
        """
        if self.inspection is not None and self.stage is Stage.SEAL:
            inspection, person = self.inspection, self._person()
            self.work.run(
                lambda: self._desk.seal(inspection.id, person, pin, without_photos=without_photos),
                self._was_sealed,
            )

    def _person(self) -> str:
        person = self._context.session.person
        return person.id if person else ""

    def _connect(self) -> None:
        self.work.refused.connect(self._refused)
        self.overriding.allowed.connect(self._kept)
        self._handling.done.connect(self._kept)
        self._handling.cleaning_changed.connect(self.inspection_changed)

    def _refused(self, error: KnownError) -> None:
        self.doubted = str(error.details["code"]) if error.code == "SCAN-005" else ""
        if error.code == "INSP-008" and self.inspection is not None:
            self.overriding.ask(self.inspection.id, error)
        if error.code == "STO-020":
            self.day.read_room()
        self.refused.emit(error)

    def _opened(self, inspection: Inspection | None) -> None:
        if inspection is not None:
            self._began(inspection)
        elif self.stage is not Stage.VERDICT:
            self.show_idle()

    def _began(self, inspection: Inspection) -> None:
        self.record, self.review = None, None
        self.inspection = inspection
        self._enter(Stage.STEP)
        self._show_step()

    def _undone(self, inspection: Inspection, *, was_answered: bool) -> None:
        self._began(inspection)
        if self.item is not None and was_answered:
            title = self.item.title.of(self._context.translator.lang)
            self._context.messages.tell(State.OK, "inspect.undo.done", item=title)
        else:
            self._context.messages.tell(State.OK, "inspect.undo.nothing")

    def _moved(self, inspection: Inspection) -> None:
        done = inspection.current_item in inspection.observations
        self.inspection = inspection
        if done and not inspection.open_items():
            self.inspection_changed.emit()
            self._judge()
            self.begin_seal()
        else:
            self._show_step()

    def _kept(self, inspection: Inspection) -> None:
        self.inspection = inspection
        self.inspection_changed.emit()

    def _show_step(self) -> None:
        self.doubted = ""
        if self.inspection is not None:
            self.inspection_changed.emit()
            self.step_shown.emit(self.inspection.current_item)
            self._judge()

    def _judge(self) -> None:
        if self.inspection is not None:
            self.judging.judge(self.inspection)
            self.looking_back.look(self.inspection)

    def _go_on(self, inspection: Inspection) -> None:
        """The answer stands as it is: the step behind it, or the signature behind the last."""
        behind = step_beside(inspection, 1)
        if behind is not None:
            self.go_to(behind)
        else:
            self.begin_seal()

    def _reviewed(self, review: Review) -> None:
        self.review = review
        if self.inspection is not None:
            self.looking_back.compare(self.inspection, review.verdicts)
        self.review_changed.emit()
        self._enter(Stage.SEAL)

    def _answered_all(self, inspection: Inspection) -> None:
        self._kept(inspection)
        self._judge()
        self.begin_seal()

    def _leave_seal(self) -> None:
        self._enter(Stage.STEP)
        self._show_step()

    def _was_parked(self) -> None:
        self._tell_closed()
        self.show_idle()

    def _was_sealed(self, record: Record) -> None:
        self._tell_closed()
        self.record, self.inspection = record, None
        self._context.sounds.play(Cue.OK)
        self._enter(Stage.VERDICT)
        self.sealed.emit(record.id)
        self._context.events.record_sealed.emit(record.id)

    def _tell_closed(self) -> None:
        if self.inspection is not None:
            self.unit_closed.emit(self.inspection.unit)

    def _enter(self, stage: Stage) -> None:
        if stage is not self.stage or stage is Stage.IDLE:
            self.stage = stage
            self.stage_changed.emit(stage)
