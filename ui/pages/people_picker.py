"""Choosing a person: tiles with keys for a few, typing a part of the name for many."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QWidget

from station.model.person import Person
from ui.i18n import Translator
from ui.theme import Theme
from ui.widgets.discard import discard
from ui.widgets.looks import column, label, look
from ui.widgets.person_tile import PersonTile

KEYS = "123456789"
"""Keys of the tiles while there are no more people than keys."""

_COLUMNS = 2
_STEPS = {
    Qt.Key.Key_Up: -_COLUMNS,
    Qt.Key.Key_Down: _COLUMNS,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PeoplePicker(QWidget):
    """``chosen(person id)`` when a person is chosen by key, finger or mouse.

    With more people than keys a field filters them by any part of name or id; arrows move, Enter chooses.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "plain")
        self._theme, self._translator = theme, translator
        self._people: tuple[Person, ...] = ()
        self._tiles: list[PersonTile] = []
        self._at = 0
        self._filter, self._nobody = QLineEdit(), label("muted", wrap=True)
        self._holder = look(QWidget(), "plain")
        self._grid = QGridLayout(self._holder)
        self._scroll = QScrollArea(widgetResizable=True)
        self._lay_out()
        self._filter.textEdited.connect(self._refill)
        self._filter.installEventFilter(self)
        translator.follow(self.retranslate)

    def show_people(self, people: Sequence[Person]) -> None:
        """Offer these."""
        self._people = tuple(people)
        many = len(people) > len(KEYS)
        self._filter.setVisible(many)
        self._filter.clear()
        if many and self.hasFocus():
            self._filter.setFocus()
        self._refill()

    def mark(self, person_id: str) -> None:
        """Show who is chosen; empty for nobody."""
        for place, tile in enumerate(self._tiles):
            tile.setChecked(tile.person.id == person_id)
            if tile.person.id == person_id:
                self._move_to(place)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._translator.tr
        self._filter.setPlaceholderText(tr("entrance.pick.filter"))
        self._filter.setAccessibleName(tr("entrance.pick.filter"))
        self._nobody.setText(tr("entrance.pick.nobody"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """With many people the field takes the keys."""
        if not self._filter.isHidden():
            self._filter.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._press(event):
            event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The filter field hands on the keys that move and choose."""
        return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._move(event)

    def _press(self, event: QKeyEvent) -> bool:
        place = KEYS.find(event.text()) if event.text() else -1
        if self._filter.isHidden() and 0 <= place < len(self._tiles):
            self.chosen.emit(self._tiles[place].person.id)
            return True
        return self._move(event)

    def _move(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        sideways = key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if key in _STEPS and self._tiles and not (sideways and self._filter.text()):
            self._move_to(min(max(self._at + _STEPS[key], 0), len(self._tiles) - 1))
            return True
        if key in _ENTER and self._tiles:
            self.chosen.emit(self._tiles[self._at].person.id)
            return True
        return False

    def _move_to(self, place: int) -> None:
        self._at = place
        for number, tile in enumerate(self._tiles):
            tile.set_current(number == place)
        if self._tiles:
            self._scroll.ensureWidgetVisible(self._tiles[place])

    def _refill(self) -> None:
        for tile in self._tiles:
            self._grid.removeWidget(tile)
            discard(tile)
        wanted = self._filter.text().strip().casefold()
        shown = [one for one in self._people if wanted in f"{one.name} {one.id}".casefold()]
        keys = KEYS if self._filter.isHidden() else ""
        self._tiles = [self._tile(person, keys[place : place + 1]) for place, person in enumerate(shown)]
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // _COLUMNS, place % _COLUMNS)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self._nobody.setHidden(bool(shown))
        self._move_to(0)

    def _tile(self, person: Person, key: str) -> PersonTile:
        tile = PersonTile(person, key, self._theme, self._translator, self._holder)
        tile.clicked.connect(lambda: self.chosen.emit(person.id))
        tile.show()
        return tile

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._grid.setContentsMargins(0, 0, 4, 0)
        self._grid.setSpacing(12)
        for place in range(_COLUMNS):
            self._grid.setColumnStretch(place, 1)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._holder)
        layout = column(self, spacing=12)
        for part in (self._filter, self._nobody):
            layout.addWidget(part)
        layout.addWidget(self._scroll, 1)
