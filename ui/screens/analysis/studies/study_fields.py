"""What a study is of: name, unit, tolerance, and how many readings of what."""

from __future__ import annotations

import re
from string import ascii_uppercase

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSpinBox, QWidget

from station.analysis.study_form import (
    ACROSS,
    MOST_PARTS,
    MOST_READINGS,
    MOST_TRIALS,
    StudyForm,
    StudyKind,
)
from ui.i18n import Translator
from ui.widgets.card import Card
from ui.widgets.looks import label

_BETWEEN_NAMES = re.compile(r"[,，;；、\t\n]+")
_GAUGE, _TYPE1 = ("appraisers", "parts", "trials"), ("reference", "count")
_USUAL_PARTS, _USUAL_TRIALS, _USUAL_COUNT, _USUAL_APPRAISERS = 10, 3, 50, 3
_SPIN_PX = 96
_SHARES = {"name": 3, "unit": 1, "tolerance": 2, "reference": 2, "appraisers": 3}
"""Room that a field takes of what is left."""


class StudyFields(Card):
    """``resized()`` when rows or columns of the table become others."""

    resized = Signal()

    def __init__(self, words: Translator) -> None:
        super().__init__(margin=16, spacing=8)
        self._words, self._kind = words, StudyKind.GAUGE
        self.name, self.unit, self.tolerance, self.reference = (QLineEdit() for _ in range(4))
        self.appraisers = QLineEdit()
        self.parts, self.trials, self.count = QSpinBox(), QSpinBox(), QSpinBox()
        self._fields: dict[str, QWidget] = {
            "name": self.name,
            "unit": self.unit,
            "tolerance": self.tolerance,
            "reference": self.reference,
            "appraisers": self.appraisers,
            "parts": self.parts,
            "trials": self.trials,
            "count": self.count,
        }
        self._grid = QGridLayout()
        self._captions = {name: label("section") for name in self._fields}
        self._lay_out()
        self.parts.valueChanged.connect(self.resized)
        self.trials.valueChanged.connect(self.resized)
        self.count.valueChanged.connect(self.resized)
        self.appraisers.textEdited.connect(self.resized)
        words.follow(self.retranslate)
        self.show_kind(self._kind)

    @property
    def kind(self) -> StudyKind:
        """Which study it is."""
        return self._kind

    def show_kind(self, kind: StudyKind) -> None:
        """Ask for what this kind of study needs."""
        self._kind = kind
        for names, wanted in ((_GAUGE, StudyKind.GAUGE), (_TYPE1, StudyKind.TYPE1)):
            for name in names:
                self._fields[name].setVisible(kind is wanted)
                self._captions[name].setVisible(kind is wanted)
        for place, name in enumerate(self._fields):
            self._grid.setColumnStretch(place, 0 if self._fields[name].isHidden() else _SHARES.get(name, 0))

    def appraiser_names(self) -> tuple[str, ...]:
        """The appraisers, as typed between commas."""
        return tuple(one.strip() for one in _BETWEEN_NAMES.split(self.appraisers.text()) if one.strip())

    def form(self, cells: tuple[tuple[str, ...], ...]) -> StudyForm:
        """The study with these cells."""
        is_gauge = self._kind is StudyKind.GAUGE
        return StudyForm(
            self._kind,
            self.name.text(),
            self.unit.text(),
            self.tolerance.text(),
            "" if is_gauge else self.reference.text(),
            self.appraiser_names() if is_gauge else (),
            self.trials.value() if is_gauge else 0,
            cells,
        )

    def show_form(self, form: StudyForm) -> None:
        """Show what a file says; what it does not say stays."""
        self.show_kind(form.kind)
        self.blockSignals(True)
        for field, said in ((self.tolerance, form.tolerance), (self.reference, form.reference)):
            if said:
                field.setText(said)
        for field, said in ((self.name, form.name), (self.unit, form.unit)):
            if said:
                field.setText(said)
        if form.kind is StudyKind.GAUGE:
            self.appraisers.setText(", ".join(form.appraisers))
            self.trials.setValue(form.trials)
            self.parts.setValue(max(map(len, form.cells)))
        else:
            self.count.setValue(sum(map(len, form.cells)))
        self.blockSignals(False)
        self.resized.emit()

    def row_titles(self) -> list[str]:
        """A row for each appraiser and trial, or for each ten readings."""
        if self._kind is StudyKind.GAUGE:
            trials = range(1, self.trials.value() + 1)
            return [f"{name} · {trial}" for name in self.appraiser_names() for trial in trials]
        count = self.count.value()
        return [f"{first} – {min(first + ACROSS - 1, count)}" for first in range(1, count + 1, ACROSS)]

    def column_titles(self) -> list[str]:
        """A column for each part, or ten."""
        across = self.parts.value() if self._kind is StudyKind.GAUGE else min(ACROSS, self.count.value())
        return [str(number) for number in range(1, across + 1)]

    def retranslate(self) -> None:
        """Set every text in the language in use; appraisers whom nobody named yet get letters."""
        for name, caption in self._captions.items():
            caption.setText(self._words.tr(f"studies.field.{name}"))
            self._fields[name].setAccessibleName(caption.text())
        if not self.appraisers.text():
            self.appraisers.setText(", ".join(ascii_uppercase[:_USUAL_APPRAISERS]))

    def _lay_out(self) -> None:
        for spin, least, most, usual in (
            (self.parts, 2, MOST_PARTS, _USUAL_PARTS),
            (self.trials, 2, MOST_TRIALS, _USUAL_TRIALS),
            (self.count, 2, MOST_READINGS, _USUAL_COUNT),
        ):
            spin.setRange(least, most)
            spin.setValue(usual)
            spin.setFixedWidth(_SPIN_PX)
            spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        grid = self._grid
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for place, (name, field) in enumerate(self._fields.items()):
            grid.addWidget(self._captions[name], 0, place)
            grid.addWidget(field, 1, place)
        self.body.addLayout(grid)
