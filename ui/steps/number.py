"""Number: a reading of the instrument the item asks for, or typed by hand."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from devices.instruments.gate import Wait
from devices.instruments.manual import ManualSource
from station.errors import KnownError
from station.model.answer import Measured
from station.model.checklist import ItemKind
from station.model.observation import Method, Source
from station.model.reading import Reading, ReadingStatus
from station.ports import DeviceState, SourceInfo
from ui.figures import plain, shown_unit
from ui.gauge_words import gauge_words
from ui.steps.manual_reason import ManualReason
from ui.steps.step import Asked, Given, KeyHint, Step
from ui.theme import GRID_PX, State
from ui.widgets.looks import label, row
from ui.widgets.notice import Notice
from ui.widgets.reading_dial import ReadingDial
from ui.widgets.surroundings import Surroundings
from ui.widgets.value_entry import ValueEntry

_ASKS_A_PERSON = (Wait.ZERO, Wait.UNMOVED)


class NumberStep(Step):
    """The live reading is large; a stable one is taken by itself, a typed one is marked manual.

    A value outside the item's limits is shown with its limits and asks *measure again* or *confirm*. Without
    an instrument in the item the field for typing is all there is.
    """

    kind = ItemKind.NUMBER
    whole = False

    def __init__(self, asked: Asked, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(asked, around, parent)
        self._keypad = ManualSource(self.item.quantity or "", self.item.unit or "1")
        self._source: SourceInfo | None = None
        self._state = DeviceState.OFF
        self._reading: Reading | None = None
        self._accepted: Given | None = None
        self._doubtful: Given | None = None
        self._trouble: KnownError | None = None
        self._held: Wait | None = None
        self._dial = ReadingDial(self.item.limits, around)
        self._entry = ValueEntry(shown_unit(self.item.unit), whole=self.whole)
        self._reason, self._notice = ManualReason(around), Notice(around)
        self._hold = label("muted", wrap=True)
        self._lay_out()
        self._entry.edited.connect(self._typed)
        self._reason.given.connect(self._reason_given)
        self._notice.answered.connect(self._doubt_answered)
        self._show_current()
        self.retranslate()

    def draft(self) -> Given | None:
        """What was typed, else the reading accepted."""
        value = self._entry.value
        if value is not None:
            return self._given(self._keypad.info, self._keypad.enter(value))
        return self._accepted

    def confirm(self) -> None:
        """Enter: give what was typed, or ask for the reading shown; both may raise a question first."""
        if not self._reason.isHidden():
            self._reason.confirm()
        elif self._doubtful is None and self.draft() is None:
            self._ask_to_take()
        elif self._doubtful is None:
            self._consider(self.draft())

    def press(self, key: int, typed: str) -> bool:
        """Digits start typing; questions take their own keys; R measures again."""
        if not self._reason.isHidden():
            return self._reason.press(typed)
        if self._doubtful is not None:
            return self._notice.press(typed)
        if typed and typed in "0123456789.-":
            self._entry.begin(typed)
            return True
        return self._measure_again_by_key(typed)

    def retranslate(self) -> None:
        """Write every text again; draft and reading stay."""
        tr = self.around.words.tr
        typed = "steps.number.type_instead" if self.item.quantity else "steps.number.type"
        self._entry.set_words(tr(typed), tr("steps.number.type"))
        self._reason.retranslate()
        self._show_gauge()
        self._show_notice()
        self._show_hold()

    def hints(self) -> tuple[KeyHint, ...]:
        """R starts over while an instrument measures."""
        measures = self.item.quantity and self._doubtful is None
        return (KeyHint("R", "steps.number.again"),) if measures else ()

    def take_gauge(self, info: SourceInfo | None, state: DeviceState) -> None:
        """Who measures and its real state; a lost gauge leaves no value behind."""
        self._source, self._state = info, state
        if state is not DeviceState.ONLINE:
            self._reading, self._held = None, None
            self._show_hold()
        elif self._trouble is not None and self._trouble.code in ("INS-001", "INS-010"):
            self._trouble = None
        self._show_gauge()
        self._show_notice()
        self.ready_changed.emit(self._is_ready())

    def take_reading(self, info: SourceInfo, reading: Reading) -> None:
        """Show a live frame."""
        self._source, self._reading = info, reading
        if reading.status in (ReadingStatus.OK, ReadingStatus.UNSTABLE) and self._trouble is not None:
            self._trouble = None
            self._show_notice()
        self._show_gauge()
        self.ready_changed.emit(self._is_ready())

    def accept_reading(self, info: SourceInfo, reading: Reading) -> None:
        """Give a stable reading as the answer, unless the person is typing or was asked something."""
        if self._entry.field.text() or self._doubtful is not None or reading.value is None:
            return
        self._reading = reading
        self._accepted = self._given(info, reading)
        self._show_gauge()
        self._consider(self._accepted)

    def take_trouble(self, error: KnownError) -> None:
        """Tell what is wrong with the gauge, in the flow."""
        self._trouble, self._reading = error, None
        self._show_gauge()
        self._show_notice()
        self.ready_changed.emit(self._is_ready())

    def take_wait(self, why: Wait) -> None:
        """A steady value is not taken by itself: say that a person may."""
        held = why if why in _ASKS_A_PERSON else None
        if held is not self._held:
            self._held = held
            self._show_hold()

    def _show_hold(self) -> None:
        self._hold.setVisible(self._held is not None and not self._dial.isHidden())
        if self._held is not None:
            self._hold.setText(self.around.words.tr(f"steps.number.held_{self._held.value}"))

    def _ask_to_take(self) -> None:
        if self._reading is not None and self._reading.value is not None:
            self.take_asked.emit()

    def _consider(self, given: Given | None) -> None:
        if given is None:
            return
        if self._needs_reason(given):
            self._dial.hide()
            self._hold.hide()
            self._reason.ask()
        elif self._is_outside(given):
            self._doubtful = given
            self.setFocus()
            self._show_notice()
        else:
            self.answered.emit(given)

    def _needs_reason(self, given: Given) -> bool:
        manual = given.source.method is Method.MANUAL
        return manual and self.item.instrument_demanded and not given.source.reason

    def _is_outside(self, given: Given) -> bool:
        limits, answer = self.item.limits, given.answer
        if not isinstance(answer, Measured):
            return False
        low = limits.low is not None and answer.value < limits.low
        return low or (limits.high is not None and answer.value > limits.high)

    def _reason_given(self, reason: str) -> None:
        given = self.draft()
        if given is not None:
            self._consider(replace(given, source=replace(given.source, reason=reason)))

    def _doubt_answered(self, name: str) -> None:
        doubtful, self._doubtful = self._doubtful, None
        if name == "confirm" and doubtful is not None:
            self.answered.emit(replace(doubtful, confirmed=True))
        else:
            self._start_over()

    def _start_over(self) -> None:
        self._accepted, self._reading, self._doubtful, self._held = None, None, None, None
        self._entry.show_value(None)
        self._leave_reason()
        self._show_gauge()
        self._show_notice()
        self.setFocus()
        self.measure_again.emit()
        self.ready_changed.emit(False)

    def _measure_again_by_key(self, typed: str) -> bool:
        if typed.upper() != "R" or not self.item.quantity:
            return False
        self._start_over()
        return True

    def _typed(self) -> None:
        self._leave_reason()
        self.ready_changed.emit(self._is_ready())

    def _is_ready(self) -> bool:
        reading = self._reading
        shown = reading is not None and reading.status is ReadingStatus.OK and reading.value is not None
        return shown or self.draft() is not None

    def _leave_reason(self) -> None:
        self._reason.hide()
        self._dial.setVisible(bool(self.item.quantity))
        self._show_hold()

    def _given(self, info: SourceInfo, reading: Reading) -> Given | None:
        """The answer that a reading is; a person at the keypad is a source like any other."""
        if reading.value is None:
            return None
        source = Source(
            Method.MANUAL if info.manual else Method.INSTRUMENT,
            device="" if info.manual else info.name,
            profile=info.profile,
            serial=info.serial,
            raw=reading.raw.hex(),
        )
        return Given(Measured(reading.value, reading.unit or self.item.unit or "1"), source)

    def _show_current(self) -> None:
        current = self.asked.current
        if isinstance(current, Measured):
            self._entry.show_value(current.value)

    def _show_gauge(self) -> None:
        tr = self.around.words.tr
        self._dial.show_source(self._who())
        state, word = self._standing()
        self._dial.show_state(state, tr(f"steps.gauge.{word}"))
        reading = self._reading
        unit = (reading.unit if reading else None) or self.item.unit
        self._dial.show_value(reading.value if reading else None, shown_unit(unit))

    def _who(self) -> str:
        if self._source is None:
            return self.around.words.tr("steps.number.no_gauge")
        return gauge_words(self._source, self.around.words)

    def _standing(self) -> tuple[State, str]:
        if self._state is not DeviceState.ONLINE:
            return State.BAD if self._state is DeviceState.LOST else State.UNKNOWN, self._state.value
        if self._reading is None:
            return State.UNKNOWN, "waiting"
        if self._reading.status is ReadingStatus.OK and self._reading.stable is not False:
            return State.OK, "stable"
        moving = self._reading.status in (ReadingStatus.OK, ReadingStatus.UNSTABLE)
        return (State.ATTENTION, "unstable") if moving else (State.BAD, self._reading.status.value)

    def _show_notice(self) -> None:
        self.hints_changed.emit()
        if self._doubtful is not None:
            self._show_doubt(self._doubtful)
        elif self._trouble is not None:
            self._notice.offer(())
            self._notice.say(State.ATTENTION, *self.around.words.error(self._trouble))
        else:
            self._notice.clear()

    def _show_doubt(self, given: Given) -> None:
        tr, limits, answer = self.around.words.tr, self.item.limits, given.answer
        if not isinstance(answer, Measured):
            return
        unit = shown_unit(answer.unit)
        low, high = (("" if limit is None else plain(limit)) for limit in (limits.low, limits.high))
        what = tr(
            "steps.number.outside", value=plain(answer.value), unit=unit, low=low or "–∞", high=high or "∞"
        )
        self._notice.say(State.ATTENTION, what, tr("steps.number.outside_do"))
        again = ("again", "R", tr("steps.number.again"))
        self._notice.offer((again, ("confirm", "C", tr("steps.number.confirm"))))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID_PX)
        beside = row(spacing=2 * GRID_PX)
        beside.addWidget(self._entry)
        beside.addWidget(self._hold, 1)
        column.addWidget(self._dial)
        column.addLayout(beside)
        for part in (self._reason, self._notice):
            column.addWidget(part)
        column.addStretch(1)
        self._leave_reason()
        self._show_hold()


STEP = NumberStep
