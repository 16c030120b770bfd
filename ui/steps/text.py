"""Text: words or a number written down, typed or scanned."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from station.model.answer import Text
from station.model.checklist import ItemKind
from station.model.observation import Method, Source
from ui.steps.step import BY_HAND, Asked, Given, Step
from ui.theme import GRID_PX
from ui.widgets.surroundings import Surroundings


class TextStep(Step):
    """One line of text; a scan fills it."""

    kind = ItemKind.TEXT
    invitation = "steps.text.type"

    def __init__(self, asked: Asked, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(asked, around, parent)
        self._scanned, self._hidden = "", False
        self._kept = asked.current.value if isinstance(asked.current, Text) else ""
        self._field, self._how = QLineEdit(), QLabel()
        self._field.setMaxLength(500)
        self._how.setProperty("class", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(self._field)
        column.addWidget(self._how)
        column.addStretch(1)
        self.setFocusProxy(self._field)
        self._field.textEdited.connect(lambda _text: self.ready_changed.emit(self.draft() is not None))
        self._field.setText(self._kept)
        self.retranslate()

    def draft(self) -> Given | None:
        """The text; what was scanned and left as it was counts as scanned."""
        value = self._field.text().strip() or (self._kept if self._hidden else "")
        if not value:
            return None
        return Given(Text(value), Source(Method.SCANNER) if value == self._scanned else BY_HAND)

    def take_code(self, code: str) -> bool:
        """A scan replaces the text."""
        self._scanned = code.strip()
        self._field.setText(self._scanned)
        self.ready_changed.emit(self.draft() is not None)
        return True

    def retranslate(self) -> None:
        """Write every text again; what was typed stays."""
        tr, seen = self.around.words.tr, self.around.words.seen(self._kept)
        self._hide_kept(seen != self._kept)
        self._field.setPlaceholderText(seen if self._hidden else tr(self.invitation))
        self._field.setAccessibleName(tr(self.invitation))
        self._how.setText(tr("steps.text.how"))

    def _hide_kept(self, hide: bool) -> None:
        """What was kept leaves the field for a reader who may not see it, and still stands as the answer."""
        if self._field.text() == ("" if self._hidden else self._kept):
            self._field.setText("" if hide else self._kept)
        self._hidden = hide


STEP = TextStep
