"""Waiting for a unit: scan, go on with an unfinished inspection, or open a unit by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QStackedWidget, QWidget

from station.model.inspection import Inspection
from station.model.unit import Unit
from station.store.space import Room, SpaceState
from ui.icons import pixmap
from ui.screens.inspect.hand_form import HandForm
from ui.screens.inspect.recent_card import RecentCard
from ui.screens.inspect.told_line import ToldLine
from ui.theme import GRID_PX, State
from ui.widgets.action_button import ActionButton
from ui.widgets.camera_view import CameraView
from ui.widgets.looks import column, label, look, row
from ui.widgets.option_list import Entry, OptionList
from ui.widgets.surroundings import Surroundings

_ICON_PX = 96
_SHOWN = 9
_MB = 1_000_000


class IdlePage(QWidget):
    """``draft_chosen(inspection id)``, ``unit_chosen(Unit)``, ``code_chosen(code)``,
    ``opened_by_hand(code, category, imei, serial)``, ``record_chosen(record id)``."""

    draft_chosen = Signal(str)
    unit_chosen = Signal(object)
    code_chosen = Signal(str)
    opened_by_hand = Signal(str, str, str, str)
    record_chosen = Signal(str)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._drafts: tuple[Inspection, ...] = ()
        self._units: tuple[Unit, ...] = ()
        self._codes: tuple[str, ...] = ()
        self.camera = CameraView(around)
        self.form = HandForm(around)
        self.recent = RecentCard(around)
        self.room, self._room = ToldLine(around), Room(0, 0, 0, SpaceState.PLENTY)
        self._drawing = QLabel()
        self._title, self._how = label("step"), label("muted lead", wrap=True)
        self._list_title, self._list = label("section"), OptionList(around, columns=1)
        self._by_hand = ActionButton(keys=["F2"])
        self._places = QStackedWidget()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._connect()
        around.words.follow(self.retranslate)

    @property
    def is_asking_by_hand(self) -> bool:
        """Whether a person is filling in the form."""
        return self._places.currentIndex() == 1 and self.isVisible()

    def show_drafts(self, drafts: Sequence[Inspection]) -> None:
        """List unfinished inspections."""
        self._drafts = tuple(drafts)[:_SHOWN]
        self.retranslate()

    def show_room(self, room: Room | None) -> None:
        """Warn while the disk runs short, and say when it is too full for a new unit."""
        self._room = room or Room(0, 0, 0, SpaceState.PLENTY)
        self.retranslate()

    def offer_units(self, units: Sequence[Unit]) -> None:
        """A code fits several units: list them instead."""
        self._units = tuple(units)[:_SHOWN]
        self.retranslate()
        self.setFocus()

    def offer_codes(self, codes: Sequence[str]) -> None:
        """Several codes lie under the camera: list them instead."""
        self._codes = tuple(codes)[:_SHOWN]
        self.retranslate()

    def ask_by_hand(self, code: str = "") -> None:
        """Show the form for a unit that no work order names; the same code again leaves it as it is."""
        if code and self._places.currentIndex() == 1 and self.form.code == code:
            return
        self._places.setCurrentIndex(1)
        self.form.begin(code)

    def show_waiting(self) -> None:
        """Wait for a scan."""
        self._units, self._codes = (), ()
        self._places.setCurrentIndex(0)
        self.retranslate()
        self.setFocus()

    def retranslate(self) -> None:
        """Write every text again."""
        tr = self._around.words.tr
        self._title.setText(tr("inspect.idle.title"))
        self._how.setText(tr("inspect.idle.how"))
        self._by_hand.set_text(tr("inspect.idle.by_hand"))
        self._list_title.setText(tr(self._list_key()))
        entries = self._entries()
        self._list.offer(entries)
        self._list.pick(None)
        self._list_card.setVisible(bool(entries))
        self._say_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 opens by hand, digits choose from the list, Escape goes back to waiting."""
        if event.key() == Qt.Key.Key_F2:
            self.ask_by_hand()
        elif event.key() == Qt.Key.Key_Escape:
            self.show_waiting()
        elif self._places.currentIndex() or not self._list.press(event.text()):
            event.ignore()

    def _say_room(self) -> None:
        room, tr = self._room, self._around.words.tr
        if room.state is SpaceState.PLENTY:
            self.room.tell(State.OK, "")
            return
        words = tr(f"space.bench.{room.state.value}", free=room.free // _MB, needed=-(-room.needed // _MB))
        self.room.tell(State.BAD if room.state is SpaceState.FULL else State.ATTENTION, words)

    def _list_key(self) -> str:
        if self._units:
            return "inspect.idle.several"
        return "inspect.idle.codes" if self._codes else "inspect.idle.drafts"

    def _entries(self) -> list[Entry]:
        if self._units:
            return self._unit_entries()
        seen = self._around.words.seen
        return [Entry(code, seen(code)) for code in self._codes] or self._draft_entries()

    def _draft_entries(self) -> list[Entry]:
        tr = self._around.words.tr
        entries = []
        for draft in self._drafts:
            done, asked = len(draft.observations), len(draft.needed())
            code = self._around.words.seen(draft.unit.code, draft.unit.serial)
            name = draft.unit.model.name if draft.unit.model else draft.unit.category
            words = tr("inspect.idle.draft", code=code, model=name, done=done, asked=asked)
            entries.append(Entry(draft.id, words))
        return entries

    def _unit_entries(self) -> list[Entry]:
        units = (self._around.words.seen(unit, unit.serial) for unit in self._units)
        return [
            Entry(str(place), " · ".join(part for part in (unit.code, _model(unit), unit.imei) if part))
            for place, unit in enumerate(units)
        ]

    def _chosen(self, value: str) -> None:
        if self._units:
            self.unit_chosen.emit(self._units[int(value)])
        elif self._codes:
            self.code_chosen.emit(value)
        else:
            self.draft_chosen.emit(value)

    def _tint(self) -> None:
        colour = self._around.theme.palette.accent
        self._drawing.setPixmap(pixmap("scan-barcode", colour, _ICON_PX, self.devicePixelRatioF()))

    def _connect(self) -> None:
        self._list.picked.connect(self._chosen)
        self._by_hand.clicked.connect(lambda: self.ask_by_hand())
        self.form.opened.connect(self.opened_by_hand)
        self.form.given_up.connect(self.show_waiting)
        self.recent.opened.connect(self.record_chosen)
        self._around.theme.changed.connect(self._tint)
        self._tint()

    def _lay_out(self) -> None:
        self._by_hand.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._list_card = look(QFrame(), "card")
        inside = column(self._list_card, spacing=GRID_PX, margin=2 * GRID_PX)
        inside.addWidget(self._list_title)
        inside.addWidget(self._list)
        self._list_card.setMaximumWidth(640)
        self._places.addWidget(self._waiting())
        self._places.addWidget(self.form)
        self.camera.setMinimumWidth(300)
        beside = column(spacing=2 * GRID_PX)
        beside.addWidget(self.camera)
        beside.addWidget(self.recent, 1)
        lines = column(self, spacing=2 * GRID_PX, margin=3 * GRID_PX)
        lines.addWidget(self.room)
        line = row(spacing=2 * GRID_PX)
        line.addWidget(self._places, 2)
        line.addLayout(beside, 1)
        lines.addLayout(line, 1)

    def _waiting(self) -> QWidget:
        page = QWidget()
        lines = column(page, spacing=2 * GRID_PX)
        lines.addStretch(2)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._how.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._how.setMinimumWidth(480)
        self._how.setMinimumHeight(2 * self._how.fontMetrics().lineSpacing() + GRID_PX)
        for part in (self._drawing, self._title, self._how, self._by_hand):
            lines.addWidget(part, 0, centre)
        lines.addSpacing(2 * GRID_PX)
        middle = row()
        middle.addStretch(1)
        middle.addWidget(self._list_card, 8)
        middle.addStretch(1)
        lines.addLayout(middle)
        lines.addStretch(3)
        return page


def _model(unit: Unit) -> str:
    return unit.model.name if unit.model else ""
