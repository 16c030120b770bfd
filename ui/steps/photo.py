"""Photo: pictures of the asked views are themselves the answer."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from station.model.answer import Photos
from station.model.checklist import ItemKind
from station.model.inspection import EvidencePhoto
from station.model.observation import Method, Source
from ui.steps.step import Asked, Given, KeyHint, Step
from ui.theme import GRID_PX, State
from ui.widgets.notice import StateMark
from ui.widgets.surroundings import Surroundings


class PhotoStep(Step):
    """Which views are there and which are asked; Space takes the next one in the evidence column."""

    kind = ItemKind.PHOTO

    def __init__(self, asked: Asked, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(asked, around, parent)
        self._photos = asked.photos
        self._lines = {view: ViewLine(around) for view in asked.item.views}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        for line in self._lines.values():
            column.addWidget(line)
        column.addStretch(1)
        self.retranslate()

    def draft(self) -> Given | None:
        """The current photos once every asked view has one."""
        current = [photo for photo in self._photos if not photo.superseded]
        taken = {photo.view for photo in current}
        if not current or not taken.issuperset(self.item.views):
            return None
        return Given(Photos(tuple(photo.sha256 for photo in current)), Source(Method.CAMERA))

    def take_photos(self, photos: tuple[EvidencePhoto, ...]) -> None:
        """Tick the views that have a photo now."""
        self._photos = photos
        self.retranslate()
        self.ready_changed.emit(self.draft() is not None)

    def hints(self) -> tuple[KeyHint, ...]:
        """Space takes the photo."""
        return (KeyHint("Space", "steps.photo.take"),)

    def retranslate(self) -> None:
        """Write every text again."""
        tr, lang = self.around.words.tr, self.around.words.lang
        taken = {photo.view for photo in self._photos if not photo.superseded}
        for view, line in self._lines.items():
            title = self.asked.views[view].of(lang) if view in self.asked.views else view
            state, word = (State.OK, "taken") if view in taken else (State.UNKNOWN, "missing")
            line.say(state, title, tr(f"steps.photo.{word}"))


class ViewLine(QWidget):
    """One asked view and whether its photo is there."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark, self._words = StateMark(around), QLabel()
        self._words.setProperty("class", "lead")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, GRID_PX, 0, GRID_PX)
        line.setSpacing(GRID_PX)
        line.addWidget(self._mark)
        line.addWidget(self._words)
        line.addStretch(1)

    def say(self, state: State, title: str, word: str) -> None:
        """Show the view and its state."""
        self._mark.show_state(state)
        self._words.setText(f"{title} · {word}")


STEP = PhotoStep
