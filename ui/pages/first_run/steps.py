"""The steps of the first start. Each says what it lacks and where the keys go."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from station.texts import Lang
from ui.i18n import Translator
from ui.pages.first_run.answers import NewPerson
from ui.theme import Theme
from ui.widgets.looks import column, label, look, row, rule
from ui.widgets.new_pin_form import NewPinForm
from ui.widgets.segments import Segments

_NAME_LETTERS = 40


class Part(QWidget):
    """One step. ``done()`` when Enter completes it, ``changed()`` while typing."""

    done = Signal()
    changed = Signal()

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        look(self, "plain")
        self.translator = translator

    def lacks(self) -> str:
        """Text key of what is still missing, empty when the step is complete."""
        return ""

    def go_on(self) -> None:
        """Enter: complete the step, or go to what is missing."""
        self.done.emit()


class StationPart(Part):
    """Language and the station's name; ``language_chosen(lang)``."""

    language_chosen = Signal(str)

    def __init__(self, translator: Translator, station_name: str) -> None:
        super().__init__(translator)
        self._captions = (label("section"), label("section"))
        self._lang, self._name = Segments([lang.value for lang in Lang]), QLineEdit(station_name)
        self._name.setMaxLength(_NAME_LETTERS)
        layout = column(self, spacing=20)
        for caption, field in zip(self._captions, (self._lang, self._name), strict=True):
            group = column(spacing=8)
            group.addWidget(caption)
            group.addWidget(field)
            layout.addLayout(group)
        layout.addStretch(1)
        self._lang.chosen.connect(self.language_chosen)
        self._name.textEdited.connect(self.changed)
        self._name.returnPressed.connect(self.go_on)
        self.setFocusProxy(self._name)
        translator.follow(self.retranslate)

    @property
    def station_name(self) -> str:
        """Name of the station as typed."""
        return self._name.text().strip()

    def lacks(self) -> str:
        return "" if self.station_name else "entrance.first.lacks_station"

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self.translator.tr
        self._captions[0].setText(tr("settings.language"))
        self._captions[1].setText(tr("settings.station_name"))
        self._lang.set_words([tr(f"settings.lang.{lang.value}") for lang in Lang])
        self._lang.mark(self.translator.lang.value)
        self._name.setPlaceholderText(tr("settings.station_name_hint"))
        self._name.setAccessibleName(tr("settings.station_name"))


class PersonPart(Part):
    """Name and PIN of a person; an ``optional`` one is complete while the name is empty."""

    def __init__(self, theme: Theme, translator: Translator, *, optional: bool) -> None:
        super().__init__(translator)
        self._optional = optional
        self._caption, self._name = label("section"), QLineEdit()
        self._name.setMaxLength(_NAME_LETTERS)
        self.form = NewPinForm(theme, translator)
        group = column(spacing=8)
        group.addWidget(self._caption)
        group.addWidget(self._name)
        layout = column(self, spacing=20)
        layout.addLayout(group)
        layout.addWidget(self.form)
        layout.addStretch(1)
        self._name.textEdited.connect(self.changed)
        self.form.changed.connect(self.changed)
        self._name.returnPressed.connect(self._after_name)
        self.form.submitted.connect(self.go_on)
        self.setFocusProxy(self._name)
        translator.follow(self.retranslate)

    @property
    def person(self) -> NewPerson | None:
        """The person as typed, None unless complete."""
        name = self._name.text().strip()
        return NewPerson(name, self.form.pin) if name and self.form.pin else None

    def lacks(self) -> str:
        named = bool(self._name.text().strip())
        if self.person is not None or (self._optional and not named):
            return ""
        return "entrance.first.lacks_pin" if named else "entrance.first.lacks_name"

    def go_on(self) -> None:
        if not self._name.text().strip() and self.lacks():
            self._name.setFocus()
        if self.lacks() == "entrance.first.lacks_pin":
            self.form.seek()
        self.done.emit()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self.translator.tr
        hint = "entrance.first.inspector_hint" if self._optional else "entrance.first.name_hint"
        self._caption.setText(tr("entrance.first.name"))
        self._name.setAccessibleName(tr("entrance.first.name"))
        self._name.setPlaceholderText(tr(hint))

    def _after_name(self) -> None:
        if self.lacks() == "entrance.first.lacks_pin":
            self.form.setFocus()
        else:
            self.go_on()


class SummaryPart(Part):
    """What will be created, for a last look."""

    def __init__(self, translator: Translator) -> None:
        super().__init__(translator)
        self._names = tuple(label("muted") for _ in range(3))
        self._values = tuple(label("strong lead", wrap=True) for _ in range(3))
        layout = column(self, spacing=14)
        for name, value in zip(self._names, self._values, strict=True):
            name.setFixedWidth(120)
            line = row(spacing=16)
            line.addWidget(name)
            line.addWidget(value, 1)
            layout.addLayout(line)
            layout.addWidget(rule())
        layout.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        else:
            event.ignore()

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Show name and value of each fact."""
        for name, value, fact in zip(self._names, self._values, facts, strict=True):
            name.setText(fact[0])
            value.setText(fact[1])
