"""The middle column: the step, and the actions with their keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from devices.instruments.gate import Wait
from station.errors import KnownError
from station.model.checklist import CheckItem, ItemKind
from station.model.reading import Reading
from station.ports import DeviceState, SourceInfo
from ui.screens.inspect.defect_target import DefectTarget
from ui.screens.inspect.item_header import ItemHeader
from ui.screens.inspect.unknown_panel import UnknownPanel
from ui.steps import step_class
from ui.steps.step import Asked, KeyHint, Step
from ui.theme import GRID_PX
from ui.widgets.action_button import ActionButton
from ui.widgets.looks import column, look
from ui.widgets.surroundings import Surroundings
from ui.widgets.wrap_row import WrapRow

_UNDO_KEY = "Ctrl+Z"


class StepCard(QFrame):
    """Shows one step at a time.

    ``answered(Given)`` and ``unknown_decided(UnknownReason, note)`` carry answers; ``not_fitted_asked()``,
    ``back_asked()``, ``measure_again()``, ``take_asked()`` and ``defect_asked(item id)`` what else was
    pressed.
    """

    answered = Signal(object)
    unknown_decided = Signal(object, str)
    not_fitted_asked = Signal()
    back_asked = Signal()
    measure_again = Signal()
    take_asked = Signal()
    defect_asked = Signal(str)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "card")
        self._around = around
        self._step: Step | None = None
        self._ready, self._busy = False, False
        self._channels: tuple[str, ...] = ()
        self._needed = True
        self._defect_items: tuple[CheckItem, ...] = ()
        self._header = ItemHeader(around)
        self._unknown, self._target = UnknownPanel(around), DefectTarget(around)
        self._places = QStackedWidget()
        self._scroll = QScrollArea()
        self._make_buttons()
        self._lay_out()
        self._connect()
        around.words.follow(self.retranslate)

    @property
    def step(self) -> Step | None:
        """The step shown."""
        return self._step

    def show_step(
        self,
        asked: Asked,
        channels: tuple[str, ...],
        defect_items: tuple[CheckItem, ...],
        *,
        needed: bool = True,
    ) -> Step:
        """Show the step of ``asked``; ``defect_items`` are where F4 can lead.

        A step that is not ``needed`` can change no target channel's verdict any more, and says so.
        """
        self._channels, self._defect_items, self._needed = channels, defect_items, needed
        step = step_class(asked.item.kind)(asked, self._around)
        self._place(step)
        step.answered.connect(self.answered)
        step.ready_changed.connect(self._on_ready)
        step.hints_changed.connect(self._show_hints)
        step.measure_again.connect(self.measure_again)
        step.take_asked.connect(self.take_asked)
        self._ready = step.draft() is not None
        self.show_answer()
        self.retranslate()
        return step

    def show_changed(self, latest: str, all_changes: str) -> None:
        """Say how the answer was changed before."""
        self._header.show_changed(latest, all_changes)

    def changed(self) -> str:
        """What is said of the latest change, empty without any."""
        return self._header.changed()

    def show_answer(self) -> None:
        """Show the answer area instead of a panel, and give it the keys."""
        self._places.setCurrentIndex(0)
        if self._step is not None:
            self._refresh_next()
            self._step.setFocus()

    def ask_unknown(self) -> None:
        """Ask why the fact is unknown; asked again, back to the answer."""
        if self._places.currentWidget() is self._unknown:
            self.show_answer()
        else:
            self._places.setCurrentWidget(self._unknown)
            self._refresh_next()
            self._unknown.ask()

    def ask_defect(self) -> None:
        """Add a defect here, or ask where it belongs."""
        step = self._step
        if step is not None and step.kind is ItemKind.DEFECTS:
            self.show_answer()
            step.press(Qt.Key.Key_F4, "")
        elif self._defect_items:
            self._places.setCurrentWidget(self._target)
            self._target.ask(self._defect_items)

    def confirm(self) -> None:
        """Enter, wherever the keys are."""
        if self._places.currentWidget() is self._unknown:
            self._unknown.confirm()
        elif self._step is not None:
            self._step.confirm()

    def take_gauge(self, info: SourceInfo | None, state: DeviceState) -> None:
        """Hand over who measures."""
        if self._step is not None:
            self._step.take_gauge(info, state)

    def take_reading(self, info: SourceInfo, reading: Reading) -> None:
        """Hand over a live frame."""
        if self._step is not None:
            self._step.take_reading(info, reading)

    def accept_reading(self, info: SourceInfo, reading: Reading) -> None:
        """Hand over a reading that may become the answer."""
        if self._step is not None and self._places.currentIndex() == 0:
            self._step.accept_reading(info, reading)

    def take_wait(self, why: Wait) -> None:
        """Hand over why a reading is not taken by itself."""
        if self._step is not None:
            self._step.take_wait(why)

    def take_trouble(self, error: KnownError) -> None:
        """Hand over what is wrong with the gauge."""
        if self._step is not None:
            self._step.take_trouble(error)

    def set_busy(self, busy: bool) -> None:
        """While an answer is on its way to the disk nothing else can be given."""
        self._busy = busy
        self._refresh_next()

    def retranslate(self) -> None:
        """Write every text again; the draft of the step stays."""
        tr = self._around.words.tr
        for button, name in self._named:
            button.set_text(tr(f"inspect.action.{name}"))
        self._back.setToolTip(tr("inspect.undo.tip", key=_UNDO_KEY))
        if self._step is not None:
            self._header.show_item(self._step.item, self._channels, needed=self._needed)
            self._step.retranslate()
        self._show_hints()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that reached nobody closer."""
        if event.key() == Qt.Key.Key_F2:
            self.ask_unknown()
        elif event.key() == Qt.Key.Key_F3:
            self.not_fitted_asked.emit()
        elif event.key() == Qt.Key.Key_F4:
            self.ask_defect()
        elif event.key() == Qt.Key.Key_Backspace:
            self.back_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirm()
        else:
            event.ignore()

    def _place(self, step: Step) -> None:
        self._step = step
        holder = QWidget()
        look(holder, "plain")
        lines = column(holder)
        lines.setContentsMargins(0, 0, GRID_PX, 0)
        lines.addWidget(step)
        self._scroll.setWidget(holder)

    def _on_ready(self, ready: bool) -> None:
        self._ready = ready
        self._refresh_next()

    def _refresh_next(self) -> None:
        asks_unknown = self._places.currentWidget() is self._unknown
        self._next.setEnabled((asks_unknown or self._ready) and not self._busy)

    def _show_hints(self) -> None:
        step = self._step
        if step is None:
            return
        hints = step.hints()
        self._own_key.setVisible(bool(hints))
        for hint in hints:
            self._show_own_key(hint)
        self._defect.setVisible(bool(self._defect_items) and step.kind is not ItemKind.DEFECTS)
        self._not_fitted.setVisible(step.item.may_be_missing)

    def _show_own_key(self, hint: KeyHint) -> None:
        self._own_key.set_keys([hint.key])
        self._own_key.set_text(self._around.words.tr(hint.text_key))

    def _press_own_key(self) -> None:
        if self._step is not None and self._step.hints():
            self._step.press(0, self._step.hints()[0].key)

    def _make_buttons(self) -> None:
        self._back = ActionButton(keys=["⌫"])
        self._unknown_button = ActionButton(keys=["F2"])
        self._not_fitted = ActionButton(keys=["F3"])
        self._defect = ActionButton(keys=["F4"])
        self._own_key = ActionButton()
        self._next = ActionButton(keys=["Enter"], primary=True)
        self._named = (
            (self._back, "back"),
            (self._unknown_button, "unknown"),
            (self._not_fitted, "not_fitted"),
            (self._defect, "defect"),
            (self._next, "next"),
        )

    def _lay_out(self) -> None:
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._places.addWidget(self._scroll)
        self._places.addWidget(self._unknown)
        self._places.addWidget(self._target)
        lines = column(self, spacing=2 * GRID_PX, margin=2 * GRID_PX)
        lines.addWidget(self._header)
        lines.addWidget(self._places, 1)
        actions = WrapRow()
        for button in (*self._beside_next(), self._next):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            actions.addWidget(button)
        lines.addLayout(actions)

    def _beside_next(self) -> tuple[ActionButton, ...]:
        return self._back, self._own_key, self._unknown_button, self._not_fitted, self._defect

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_asked)
        self._own_key.clicked.connect(self._press_own_key)
        self._unknown_button.clicked.connect(self.ask_unknown)
        self._not_fitted.clicked.connect(self.not_fitted_asked)
        self._defect.clicked.connect(self.ask_defect)
        self._next.clicked.connect(self.confirm)
        self._unknown.decided.connect(self.unknown_decided)
        self._unknown.given_up.connect(self.show_answer)
        self._target.decided.connect(self.defect_asked)
        self._target.given_up.connect(self.show_answer)
